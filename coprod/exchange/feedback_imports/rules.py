"""Reading a file of comments as a curator chose, and counting the results."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
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
    UNPLACED,
    WORD_TARGETS,
    Axis,
    FeedbackChoices,
    Scale,
)
from coprod.exchange.imports.enums import TableRow
from coprod.exchange.word_matching.enums import MatchState, WordMatch, WordMeaning
from coprod.exchange.word_matching.rules import match_feeling, match_name
from coprod.intelligence.feedback.enums import Feeling, Theme

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
LONGEST_WORD = 120
"""What is longer than this is no answer to choose from, but somebody's own words."""
MOST_WORDS = 1000
"""How many different words of a column are listed. What comes after is only counted."""
OTHER_WORDS = ""
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
    words = {column: dict(chosen) for column, chosen in choices.words.items()}
    return {**asdict(choices), "columns": dict(choices.columns), "words": words}


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
        self.chosen_words = index_words(self.choices)
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
        return "" if self.chosen_words.get((column, get_key(name))) == LEAVE else name

    def read_answers(self, row: TableRow) -> dict[str, WordMeaning | None]:
        """Return what the answer to each question means. A guess counts only once it is saved."""
        columns = self.choices.list_columns(self.choices.feeling_target)
        return {column: self.read_answer(row, column) for column in columns}

    def read_answer(self, row: TableRow, column: str) -> WordMeaning | None:
        word = self.words.add(column, self.read_column(row, column))
        if not word:
            return None
        if (column, word) not in self.matches:
            match = match_answer(word, self.choices, self.chosen_words, column)
            self.matches[column, word] = match
        match = self.matches[column, word]
        return WordMeaning(match.value) if is_settled(match) else None

    def read_themes(self, row: TableRow) -> tuple[str, ...]:
        """Return the themes of a row, of which a cell may name several."""
        column = self.choices.find_column(THEME)
        words = [self.words.add(column, part) for part in split_cell(self.read_cell(row, THEME))]
        matches = [
            match_theme(word, self.chosen_words.get((column, get_key(word)))) for word in words
        ]
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


@dataclass
class WordTally:
    """How often each word of a column comes, under the way it was first written."""

    counts: dict[str, dict[str, int]]
    first_forms: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, column: str, word: str) -> str:
        """Count a word, and return it as it was first written."""
        if not word:
            return ""
        words = self.counts.setdefault(column, {})
        form = self.first_forms.setdefault((column, get_key(word)), word)
        is_listed = form in words or (len(words) < MOST_WORDS and len(form) <= LONGEST_WORD)
        listed_as = form if is_listed else OTHER_WORDS
        words[listed_as] = words.get(listed_as, 0) + 1
        return form


def get_key(word: str) -> str:
    """Return a word as it is compared: without case and marks, where anything is left then."""
    return fold(word) or one_line(word)


ChosenWords = Mapping[tuple[str, str], str]
"""By column and word, as it is compared, what a curator chose for it."""


def index_words(choices: FeedbackChoices) -> dict[tuple[str, str], str]:
    return {
        (column, get_key(word)): chosen
        for column, words in choices.words.items()
        for word, chosen in words.items()
    }


def match_answer(
    word: str, choices: FeedbackChoices, chosen_words: ChosenWords, column: str = ""
) -> WordMatch:
    """Return what an answer about how somebody felt means, and how sure that is."""
    chosen = chosen_words.get((column, get_key(word)))
    if chosen:
        return WordMatch(chosen, MatchState.CHOSEN)
    number = find_feeling(word, choices)
    return WordMatch(number.value, MatchState.KNOWN) if number else match_feeling(word)


def match_theme(word: str, chosen: str | None) -> WordMatch:
    """Return the theme that a word names, by what a curator chose or by its likeness."""
    if chosen:
        return WordMatch(chosen, MatchState.CHOSEN)
    theme, state = match_name(word, THEMES_BY_NAME)
    return WordMatch(theme or UNPLACED, state)


def split_cell(cell: str) -> list[str]:
    """Return the parts of a cell that holds several, such as "Waiting; Staff"."""
    parts = (one_line(part)[:LONGEST_WORD] for part in PARTS.split(cell))
    return list(dict.fromkeys(part for part in parts if part))


