"""How a table is understood, and how each of its rows is read into the fields of an entry."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import quote

from coprod.core.disclosure.enums import ColumnAnswer, ColumnSign
from coprod.core.disclosure.rules import ColumnScan, find_sign
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.money.rules import parse_amount as read_money
from coprod.core.spreadsheets.enums import DateOrder
from coprod.core.spreadsheets.rules import IS_NUMBER, DateScan, parse_day
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.howmany import HowMany, Sureness
from coprod.core.values.language import looks_english
from coprod.core.values.phrases import N_
from coprod.core.values.prose import (
    convert_to_markdown,
    extract_beginning,
    has_empty_headings,
    shorten,
)
from coprod.core.values.text import clean, fold, one_line
from coprod.exchange.imports.enums import (
    COLUMN_IN_ADDRESS,
    DATE_FIELDS,
    LIST_FIELDS,
    NUMBER_FIELDS,
    ROW_NUMBER,
    SEPARATOR_OPTIONS,
    SINGLE_COLUMN_FIELDS,
    SKIP,
    TARGET_LABELS,
    CellOutcome,
    CellReport,
    ColumnChoices,
    ColumnMapping,
    FirstFilled,
    ManyValues,
    Remark,
    RowReport,
    SourceDetails,
    TableRow,
    TermsByName,
    Verdict,
)
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import RUNG_LABELS, Audience, Rung
from coprod.register.activities.rules import (
    LONGEST_TITLE,
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
from coprod.register.sections.enums import CostCategory
from coprod.register.sections.enums import CostTiming as CostTiming
from coprod.register.sections.rules import LONGEST_NOTE, CostLine, Costs, People

LONGEST_SUMMARY = 3000
LONGEST_NAME = 200


# Headings and rows


def name_headings(cells: Iterable[str]) -> list[str]:
    """Return the headings: each with a name, and no two the same."""
    names: list[str] = []
    for n, cell in enumerate(cells, 1):
        name = one_line(cell) or f"Column {n}"
        names.append(name if name not in names else f"{name} ({n})")
    return names


def read_rows(
    headings: Sequence[str], lines: Iterable[Sequence[str]], header_row: int
) -> Iterator[TableRow]:
    """Return the rows under the headings, by the number that a spreadsheet shows beside them."""
    wide = len(headings)
    for number, line in enumerate(lines, 1):
        if number > header_row and any(cell.strip() for cell in line):
            extra = [f"Column {n + 1}" for n in range(wide, len(line))]
            cells = [*line, *[""] * (wide - len(line))]
            yield TableRow(number, dict(zip([*headings, *extra], cells, strict=True)))


# What a curator chose for the columns


def guess_targets(headings: Sequence[str]) -> dict[str, str]:
    """Choose a field for a heading that is called like one; everything else is a fact."""
    chosen: dict[str, str] = {}
    for heading in headings:
        target = TARGETS_BY_HEADING.get(fold(heading), "")
        chosen[heading] = target if target and target not in chosen.values() else "fact"
    return chosen


TARGETS_BY_HEADING = {
    **{
        fold(label.text): name
        for name, label in TARGET_LABELS.items()
        if name not in {"fact", SKIP}
    },
    **{name: name for name in TARGET_LABELS if name not in {"fact", SKIP}},
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


def guess_key(headings: Sequence[str]) -> str:
    names = {fold(heading): heading for heading in headings}
    return next((names[name] for name in KEY_HEADINGS if name in names), "")


KEY_HEADINGS = ("identifier", "id", "key", "ref no", "reference", "ref")


def check_column_choices(choices: ColumnChoices, headings: Sequence[str]) -> None:
    if not choices.list_columns("title"):
        raise RuleBrokenError(N_("Choose the column that holds the name"))
    twice = [t for t in SINGLE_COLUMN_FIELDS if len(choices.list_columns(t)) > 1]
    if twice:
        said = N_("Choose one column only for: %(what)s", what=TARGET_LABELS[twice[0]])
        raise RuleBrokenError(said)
    if choices.key and choices.key not in headings:
        raise RuleBrokenError(N_("Choose the identifier from the list"), field="key")
    if choices.publish and not choices.source:
        said = N_("Say where the rows come from. Without that they can only be drafts")
        raise RuleBrokenError(said, field="source")


def build_mapping(choices: ColumnChoices, source: str) -> ColumnMapping:
    """Return the choices as the mapping that the command line reads from a file."""
    mark = SEPARATOR_OPTIONS[choices.separator][0]
    lists = {
        li.value: ManyValues(choices.list_columns(li.value)[0], mark)
        for li in LIST_FIELDS
        if choices.list_columns(li.value)
    }
    one = {
        name: ManyValues((choices.list_columns(name) or ("",))[0], mark)
        for name in ("ongoing", "promised")
    }
    texts = ("title", "summary", "text", "learned", "leader", "place")
    firsts = (*texts, *DATE_FIELDS, *NUMBER_FIELDS)
    named: dict[str, FirstFilled] = {
        name: FirstFilled(choices.list_columns(name)) for name in firsts
    }
    return ColumnMapping(
        SourceDetails(source, choices.key or ROW_NUMBER),
        publish=choices.publish,
        **named,  # type: ignore[arg-type] # mypy takes every value for every field
        ongoing=replace(one["ongoing"], yes=("yes", "Yes", "YES", "true", "True", "1", "Y", "y")),
        promised=replace(one["promised"], same_as=RUNG_KEYS_BY_LABEL),
        language=FirstFilled(),
        lists=lists,
        left_out=dict.fromkeys(choices.list_columns(SKIP), LEFT_OUT_BY_CURATOR),
        columns={name: ColumnAnswer(answer) for name, answer in choices.answers.items()},
    )


RUNG_KEYS_BY_LABEL = {label.text: rung.key for rung, label in RUNG_LABELS.items()}


def collect_dates(rows: Iterable[TableRow], columns: Sequence[str]) -> dict[str, DateScan]:
    seen = {column: DateScan() for column in columns}
    for row in rows:
        for column in columns:
            if row.cells.get(column, "").strip():
                seen[column].add_cell(row.number, row.cells[column])
    return seen


def settle_date_order(
    choices: ColumnChoices, dates_by_column: Mapping[str, DateScan]
) -> ColumnChoices:
    """Return the choices with the order of dates that was chosen, or that the dates prove."""
    unsure = [dates for dates in dates_by_column.values() if dates.ambiguous_rows]
    proved = {dates.order for dates in unsure}
    if choices.order or not unsure:
        return replace(choices, order=choices.order or DateOrder.DAY_FIRST)
    if len(proved) > 1 or DateOrder.UNKNOWN in proved:
        said = N_("Say how dates are written here. Some rows can be read in two ways")
        raise RuleBrokenError(said, field="order")
    return replace(choices, order=proved.pop())


# Who may see a column


def find_personal_columns(
    mapping: ColumnMapping, rows: Iterable[TableRow]
) -> dict[str, ColumnSign]:
    """Return the columns by which a person could be shown, and by what, of a whole table.

    Those that fill a field are asked about only where they hold little but addresses and telephone
    numbers. The counted ones go by the rules of their fields.
    """
    return {
        seen.heading: sign
        for seen, sign in find_signs(mapping, rows)
        if needs_answer(mapping, seen)
    }


def needs_answer(mapping: ColumnMapping, column_signs: ColumnScan) -> bool:
    return column_signs.is_contact or column_signs.heading not in mapping.field_columns


def find_signs(
    mapping: ColumnMapping, rows: Iterable[TableRow]
) -> list[tuple[ColumnScan, ColumnSign]]:
    counted = {name for each in mapping.number_columns for name in each.columns}
    passed_over = {mapping.source.key, *mapping.left_out, *counted}
    seen: dict[str, ColumnScan] = {}
    for row in rows:
        for column, text in row.cells.items():
            if column not in passed_over:
                seen.setdefault(column, ColumnScan(column)).add_cell(text)
    return [(each, sign) for each in seen.values() if (sign := each.sign)]


def hold_back_unanswered(mapping: ColumnMapping, rows: Iterable[TableRow]) -> ColumnMapping:
    """Return a mapping that publishes no column of which a curator has not said so."""
    found = [
        each for each, _sign in find_signs(mapping, rows) if not is_public(mapping, each.heading)
    ]
    counted = {name for each in mapping.number_columns for name in each.columns}
    dropped = (name for name, answer in mapping.columns.items() if answer is ColumnAnswer.LEAVE_OUT)
    return replace(
        mapping,
        left_out={**dict.fromkeys(dropped, LEFT_OUT_BY_CURATOR), **mapping.left_out},
        restricted=frozenset({*counted, *(each.heading for each in found)}),
        unmapped=frozenset(each.heading for each in found if needs_answer(mapping, each)),
    )


def is_public(mapping: ColumnMapping, column: str) -> bool:
    return mapping.columns.get(column) is ColumnAnswer.PUBLISH


# Cells, made plain before they are read


GROUPED_NUMBER = re.compile(r"[-+]?\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?")


def find_grouped_columns(rows: Iterable[TableRow], choices: ColumnChoices) -> frozenset[str]:
    """Return the columns of nothing but numbers, some with spaces between their thousands."""
    grouped: set[str] = set()
    others = {choices.key, *choices.date_columns}
    for row in rows:
        for name, text in row.cells.items():
            if name not in others and text.strip():
                if not IS_NUMBER.fullmatch(text.strip()):
                    others.add(name)
                elif GROUPED_NUMBER.fullmatch(text.strip()):
                    grouped.add(name)
    return frozenset(grouped - others)


def remove_spaces(text: str) -> str:
    return (
        re.sub(r"[\s\u00a0\u202f\u2009]", "", text)
        if GROUPED_NUMBER.fullmatch(text.strip())
        else text
    )


@dataclass
class RowCleaner:
    """Makes cells plain before they are read, and counts what it made of them."""

    choices: ColumnChoices
    grouped_columns: frozenset[str] = frozenset()
    blanked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.blank_words = {one_line(word).casefold() for word in self.choices.empty}

    def clean_row(self, row: TableRow) -> tuple[TableRow, list[str]]:
        """Return a row with plain cells, and what should be looked at."""
        warnings: list[str] = []
        cells = {name: self.clean_cell(name, text, warnings) for name, text in row.cells.items()}
        if not self.choices.key:
            cells[ROW_NUMBER] = str(row.number)
        return replace(row, cells=cells), warnings

    def get_key(self, row: TableRow) -> str:
        """Return what names a row for good, as it is read later."""
        name = self.choices.key
        return one_line(self.clean_cell(name, row.cells[name], [])) if name else str(row.number)

    def clean_cell(self, name: str, text: str, warnings: list[str]) -> str:
        line = one_line(text)
        if line.casefold() in self.blank_words:
            self.blanked[line] += 1
            return ""
        if name in self.choices.date_columns and line:
            return self.clean_date(name, line, warnings)
        return remove_spaces(text) if name in self.grouped_columns else text.replace("\u00a0", " ")

    def clean_date(self, name: str, line: str, warnings: list[str]) -> str:
        day, two_ways = parse_day(line, self.choices.order)
        if day is None:
            warnings.append(f"{name}: “{line[:40]}” is no date that we can read. Kept as a fact.")
        elif two_ways:
            warnings.append(f"{name}: “{line}” has two readings. Read as {format_day(day)}.")
        return day or line


def format_day(day: str | None) -> str:
    return f"{date.fromisoformat(day):%-d %B %Y}" if day else ""


# Reading a row


REPORTED_FIELD_NAMES = {
    "title": "name",
    "led_by_name": "leader, in words",
    "started": "start",
    "ended": "end",
}
RUNGS_BY_KEY = {rung.key: rung for rung in Rung}
EMPTY_HEADINGS_REMOVED = "Headings without words are left out."
NO_SUMMARY_FOUND = "Its text tells nothing that could be a summary."
LEFT_OUT_BY_CURATOR = "A curator chose to leave this column out."
NOT_A_NUMBER = "It is no number of people that we can read."
NOT_AN_AMOUNT = "It is no amount in pounds that we can read."
RESTRICTED_TO_CURATORS = "It may show a person. Kept for curators, until one says who may see it."
TOO_LONG = "Too long for its field: shorten there, and kept whole here."
PEOPLE_PATTERN = re.compile(
    r"((?:about|around|roughly|approx\.?|approximately|circa|c\.|~)? ?)"
    r"(\d{1,3}(?:,\d{3})+|\d+)(\+?)(?: (?:people|persons?|residents?|participants?))?"
    r"((?:[ (;:].*)?)",
    re.IGNORECASE,
)
COORDINATES = re.compile(
    r"""\s*(\d+°\s*\d+'\s*[\d.]+"\s*[NS]\s*,\s*\d+°\s*\d+'\s*[\d.]+"\s*[EW])\s*$"""
)


