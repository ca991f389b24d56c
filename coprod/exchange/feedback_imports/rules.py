"""Reading a file of comments as a curator chose, and counting the results."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from coprod.core.spreadsheets.enums import DateOrder
from coprod.core.spreadsheets.rules import DateScan, parse_day
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean, fold, one_line
from coprod.exchange.feedback_imports.enums import (
    DATE,
    FEELING,
    KEY,
    LABEL,
    LEAVE,
    NEW,
    PERSON,
    REPEATABLE_TARGETS,
    REQUIRED_TARGETS,
    SKIP,
    SUBTHEME,
    TARGET_LABELS,
    TEXT,
    THEME,
    WORD_TARGETS,
    FeedbackChoices,
    Scale,
)
from coprod.exchange.imports.enums import TableRow
from coprod.exchange.word_matching.enums import UNPLACED, MatchState, WordMatch, WordMeaning
from coprod.exchange.word_matching.rules import (
    LONGEST_WORD,
    UNLISTED,
    CuratorWords,
    MatchedColumn,
    WordsByColumn,
    WordTally,
    is_settled,
    list_word_lines,
    match_feeling,
    match_name,
)
from coprod.intelligence.feedback.enums import Feeling, Theme
from coprod.intelligence.feedback_comments.enums import Axis

WORDS_RETENTION = timedelta(days=730)
"""How long the words of comments are stored: two years. The numbers stay."""
UPLOAD_RETENTION = timedelta(days=30)
"""How long a counted file itself is stored, so that it can be mapped again."""
MOST_REFUSED_ROWS = 200
"""How many refused rows a report names one by one."""
LONGEST_TEXT = 20_000
NO_DATE = N_("There is no date")
PARTIAL_DATE = N_("The date has no day and month, so we do not know the quarter")
WRONG_DATE = N_("We cannot read the date")
FUTURE_DATE = N_("The date is in the future")
PARTS = re.compile(r"[;|]")
NO_ANSWERS = (None, WordMeaning.LEFT_OUT)
THEMES_BY_NAME = {
    **{fold(theme.value): theme.value for theme in Theme},
    **{fold(theme.label.plain): theme.value for theme in Theme},
}
HEADINGS_BY_TARGET: dict[str, tuple[str, ...]] = {
    KEY: ("comment id", "id", "reference", "ref", "response id", "record id", "unique id"),
    PERSON: ("respondent id", "person id", "participant id", "patient id"),
    DATE: (
        *("date", "date of comment", "date received", "response date", "date of feedback"),
        *("submitted", "submission date", "completed date", "month", "timestamp", "end date"),
    ),
    FEELING: (
        *("rating", "overall rating", "experience", "overall experience", "score", "star rating"),
        *("response", "answer", "fft response", "fft score", "fft rating", "satisfaction"),
        *("how was your experience", "how likely are you to recommend", "recommend", "stars"),
        *("overall how was your experience of our service", "how satisfied are you"),
    ),
    TEXT: (
        *("fft answer", "comment", "comments", "feedback", "free text", "review", "verbatim"),
        *("please tell us why you gave your answer", "what people said", "comment text"),
    ),
    SUBTHEME: ("sub theme", "subtheme", "sub topic", "sub category"),
    Axis.SERVICE.value: (
        *("service", "service type", "service type 1", "service name", "type of service"),
        *("provider type", "services"),
    ),
    Axis.PRACTICE.value: (
        *("practice", "gp practice", "practice name", "surgery", "gp surgery", "gp"),
    ),
    Axis.NETWORK.value: ("network", "pcn", "primary care network", "gp network"),
    Axis.LOCALITY.value: ("place", "locality", "area", "location", "neighbourhood", "ward"),
    Axis.GROUP.value: ("group", "group of people", "community"),
    Axis.BOROUGH.value: ("borough", "council", "local authority", "borough of residence"),
    Axis.STAFF_ROLE.value: ("staff role", "role of staff", "staff group", "staff type", "staff"),
    Axis.ETHNIC_GROUP.value: ("ethnic group", "ethnicity", "ethnic origin", "ethnic background"),
    Axis.AGE_GROUP.value: ("age group", "age", "age band", "age range"),
}
"""How columns are called. How a computer sorted comments is never chosen by itself."""
TARGET_BY_HEADING = {
    heading: target for target, headings in HEADINGS_BY_TARGET.items() for heading in headings
}


def guess_targets(headings: Sequence[str]) -> dict[str, str]:
    """Choose what a column is by its heading; everything else is left out."""
    chosen: dict[str, str] = {}
    for heading in headings:
        target = TARGET_BY_HEADING.get(fold(heading), SKIP)
        chosen[heading] = SKIP if target in chosen.values() else target
    return chosen


def check_choices(choices: FeedbackChoices) -> None:
    for target in REQUIRED_TARGETS:
        if not choices.find_column(target):
            raise RuleBrokenError(N_("Choose the column for: %(what)s", what=TARGET_LABELS[target]))
    times = Counter(each for each in choices.columns.values() if each not in REPEATABLE_TARGETS)
    duplicate = next((target for target, number in times.items() if number > 1), None)
    if duplicate:
        message = N_("Choose one column only for: %(what)s", what=TARGET_LABELS[duplicate])
        raise RuleBrokenError(message)
    if not choices.source:
        raise RuleBrokenError(N_("Say who collected it"), field="source")
    check_scale(choices)


def check_scale(choices: FeedbackChoices) -> None:
    if choices.find_column(FEELING) and choices.find_column(LABEL):
        raise RuleBrokenError(N_("Choose what people said, or how others sorted it: not both"))
    if choices.scale is not Scale.WORDS and choices.highest <= choices.lowest:
        raise RuleBrokenError(N_("The highest must be more than the lowest"), field="highest")


def dump_choices(choices: FeedbackChoices) -> dict[str, Any]:
    plain = replace(choices, columns=dict(choices.columns))
    return {
        **asdict(plain),
        "words": copy_words(choices.words),
        "proposed": copy_words(choices.proposed),
    }


def copy_words(words: WordsByColumn) -> dict[str, dict[str, str]]:
    return {column: dict(chosen) for column, chosen in words.items()}


def load_choices(stored: Mapping[str, Any]) -> FeedbackChoices:
    values = {**stored, "empty": tuple(stored["empty"])}
    return FeedbackChoices(
        **{**values, "order": DateOrder(stored["order"]), "scale": Scale(stored["scale"])}
    )


@dataclass(frozen=True)
class FeedbackRow:
    """One row that can be counted. ``key`` and ``person`` are hashes."""

    number: int
    key: str
    person: str
    day: date
    feeling: Feeling | None
    text: str
    names: Mapping[Axis, str]
    is_labelled: bool = False
    themes: tuple[str, ...] = ()
    subthemes: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    is_unsure: bool = False
    """The person said that they did not know: an answer outside the base of per cents."""


@dataclass
class FeedbackReport:
    """What was found in a file, and what became of it."""

    rows: int = 0
    feelings: Counter[str] = field(default_factory=Counter)
    blank: int = 0
    unsure: int = 0
    words: dict[str, dict[str, int]] = field(default_factory=dict)
    no_answer: int = 0
    emptied: Counter[str] = field(default_factory=Counter)
    spaces: int = 0
    two_ways: int = 0
    written: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    refused_rows: list[list[object]] = field(default_factory=list)
    here: int = 0
    differs: int = 0
    new: int = 0
    unknown: dict[str, dict[str, int]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    summaries: int = 0
    changed: int = 0
    left: int = 0

    def refuse(self, number: int, why: object, cell: str) -> None:
        self.refused += 1
        if len(self.refused_rows) < MOST_REFUSED_ROWS:
            self.refused_rows.append([number, str(why), cell[:80]])


@dataclass
class FeedbackReader:
    """Reads rows into comments, and counts the results."""

    choices: FeedbackChoices
    today: date
    report: FeedbackReport = field(default_factory=FeedbackReport)

    def __post_init__(self) -> None:
        self.blank_words = {one_line(word).casefold() for word in self.choices.empty}
        self.times_by_row: Counter[str] = Counter()
        self.words = WordTally(self.report.words)
        self.matches: dict[tuple[str, str], WordMatch] = {}
        self.curator_words = build_curator_words(self.choices)
        self.dates = DateScan()

    def read_comments(self, rows: Iterable[TableRow]) -> Iterator[FeedbackRow]:
        for row in rows:
            self.report.rows += 1
            comment = self.read_comment(row)
            if comment is not None:
                yield comment
        self.report.written = self.dates.ways

    def read_comment(self, row: TableRow) -> FeedbackRow | None:
        """Return the comment in a row; None for one without an answer or a day."""
        answers = self.read_answers(row)
        meaning = answers.get(self.choices.find_column(self.choices.feeling_target))
        feeling, is_unsure = get_feeling(meaning), meaning is WordMeaning.NOT_KNOWN
        text = self.read_text(row)
        self.count_feeling(feeling, is_unsure=is_unsure)
        names = {axis: self.read_name(row, axis) for axis in self.choices.axes}
        day = self.read_day(row)
        if day is None:
            return None
        if not text and all(each in NO_ANSWERS for each in answers.values()):
            self.report.no_answer += 1
            return None
        is_labelled = feeling is not None and self.choices.feeling_target == LABEL
        return FeedbackRow(
            row.number,
            self.build_key(row),
            self.build_person_mark(row),
            day,
            feeling,
            text,
            names,
            is_labelled,
            themes=self.read_themes(row),
            subthemes=tuple(split_cell(self.read_cell(row, SUBTHEME))),
            answers={name: each.value for name, each in answers.items() if each},
            is_unsure=is_unsure,
        )

    def build_person_mark(self, row: TableRow) -> str:
        """Return a coded mark of the person, to count people by; empty where nobody is told of."""
        person = self.read_cell(row, PERSON)
        return digest(self.choices.source, person) if person else ""

    def count_feeling(self, feeling: Feeling | None, *, is_unsure: bool) -> None:
        self.report.unsure += is_unsure
        self.report.blank += feeling is None and not is_unsure
        self.report.feelings[feeling.value if feeling else ""] += 1

    def read_cell(self, row: TableRow, target: str) -> str:
        """Return a cell in one line; nothing for words that mean no answer."""
        return self.read_column(row, self.choices.find_column(target))

    def read_column(self, row: TableRow, column: str) -> str:
        cell = row.cells.get(column, "")
        self.report.spaces += "\u00a0" in cell
        line = one_line(cell)
        if line.casefold() in self.blank_words:
            self.report.emptied[line] += 1
            return ""
        return line

    def read_text(self, row: TableRow) -> str:
        cell = row.cells.get(self.choices.find_column(TEXT), "")
        return clean(cell)[:LONGEST_TEXT] if self.read_cell(row, TEXT) else ""

    def read_day(self, row: TableRow) -> date | None:
        """Read a date in the order that was chosen; one that cannot be so, in the other order."""
        line = self.read_cell(row, DATE)
        iso_date, is_ambiguous = parse_day(line, self.choices.order)
        if line:
            self.dates.add_cell(row.number, line)
        day = parse_whole_day(iso_date)
        if day is None or day > self.today:
            self.report.refuse(row.number, explain_refusal(line, iso_date, day), line)
            return None
        self.report.two_ways += is_ambiguous
        return day

    def read_name(self, row: TableRow, axis: Axis) -> str:
        """Return the name of a axis; nothing for one that a curator said means nothing."""
        column = self.choices.find_column(axis.value)
        name = self.words.add(column, self.read_cell(row, axis.value))
        return "" if self.curator_words.get_chosen(column, name) == LEAVE else name

    def read_answers(self, row: TableRow) -> dict[str, WordMeaning | None]:
        """Return what the answer to each question means. A guess counts only once it is saved."""
        columns = self.choices.list_columns(self.choices.feeling_target)
        return {column: self.read_answer(row, column) for column in columns}

    def read_answer(self, row: TableRow, column: str) -> WordMeaning | None:
        word = self.words.add(column, self.read_column(row, column))
        if not word:
            return None
        if (column, word) not in self.matches:
            match = match_answer(word, self.choices, self.curator_words, column)
            self.matches[column, word] = match
        match = self.matches[column, word]
        return WordMeaning(match.value) if is_settled(match) else None

    def read_themes(self, row: TableRow) -> tuple[str, ...]:
        """Return the themes of a row, of which a cell may name several."""
        column = self.choices.find_column(THEME)
        words = [self.words.add(column, part) for part in split_cell(self.read_cell(row, THEME))]
        matches = [match_theme(word, self.curator_words, column) for word in words]
        return tuple(
            dict.fromkeys(m.value for m in matches if is_settled(m) and m.value in set(Theme))
        )

    def build_key(self, row: TableRow) -> str:
        """Return a hash by which the row is known when the file comes again.

        Without a column for it the whole row is hashed, with its number among rows that are alike.
        """
        source_key = self.read_cell(row, KEY)
        if source_key:
            return digest(self.choices.source, "key", source_key)
        row_digest = digest(self.choices.source, *row.cells.values())
        self.times_by_row[row_digest] += 1
        return digest(row_digest, str(self.times_by_row[row_digest]))


def build_curator_words(choices: FeedbackChoices) -> CuratorWords:
    return CuratorWords(choices.words, choices.proposed)


def match_answer(
    word: str, choices: FeedbackChoices, curator_words: CuratorWords, column: str = ""
) -> WordMatch:
    """Return what an answer about how somebody felt means, and how sure that is."""
    picked = curator_words.find_match(column, word)
    if picked:
        return picked
    number = find_feeling(word, choices)
    return WordMatch(number.value, MatchState.KNOWN) if number else match_feeling(word)


def match_theme(word: str, curator_words: CuratorWords, column: str) -> WordMatch:
    """Return the theme that a word names, by what a curator chose or by its likeness."""
    picked = curator_words.find_match(column, word)
    if picked:
        return picked
    theme, state = match_name(word, THEMES_BY_NAME)
    return WordMatch(theme or UNPLACED, state)


def split_cell(cell: str) -> list[str]:
    """Return the parts of a cell that holds several, such as "Waiting; Staff"."""
    parts = (one_line(part)[:LONGEST_WORD] for part in PARTS.split(cell))
    return list(dict.fromkeys(part for part in parts if part))


def get_feeling(meaning: WordMeaning | None) -> Feeling | None:
    is_felt = meaning is not None and meaning.value in set(Feeling)
    return Feeling(meaning.value) if meaning and is_felt else None


def find_feeling(cell: str, choices: FeedbackChoices) -> Feeling | None:
    """Return what a number of the scale means; None for what is not on it."""
    if choices.scale is Scale.WORDS:
        return None
    try:
        number = float(cell)
    except ValueError:
        return None
    if not choices.lowest <= number <= choices.highest:
        return None
    distance_from_middle = number - (choices.lowest + choices.highest) / 2
    if distance_from_middle == 0:
        return Feeling.NEUTRAL
    is_low = distance_from_middle < 0
    return Feeling.POSITIVE if is_low is (choices.scale is Scale.LOW_IS_GOOD) else Feeling.NEGATIVE


def parse_whole_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and len(text) == len("2026-01-31") else None
    except ValueError:
        return None


def explain_refusal(line: str, iso_date: str | None, day: date | None) -> object:
    if not line:
        return NO_DATE
    if day is not None:
        return FUTURE_DATE
    return PARTIAL_DATE if iso_date else WRONG_DATE


def digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


# What a curator matches on the page of the words


NamesByAxis = Mapping[Axis, Mapping[str, str]]
"""By axis, the ids of terms by each of their names, folded."""


@dataclass(frozen=True)
class WordColumn(MatchedColumn):
    """The words of a column of comments: a scale of feelings, or names on a list."""

    @property
    def axis(self) -> Axis | None:
        """The axis whose list its names are on, if they are on one."""
        return find_axis(self.target)

    @property
    def is_felt(self) -> bool:
        """Whether its words say how somebody felt."""
        return self.target in {FEELING, LABEL}

    @property
    def rest(self) -> str:
        return WordMeaning.LEFT_OUT.value if self.is_felt else UNPLACED

    def count_meanings(self) -> Counter[str]:
        """Count the rows of each meaning, likely ones too, as if they were saved."""
        counts: Counter[str] = Counter()
        for line in self.lines:
            counts[line.match.value] += line.rows
        return counts


def build_word_columns(
    choices: FeedbackChoices, tally: Mapping[str, Mapping[str, int]], names: NamesByAxis
) -> list[WordColumn]:
    """Match the words of every column that has some."""
    curator_words = build_curator_words(choices)
    return [
        build_word_column((heading, target, n), tally[heading], names, choices, curator_words)
        for n, (heading, target) in enumerate(choices.columns.items())
        if target in WORD_TARGETS and tally.get(heading)
    ]


def build_word_column(
    column: tuple[str, str, int],
    counts: Mapping[str, int],
    names: NamesByAxis,
    choices: FeedbackChoices,
    curator_words: CuratorWords,
) -> WordColumn:
    heading, target, number = column
    axis = find_axis(target)

    def match(word: str) -> WordMatch:
        if axis:
            return match_listed_name(axis, word, names[axis], curator_words, choices)
        if target == THEME:
            return match_theme(word, curator_words, heading)
        return match_answer(word, choices, curator_words, heading)

    lines = list_word_lines(number, counts, match)
    return WordColumn(number, heading, target, lines, counts.get(UNLISTED, 0))


def find_axis(target: str) -> Axis | None:
    return Axis(target) if target in set(Axis) else None


def match_listed_name(
    axis: Axis,
    name: str,
    names: Mapping[str, str],
    curator_words: CuratorWords,
    choices: FeedbackChoices,
) -> WordMatch:
    """Return the term that a name is taken for, or whether it is added to the list."""
    picked = curator_words.find_match(choices.find_column(axis.value), name)
    found, state = match_name(name, names)
    if picked and (picked.state is MatchState.CHOSEN or state is not MatchState.KNOWN):
        return picked
    if found is None and axis is Axis.SERVICE and choices.add_services:
        return WordMatch(NEW, MatchState.NEW)
    return WordMatch(found or UNPLACED, state)