def is_settled(match: WordMatch) -> bool:
    return match.state in {MatchState.KNOWN, MatchState.CHOSEN}


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


SHOWN_WORDS = 30
"""How many words of a column are shown at once. Beyond that they are looked for by a filter."""
NamesByAxis = Mapping[Axis, Mapping[str, str]]
"""By axis, the ids of terms by each of their names, folded."""


@dataclass(frozen=True)
class WordChoices:
    """What a curator sent: what each word counts as, and a fingerprint of what they looked at."""

    words: Mapping[str, Mapping[str, str]]
    keep: bool
    seen: str


@dataclass(frozen=True)
class WordLine:
    """One word of a column, in how many rows it stands, and what it is taken for."""

    word: str
    rows: int
    match: WordMatch
    field_name: str

    @property
    def is_matched(self) -> bool:
        return is_settled(self.match)


@dataclass(frozen=True)
class WordColumn:
    """The words of a column, those in most rows first. ``find`` narrows down what is shown."""

    number: int
    heading: str
    target: str
    lines: Sequence[WordLine]
    uncounted: int = 0
    find: str = ""

    @property
    def axis(self) -> Axis | None:
        """The axis whose list its names are on, if they are on one."""
        return find_axis(self.target)

    @property
    def is_felt(self) -> bool:
        """Whether its words say how somebody felt."""
        return self.target in {FEELING, LABEL}

    @property
    def unmatched(self) -> list[WordLine]:
        return [line for line in self.lines if not line.is_matched]

    @property
    def matched(self) -> list[WordLine]:
        return [line for line in self.lines if line.is_matched]

    @property
    def is_long(self) -> bool:
        return len(self.lines) > SHOWN_WORDS

    @property
    def visible_unmatched(self) -> list[WordLine]:
        return self.select_visible(self.unmatched)

    @property
    def visible_matched(self) -> list[WordLine]:
        return self.select_visible(self.matched)

    def select_visible(self, lines: Sequence[WordLine]) -> list[WordLine]:
        wanted = fold(self.find)
        return [line for line in lines if wanted in fold(line.word)][:SHOWN_WORDS]

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
    chosen = index_words(choices)
    return [
        build_word_column((heading, target, n), tally[heading], names, choices, chosen)
        for n, (heading, target) in enumerate(choices.columns.items())
        if target in WORD_TARGETS and tally.get(heading)
    ]


def build_word_column(
    column: tuple[str, str, int],
    counts: Mapping[str, int],
    names: NamesByAxis,
    choices: FeedbackChoices,
    chosen: ChosenWords,
) -> WordColumn:
    heading, target, number = column
    axis = find_axis(target)
    lines = []
    for word, rows in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if word == OTHER_WORDS:
            continue
        pick = chosen.get((heading, get_key(word)), "")
        if axis:
            match = match_listed_name(axis, word, names[axis], pick, choices)
        elif target == THEME:
            match = match_theme(word, pick)
        else:
            match = match_answer(word, choices, chosen, heading)
        lines.append(WordLine(word, rows, match, f"word_{number}_{digest(word)[:12]}"))
    return WordColumn(number, heading, target, lines, counts.get(OTHER_WORDS, 0))


def find_axis(target: str) -> Axis | None:
    return Axis(target) if target in set(Axis) else None


def match_listed_name(
    axis: Axis, name: str, names: Mapping[str, str], chosen: str, choices: FeedbackChoices
) -> WordMatch:
    """Return the term that a name is taken for, or whether it is added to the list."""
    if chosen:
        return WordMatch(chosen, MatchState.CHOSEN)
    found, state = match_name(name, names)
    if found is None and axis is Axis.SERVICE and choices.add_services:
        return WordMatch(NEW, MatchState.NEW)
    return WordMatch(found or UNPLACED, state)


def settle_word(line: WordLine, picked: str) -> str:
    """Return what to store for a word; nothing where it is matched, or left, without it."""
    is_left = line.match.state is MatchState.NONE and picked in {"", UNPLACED}
    is_unchanged = line.match.state is MatchState.KNOWN and picked == line.match.value
    return "" if is_left or is_unchanged else picked