@dataclass
class RowReading:
    """One row as it is read: what goes into fields, what is kept as a fact, and what changed."""

    mapping: ColumnMapping
    terms_by_list: Mapping[ListKind, TermsByName]
    row: TableRow
    fields: dict[str, str] = field(default_factory=dict)
    facts: list[tuple[str, str, str]] = field(default_factory=list)
    audiences: dict[str, Audience] = field(default_factory=dict)
    cells: dict[str, CellReport] = field(default_factory=dict)
    people: HowMany | None = None
    costs: list[CostLine] = field(default_factory=list)
    led_by_id: int | None = None
    rungs: dict[Rung, str] = field(default_factory=dict)
    terms: dict[ListKind, tuple[int, ...]] = field(default_factory=dict)
    texts: dict[str, str] = field(init=False)
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return one_line(self.get_text(self.mapping.source.key))

    def build_address(self) -> str:
        """Return the address at the source: ``{column}`` in the mapping stands for a cell."""
        return COLUMN_IN_ADDRESS.sub(
            lambda at: quote(self.get_text(at[1]), safe=""), self.mapping.source.address
        )

    # What a cell says, and what became of it.

    def __post_init__(self) -> None:
        self.texts = {column: clean(value) for column, value in self.row.cells.items()}

    def get_text(self, column: str) -> str:
        return self.texts.get(column, "")

    def find_remark(self, column: str) -> Remark | None:
        """Return the first remark of the mapping that fits what a cell says."""
        value = self.get_text(column)
        found = (r for r in self.mapping.remarks if column in r.columns and r.matches(value))
        return next(found, None) if value else None

    def find_first_filled(self, first_filled: FirstFilled) -> tuple[str, str]:
        """Return the first column with something in it that may be used, and what it says."""
        for column in first_filled.columns:
            remark = self.find_remark(column)
            if (
                self.get_text(column)
                and column not in self.mapping.unmapped
                and not (remark and remark.unused)
            ):
                return column, self.get_text(column)
        return "", ""

    def report_cell(
        self, column: str, target: str, *, why: str = "", more: str = "", is_whole: bool = True
    ) -> None:
        """Write down what became of a cell. What is not ``whole`` in its field is a fact too."""
        remark = self.find_remark(column)
        became = CellOutcome.CHANGED if why else CellOutcome.KEPT
        said = " ".join(filter(None, [why, remark.note if remark else ""]))
        self.cells[column] = CellReport(column, became, target, said, more)
        if remark or not is_whole:
            self.add_fact(column, self.cells[column].explanation)

    def add_fact(self, column: str, note: str = "") -> None:
        label = self.mapping.labels.get(column, column)
        self.facts.append((label, self.get_text(column), note))
        if column in self.mapping.restricted:
            answered = self.mapping.columns.get(column) is ColumnAnswer.CURATORS
            self.audiences[label] = Audience.CURATORS if answered else Audience.NOT_ANSWERED


