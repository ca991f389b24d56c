"""Reading a file of comments as a curator chose, and counting the results."""

import hashlib
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
    PERSON,
    REQUIRED_TARGETS,
    SKIP,
    TARGET_LABELS,
    TEXT,
    FeedbackChoices,
    Scale,
)
from coprod.exchange.imports.enums import TableRow
from coprod.intelligence.feedback.enums import Feeling, Side

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
FEELING_BY_WORD: dict[str, Feeling] = {
    **dict.fromkeys(("positive", "good", "very good", "excellent", "happy"), Feeling.POSITIVE),
    **dict.fromkeys(("neutral", "mixed", "neither good nor poor", "ok", "fair"), Feeling.NEUTRAL),
    **dict.fromkeys(("negative", "poor", "very poor", "bad", "unhappy"), Feeling.NEGATIVE),
}
TARGET_BY_HEADING = {
    "comment id": KEY,
    "id": KEY,
    "reference": KEY,
    "respondent id": PERSON,
    "person id": PERSON,
    "date": DATE,
    "date of comment": DATE,
    "rating": FEELING,
    "fft answer": TEXT,
    "comment": TEXT,
    "comments": TEXT,
    "feedback": TEXT,
    "service": Side.SERVICE.value,
    "service type": Side.SERVICE.value,
    "service type 1": Side.SERVICE.value,
    "practice": Side.PRACTICE.value,
    "gp practice": Side.PRACTICE.value,
    "network": Side.NETWORK.value,
    "place": Side.LOCALITY.value,
    "locality": Side.LOCALITY.value,
    "group": Side.GROUP.value,
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
    times = Counter(target for target in choices.columns.values() if target != SKIP)
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
    return {**asdict(choices), "columns": dict(choices.columns)}


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
    names: Mapping[Side, str]
    is_labelled: bool = False


@dataclass
class FeedbackReport:
    """What was found in a file, and what became of it."""

    rows: int = 0
    feelings: Counter[str] = field(default_factory=Counter)
    blank: int = 0
    no_answer: int = 0
    emptied: Counter[str] = field(default_factory=Counter)
    spaces: int = 0
    two_ways: int = 0
    written: Counter[str] = field(default_factory=Counter)
    scale: dict[str, str] = field(default_factory=dict)
    on_scale: Counter[str] = field(default_factory=Counter)
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
        feeling = self.read_feeling(self.read_cell(row, self.choices.feeling_target))
        text = self.read_text(row)
        self.report.blank += feeling is None
        self.report.feelings[feeling.value if feeling else ""] += 1
        names = {side: self.read_cell(row, side.value) for side in self.choices.sides}
        day = self.read_day(row)
        if day is None:
            return None
        if feeling is None and not text:
            self.report.no_answer += 1
            return None
        person = self.read_cell(row, PERSON)
        mark = digest(self.choices.source, person) if person else ""
        is_labelled = feeling is not None and self.choices.feeling_target == LABEL
        return FeedbackRow(
            row.number, self.build_key(row), mark, day, feeling, text, names, is_labelled
        )

    def read_cell(self, row: TableRow, target: str) -> str:
        """Return a cell in one line; nothing for words that mean no answer."""
        cell = row.cells.get(self.choices.find_column(target), "")
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

    def read_feeling(self, cell: str) -> Feeling | None:
        if not cell:
            return None
        feeling = find_feeling(cell, self.choices)
        self.report.on_scale[cell] += 1
        self.report.scale[cell] = feeling.value if feeling else ""
        return feeling

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


def find_feeling(cell: str, choices: FeedbackChoices) -> Feeling | None:
    """Return what one value of the scale means; None for what is not on it."""
    if choices.scale is Scale.WORDS:
        return FEELING_BY_WORD.get(fold(cell))
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
