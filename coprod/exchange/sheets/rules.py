"""How a strange table is understood: where its headings are, how its dates and numbers read."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from coprod.core.disclosure.enums import Answer
from coprod.core.spreadsheets.enums import Order
from coprod.core.spreadsheets.rules import IS_NUMBER, DatesSeen, read_day
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import folded, one_line
from coprod.exchange.imports.enums import Became, First, Line, Many, Map, Origin, Row
from coprod.exchange.imports.rules import LEFT_OUT
from coprod.exchange.sheets.enums import (
    COUNTED,
    DATES,
    LISTED,
    ONE_COLUMN_ONLY,
    ROW_NUMBER,
    SEPARATORS,
    SKIP,
    TARGETS,
    Choices,
    Verdict,
)
from coprod.register.activities.enums import RUNG_LABELS
from coprod.register.activities.rules import (
    About,
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Sourcing,
    Story,
    Telling,
    Timing,
)
from coprod.register.review.rules import ImportedPart
from coprod.register.sections.rules import Costs, People

GROUPED = re.compile(r"[-+]?\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?")


# Dates


def see_dates(rows: Iterable[Row], columns: Sequence[str]) -> dict[str, DatesSeen]:
    seen = {column: DatesSeen() for column in columns}
    for row in rows:
        for column in columns:
            if row.cells.get(column, "").strip():
                seen[column].see(row.number, row.cells[column])
    return seen


def settled(choices: Choices, seen: Mapping[str, DatesSeen]) -> Choices:
    """Return the choices with the order of dates that was chosen, or that the dates prove."""
    unsure = [dates for dates in seen.values() if dates.two_ways]
    proved = {dates.order for dates in unsure}
    if choices.order or not unsure:
        return replace(choices, order=choices.order or Order.DAY_FIRST)
    if len(proved) > 1 or Order.UNKNOWN in proved:
        said = N_("Say how dates are written here. Some rows can be read in two ways")
        raise RuleBrokenError(said, field="order")
    return replace(choices, order=proved.pop())


# Cells


def grouped_columns(rows: Iterable[Row], choices: Choices) -> frozenset[str]:
    """Return the columns of nothing but numbers, some with spaces between their thousands."""
    grouped: set[str] = set()
    others = {choices.key, *choices.dates}
    for row in rows:
        for name, text in row.cells.items():
            if name not in others and text.strip():
                if not IS_NUMBER.fullmatch(text.strip()):
                    others.add(name)
                elif GROUPED.fullmatch(text.strip()):
                    grouped.add(name)
    return frozenset(grouped - others)


def without_spaces(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\u2009]", "", text) if GROUPED.fullmatch(text.strip()) else text


@dataclass
class Tidier:
    """Makes cells plain before they are read, and counts what it made of them."""

    choices: Choices
    grouped: frozenset[str] = frozenset()
    emptied: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.empty = {one_line(word).casefold() for word in self.choices.empty}

    def tidied(self, row: Row) -> tuple[Row, list[str]]:
        """Return a row with plain cells, and what should be looked at."""
        warnings: list[str] = []
        cells = {name: self.cell(name, text, warnings) for name, text in row.cells.items()}
        if not self.choices.key:
            cells[ROW_NUMBER] = str(row.number)
        return replace(row, cells=cells), warnings

    def key(self, row: Row) -> str:
        """Return what names a row for good, as it is read later."""
        name = self.choices.key
        return one_line(self.cell(name, row.cells[name], [])) if name else str(row.number)

    def cell(self, name: str, text: str, warnings: list[str]) -> str:
        line = one_line(text)
        if line.casefold() in self.empty:
            self.emptied[line] += 1
            return ""
        if name in self.choices.dates and line:
            return self.date(name, line, warnings)
        return without_spaces(text) if name in self.grouped else text.replace("\u00a0", " ")

    def date(self, name: str, line: str, warnings: list[str]) -> str:
        day, two_ways = read_day(line, self.choices.order)
        if day is None:
            warnings.append(f"{name}: “{line[:40]}” is no date that we can read. Kept as a fact.")
        elif two_ways:
            warnings.append(f"{name}: “{line}” has two readings. Read as {in_words(day)}.")
        return day or line


def in_words(day: str | None) -> str:
    return f"{date.fromisoformat(day):%-d %B %Y}" if day else ""


# The mapping


def check_choices(choices: Choices, headings: Sequence[str]) -> None:
    if not choices.of("title"):
        raise RuleBrokenError(N_("Choose the column that holds the name"))
    twice = [t for t in ONE_COLUMN_ONLY if len(choices.of(t)) > 1]
    if twice:
        said = N_("Choose one column only for: %(what)s", what=TARGETS[twice[0]])
        raise RuleBrokenError(said)
    if choices.key and choices.key not in headings:
        raise RuleBrokenError(N_("Choose the identifier from the list"), field="key")
    if choices.publish and not choices.source:
        said = N_("Say where the rows come from. Without that they can only be drafts")
        raise RuleBrokenError(said, field="source")


def to_map(choices: Choices, source: str) -> Map:
    """Return the choices as the mapping that the command line reads from a file."""
    mark = SEPARATORS[choices.separator][0]
    lists = {li.value: Many(choices.of(li.value)[0], mark) for li in LISTED if choices.of(li.value)}
    one = {name: Many((choices.of(name) or ("",))[0], mark) for name in ("ongoing", "promised")}
    texts = ("title", "summary", "text", "learned", "leader", "place")
    firsts = (*texts, *DATES, *COUNTED)
    named: dict[str, First] = {name: First(choices.of(name)) for name in firsts}
    return Map(
        Origin(source, choices.key or ROW_NUMBER),
        publish=choices.publish,
        **named,  # type: ignore[arg-type] # mypy takes every value for every field
        ongoing=replace(one["ongoing"], yes=("yes", "Yes", "YES", "true", "True", "1", "Y", "y")),
        promised=replace(one["promised"], same_as=OUR_WORDS),
        language=First(),
        lists=lists,
        left_out=dict.fromkeys(choices.of(SKIP), LEFT_OUT),
        columns={name: Answer(answer) for name, answer in choices.answers.items()},
    )


OUR_WORDS = {label.text: rung.key for rung, label in RUNG_LABELS.items()}


def guess_targets(headings: Sequence[str]) -> dict[str, str]:
    """Choose a field for a heading that is called like one; everything else is a fact."""
    chosen: dict[str, str] = {}
    for heading in headings:
        target = CALLED.get(folded(heading), "")
        chosen[heading] = target if target and target not in chosen.values() else "fact"
    return chosen


CALLED = {
    **{folded(label.text): name for name, label in TARGETS.items() if name not in {"fact", SKIP}},
    **{name: name for name in TARGETS if name not in {"fact", SKIP}},
    "title": "title",
    "description": "summary",
    "body": "text",
    "recipient org name": "leader",
    "organisation": "leader",
    "location": "place",
    "number of people": "people",
    "number of residents": "people",
    "number of participants": "people",
    "participants": "people",
    "planned dates start date": "started",
    "planned dates end date": "ended",
}
KEYS = ("identifier", "id", "key", "ref no", "reference", "ref")


def guess_key(headings: Sequence[str]) -> str:
    names = {folded(heading): heading for heading in headings}
    return next((names[name] for name in KEYS if name in names), "")


def rows(headings: Sequence[str], lines: Iterable[Sequence[str]], header_row: int) -> Iterator[Row]:
    """Return the rows under the headings, by the number that a spreadsheet shows beside them."""
    wide = len(headings)
    for number, line in enumerate(lines, 1):
        if number > header_row and any(cell.strip() for cell in line):
            extra = [f"Column {n + 1}" for n in range(wide, len(line))]
            cells = [*line, *[""] * (wide - len(line))]
            yield Row(number, dict(zip([*headings, *extra], cells, strict=True)))


# What is said about a row


def warnings(line: Line, but: Sequence[str]) -> list[str]:
    """Return what of a good row should be looked at before it is taken in."""
    notes = [line.why] if line.why else []
    changed = (c for c in line.cells if c.became is Became.CHANGED and c.column not in but)
    return [*notes, *(f"{cell.column}: {cell.told}" for cell in changed)]


def second_of(first: Row, row: Row, why: str) -> tuple[Verdict, list[str]]:
    """Compare a row with the first one that has the same identifier."""
    names = dict.fromkeys([*first.cells, *row.cells])
    differ = [name for name in names if first.cells.get(name, "") != row.cells.get(name, "")]
    if not differ:
        return Verdict.HERE, [f"Row {first.number} says the same, word for word."]
    return Verdict.REFUSED, [f"{why}. The two differ in: {', '.join(differ)}."]


def has_twins(numbers: Sequence[int]) -> str:
    said = ", ".join(str(number) for number in numbers)
    return f"The same identifier stands in row {said} too."


def differences(
    parts: Iterable[ImportedPart], now: Mapping[type[Any], Any], facts: Sequence[tuple[str, str]]
) -> str:
    """Say in which parts an entry tells something else than a row does."""
    found = []
    for part in parts:
        if isinstance(part, Sourcing):
            new = {(label, value) for label, value, _why in part.facts}
            found += sorted({label for label, _value in new.symmetric_difference(facts)})
        elif type(part) in now and in_any_order(part) != in_any_order(now[type(part)]):
            found.append(PARTS.get(type(part), type(part).__name__))
    return ", ".join(found)


def in_any_order(part: ImportedPart) -> object:
    plain = IN_ANY_ORDER.get(type(part))
    return plain(part) if plain else part


IN_ANY_ORDER: dict[type[Any], Callable[[Any], object]] = {
    About: lambda part: {listing: frozenset(ids) for listing, ids in part.listed if ids},
    Placing: lambda part: (frozenset(part.locality_ids), part.place_words),
    PromiseStatement: lambda part: (frozenset(part.rungs), part.nothing),
    People: lambda part: part.took_part,
    Costs: lambda part: frozenset((row.timing, row.amount) for row in part.rows),
}
PARTS: dict[type[Any], str] = {
    Naming: "Name",
    Telling: "Summary",
    Leading: "Who leads it",
    Placing: "Where",
    Timing: "Dates",
    PromiseStatement: "Promised level",
    Story: "What happened",
    About: "Lists",
    People: "Number of people",
    Costs: "Money",
}