def read_row(
    mapping: ColumnMapping, terms_by_list: Mapping[ListKind, TermsByName], row: TableRow
) -> RowReading:
    """Read a row as its mapping says. Whatever has no field is kept as a fact, whole."""
    reading = RowReading(mapping, terms_by_list, row)
    if reading.key:
        reading.report_cell(mapping.source.key, "key")
    for flag in mapping.flags:
        add_flag(reading, flag.column, flag.contains, (flag.label, flag.note))
    fill_line(reading, mapping.title, "title", LONGEST_TITLE)
    fill_texts(reading)
    fill_leader(reading)
    fill_place(reading)
    fill_dates(reading)
    fill_promise(reading)
    fill_people(reading)
    fill_money(reading)
    for name, many in mapping.lists.items():
        fill_terms(reading, ListKind(name), many)
    add_remaining_facts(reading)
    report_lost_characters(reading)
    return reading


def add_flag(
    reading: RowReading, column: str, contains: tuple[str, ...], label_and_note: tuple[str, str]
) -> None:
    """Keep as a fact a line by which the source says something about the entry itself."""
    label, note = label_and_note
    for line in reading.get_text(column).split("\n"):
        if any(words in line.lower() for words in contains):
            reading.facts.append((label, one_line(line), note))
            if find_sign(label, [line]):
                reading.audiences[label] = Audience.NOT_ANSWERED
            reading.notes.append(f"{label}: {shorten(one_line(line), LONGEST_NAME)}")
            return


def fill_line(reading: RowReading, first_filled: FirstFilled, name: str, longest: int) -> None:
    column, text = reading.find_first_filled(first_filled)
    if not column:
        return
    line = one_line(text)
    reading.fields[name] = shorten(line, longest)
    fits = len(line) <= longest
    reading.report_cell(
        column, REPORTED_FIELD_NAMES[name], why="" if fits else TOO_LONG, is_whole=fits
    )


def fill_texts(reading: RowReading) -> None:
    wanted = reading.mapping
    fill_summary(reading)
    with_summary = "text, and its beginning as the summary" if wanted.summary.shorten else "text"
    texts = (("body", wanted.text, with_summary), ("learned", wanted.learned, "what was learned"))
    for name, where, where_to in texts:
        column, text = reading.find_first_filled(where)
        if column:
            told = text if wanted.text_is_markdown else convert_to_markdown(text)
            reading.fields[name] = told
            empty = not wanted.text_is_markdown and has_empty_headings(text)
            reading.report_cell(column, where_to, why=EMPTY_HEADINGS_REMOVED if empty else "")


def fill_summary(reading: RowReading) -> None:
    wanted = reading.mapping.summary
    column, text = reading.find_first_filled(wanted)
    if column and wanted.shorten:
        begun = extract_beginning(text, limit=wanted.shorten, skip=wanted.skip)
        reading.fields["summary"] = begun
        reading.notes += [] if begun else [NO_SUMMARY_FOUND]
    elif column:
        reading.fields["summary"] = shorten(text, LONGEST_SUMMARY)
        fits = len(text) <= LONGEST_SUMMARY
        reading.report_cell(column, "summary", why="" if fits else TOO_LONG, is_whole=fits)


def fill_leader(reading: RowReading) -> None:
    column, text = reading.find_first_filled(reading.mapping.leader)
    found = find_term(reading.terms_by_list[ListKind.ORGANISATION], text) if column else None
    if found:
        reading.led_by_id, label = found
        same = fold(label) == fold(text)
        why, more = ("", "") if same else ("It has another name in our list.", label)
        reading.report_cell(column, "leader, in our list", why=why, more=more, is_whole=same)
    else:
        fill_line(reading, reading.mapping.leader, "led_by_name", LONGEST_NAME)


def find_term(terms: TermsByName, name: str) -> tuple[int, str] | None:
    return terms.get(fold(name))


def fill_place(reading: RowReading) -> None:
    column, text = reading.find_first_filled(reading.mapping.place)
    if not column:
        return
    name, globe = split_coordinates(text)
    reading.fields["place_words"] = shorten(name, LONGEST_NAME)
    if globe:
        reading.facts.append(("Place on the map", globe, ""))
    fits = len(name) <= LONGEST_NAME
    why = TOO_LONG if not fits else "Its degrees on the map are kept apart." if globe else ""
    reading.report_cell(column, "place", why=why, is_whole=fits)


def split_coordinates(text: str) -> tuple[str, str]:
    """Return a place without the degrees that a map put after it, and those degrees."""
    line = one_line(text)
    found = COORDINATES.search(line)
    name = line[: found.start()] if found else line
    return name.replace(" ,", ",").strip(), found.group(1) if found else ""


def fill_dates(reading: RowReading) -> None:
    for name, wanted in (("started", reading.mapping.started), ("ended", reading.mapping.ended)):
        column, text = reading.find_first_filled(wanted)
        when = parse_partial_date(text)
        if when:
            set_date_fields(reading, name, when)
            reading.report_cell(column, REPORTED_FIELD_NAMES[name])
        elif column:
            reading.report_cell(
                column, "fact", why="It is no date that we can read.", is_whole=False
            )
    many = reading.mapping.ongoing
    if reading.get_text(many.column) in many.yes and "ended-year" not in reading.fields:
        reading.fields["is_ongoing"] = "y"
        reading.report_cell(many.column, "still going on")


def parse_partial_date(text: str) -> PartialDate | None:
    """Read ``2019``, ``2019-03``, ``2019-03-05``, the last with a time too; None if it is none."""
    try:
        return PartialDate.parse(text.replace(" ", "T").split("T")[0])
    except ValueError:
        return None


def set_date_fields(reading: RowReading, name: str, date: PartialDate) -> None:
    for part in ("day", "month", "year"):
        reading.fields[f"{name}-{part}"] = str(getattr(date, part) or "")


def fill_promise(reading: RowReading) -> None:
    """Keep every level that was promised, each with the source's words for it."""
    many = reading.mapping.promised
    said = split_values(reading.get_text(many.column), many.separator)
    levels = {
        value: RUNGS_BY_KEY.get(many.same_as.get(value, fold(value).replace(" ", "_")))
        for value in said
    }
    for value, rung in levels.items():
        if rung is not None:
            reading.rungs[rung] = "; ".join(filter(None, [reading.rungs.get(rung, ""), value]))
    if said:
        without = [value for value, rung in levels.items() if rung is None]
        why = "For some of it our ladder has no level." if without else ""
        more = "; ".join(without)
        reading.report_cell(
            many.column, "promised levels", why=why, more=more, is_whole=not without
        )


def split_values(text: str, separator: str) -> list[str]:
    """Return each different value of a cell once, in the order in which they stand."""
    return list(dict.fromkeys(part for each in text.split(separator) if (part := one_line(each))))


def fill_terms(reading: RowReading, listing: ListKind, column_rule: ManyValues) -> None:
    terms = reading.terms_by_list[listing]
    said = split_values(reading.get_text(column_rule.column), column_rule.separator)
    found = {value: find_term(terms, column_rule.same_as.get(value, value)) for value in said}
    ids = dict.fromkeys(term[0] for term in found.values() if term)
    if not ids:
        return
    reading.terms[listing] = tuple(ids)
    other = [value for value, term in found.items() if not term or fold(term[1]) != fold(value)]
    why = "Some of it is not in our list, or has another name there." if other else ""
    more = "; ".join(other)
    reading.report_cell(
        column_rule.column, f"list of {listing.value}s", why=why, more=more, is_whole=not other
    )


def fill_people(reading: RowReading) -> None:
    """Read how many people took part. What stands beside the number is for curators only."""
    column, text = reading.find_first_filled(reading.mapping.people)
    if not column:
        return
    found = read_people(text)
    if found is None:
        reading.report_cell(column, "fact", why=NOT_A_NUMBER, is_whole=False)
        return
    reading.people, is_whole = found
    why = "" if is_whole else "The words beside the number are kept for curators."
    reading.report_cell(column, "number of people", why=why, is_whole=is_whole)


def read_people(text: str) -> tuple[HowMany, bool] | None:
    """Return the number that a cell begins with, and whether the cell says no more than that."""
    found = PEOPLE_PATTERN.fullmatch(one_line(text))
    if not found:
        return None
    about, digits, more, rest = found.groups()
    sureness = Sureness.ABOUT if about or more else Sureness.EXACT
    try:
        return HowMany(sureness, int(digits.replace(",", ""))), not rest
    except ValueError:
        return None


def fill_money(reading: RowReading) -> None:
    """Make a line of costs of each amount of money that the source tells."""
    sorts = (
        (CostTiming.PLANNED, reading.mapping.planned),
        (CostTiming.ACTUAL, reading.mapping.spent),
    )
    for timing, wanted in sorts:
        for column in wanted.columns:
            if reading.get_text(column):
                fill_amount(reading, column, timing)


def fill_amount(reading: RowReading, column: str, timing: CostTiming) -> None:
    try:
        amount = Amount(AmountUnit.POUNDS, read_money(reading.get_text(column)))
    except ValueError:
        reading.report_cell(column, "fact", why=NOT_AN_AMOUNT, is_whole=False)
        return
    number, note = len(reading.costs) + 1, f"We were told by the source, under “{column}”."
    line = CostLine(number, CostCategory.OTHER, timing, amount, note=shorten(note, LONGEST_NOTE))
    reading.costs.append(line)
    reading.report_cell(column, f"money, {timing.value}")


def add_remaining_facts(reading: RowReading) -> None:
    for column, cell in reading.row.cells.items():
        if not cell.strip() or column in reading.cells:
            continue
        if column in reading.mapping.left_out:
            why = reading.mapping.left_out[column]
            reading.cells[column] = CellReport(column, CellOutcome.LEFT_OUT, "", why)
        else:
            remark = reading.find_remark(column)
            note = remark.note if remark else get_language_note(reading, column)
            is_kept_back = column in reading.mapping.restricted
            to, why = (
                ("fact for curators", RESTRICTED_TO_CURATORS) if is_kept_back else ("fact", "")
            )
            said = " ".join(filter(None, [note, why]))
            reading.cells[column] = CellReport(column, CellOutcome.KEPT, to, said)
            reading.add_fact(column, note)


def get_language_note(reading: RowReading, column: str) -> str:
    """Say so when a source calls a text English that does not look like it."""
    if column not in reading.mapping.language.columns or reading.get_text(column) not in {
        "English",
        "en",
    }:
        return ""
    _column, text = reading.find_first_filled(reading.mapping.text)
    return "The text does not look like English." if looks_english(text) is False else ""


def report_lost_characters(reading: RowReading) -> None:
    for column, text in reading.row.cells.items():
        if column in reading.cells and loses_characters(text):
            report = reading.cells[column]
            why = " ".join(
                filter(None, [report.why, "Marks that no page can hold were taken out."])
            )
            reading.cells[column] = replace(report, outcome=CellOutcome.CHANGED, why=why)


def loses_characters(text: str) -> bool:
    """Tell whether cleaning takes more from a text than the spaces round it."""
    return clean(text) != text.replace("\r\n", "\n").replace("\r", "\n").strip()


# What is said about a row


def list_warnings(report: RowReport, ignored_columns: Sequence[str]) -> list[str]:
    """Return what of a good row should be looked at before it is taken in."""
    notes = [report.why] if report.why else []
    changed = (
        c
        for c in report.cells
        if c.outcome is CellOutcome.CHANGED and c.column not in ignored_columns
    )
    return [*notes, *(f"{cell.column}: {cell.explanation}" for cell in changed)]


def compare_with_first(first: TableRow, row: TableRow, why: str) -> tuple[Verdict, list[str]]:
    """Compare a row with the first one that has the same identifier."""
    names = dict.fromkeys([*first.cells, *row.cells])
    differ = [name for name in names if first.cells.get(name, "") != row.cells.get(name, "")]
    if not differ:
        return Verdict.HERE, [f"Row {first.number} says the same, word for word."]
    return Verdict.REFUSED, [f"{why}. The two differ in: {', '.join(differ)}."]


def describe_twins(numbers: Sequence[int]) -> str:
    said = ", ".join(str(number) for number in numbers)
    return f"The same identifier stands in row {said} too."


def describe_differences(
    parts: Iterable[ImportedPart],
    parts_now: Mapping[type[Any], Any],
    facts: Sequence[tuple[str, str]],
) -> str:
    """Say in which parts an entry tells something else than a row does."""
    found = []
    for part in parts:
        if isinstance(part, Sourcing):
            new = {(label, value) for label, value, _why in part.facts}
            found += sorted({label for label, _value in new.symmetric_difference(facts)})
        elif type(part) in parts_now and ignore_order(part) != ignore_order(parts_now[type(part)]):
            found.append(PART_NAMES.get(type(part), type(part).__name__))
    return ", ".join(found)


def ignore_order(part: ImportedPart) -> object:
    plain = WITHOUT_ORDER.get(type(part))
    return plain(part) if plain else part


WITHOUT_ORDER: dict[type[Any], Callable[[Any], object]] = {
    About: lambda part: {listing: frozenset(ids) for listing, ids in part.listed if ids},
    Placing: lambda part: (frozenset(part.locality_ids), part.place_words),
    PromiseStatement: lambda part: (frozenset(part.rungs), part.nothing),
    People: lambda part: part.took_part,
    Costs: lambda part: frozenset((row.timing, row.amount) for row in part.rows),
}
PART_NAMES: dict[type[Any], str] = {
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
