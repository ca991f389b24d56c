"""How a table is understood, and how each of its rows is read into the fields of an activity."""

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
from coprod.core.money.rules import Amount, parse_amount
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
    FACT,
    LEVEL_TARGET,
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
from coprod.exchange.word_matching.enums import UNPLACED
from coprod.exchange.word_matching.rules import find_misspelt, get_key
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Audience, Rung
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
from coprod.register.sections.enums import CostCategory, CostTiming
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
    width = len(headings)
    for number, line in enumerate(lines, 1):
        if number > header_row and any(cell.strip() for cell in line):
            extra = [f"Column {n + 1}" for n in range(width, len(line))]
            cells = [*line, *[""] * (width - len(line))]
            yield TableRow(number, dict(zip([*headings, *extra], cells, strict=True)))


# What a curator chose for the columns


def guess_targets(headings: Sequence[str]) -> dict[str, str]:
    """Choose a field for a heading that is called like one; everything else is a fact."""
    chosen = dict.fromkeys(headings, FACT)
    for heading in sorted(headings, key=is_vague):
        target = guess_target(heading)
        chosen[heading] = target if target and target not in chosen.values() else FACT
    return chosen


def is_vague(heading: str) -> bool:
    """Tell whether a heading names a field only where no other column does."""
    return list_heading_words(heading) in VAGUE_HEADINGS


def guess_target(heading: str) -> str:
    """Return the field that a heading names: its words in any order, or a misspelling of them."""
    words = list_heading_words(heading)
    known = TARGETS_BY_HEADING.get(words)
    return known or find_misspelt(words, TARGETS_BY_HEADING) or ""


def list_heading_words(heading: str) -> str:
    """Return the telling words of a heading in the order of the alphabet, to compare them."""
    words = fold(BESIDE_HEADING.sub(" ", heading)).split()
    return " ".join(sorted(word for word in words if word not in EMPTY_HEADING_WORDS))


BESIDE_HEADING = re.compile(r"\([^()]*\)|_")
"""What stands beside the words of a heading, such as "(if you know it)"."""
EMPTY_HEADING_WORDS = frozenset(
    (
        *("a", "and", "did", "for", "in", "is", "it", "of", "our", "please", "the", "this"),
        *("was", "your"),
    )
)
VAGUE_HEADINGS = frozenset({"award date", "date", "when", "area", "amount"})
OTHER_HEADINGS: dict[str, tuple[str, ...]] = {
    "title": (
        *("title", "activity", "activity name", "activity title", "project", "project name"),
        *("project title", "name of scheme", "what is it called", "initiative", "initiative name"),
    ),
    "summary": (
        *("description", "short description", "about", "abstract", "overview", "purpose"),
        *("what was it about", "activity description", "project description", "aim", "aims"),
    ),
    "text": (
        *("body", "details", "full description", "story", "what we did", "narrative"),
        *("what did you do", "full text"),
    ),
    "learned": (
        *("learning", "lessons learned", "lessons", "what we learned", "key learning"),
        *("what did you learn", "lessons learnt"),
    ),
    "leader": (
        *("recipient org name", "organisation", "lead organisation", "led by", "lead", "organiser"),
        *("lead organization", "organization", "host organisation", "run by", "team"),
        *("organisation name", "lead team", "who led it", "delivered by"),
    ),
    "place": (
        *("location", "location raw", "venue", "where", "address", "area"),
        *("beneficiary location name", "where did it take place", "where did it happen"),
    ),
    "started": (
        *("planned dates start date", "start", "started", "from", "began", "date started"),
        *("award date", "when did it start", "when did it begin", "start month", "date", "when"),
    ),
    "ended": (
        *("planned dates end date", "end", "ended", "finish", "finish date", "until", "to"),
        *("when did it end", "when did it finish", "end month", "date ended"),
    ),
    "ongoing": ("ongoing", "still running", "is it ongoing", "continuing", "still going on"),
    "promised": (
        *("level", "level of participation", "level of involvement", "ladder level", "rung"),
        *("intended purpose", "public spectrum", "participation level", "type of engagement"),
        *("level of engagement", "level of coproduction", "level of co production"),
    ),
    "people": (
        *("number of people", "number of residents", "number of participants", "participants"),
        *("participants total", "total participants", "attendees", "attendance", "people involved"),
        *("how many people", "people reached", "no of participants", "how many took part"),
        *("how many people took part", "number of people involved", "numbers involved"),
    ),
    "spent": (
        *("cost", "total cost", "spent", "spend", "amount awarded", "money spent", "amount"),
        *("how much did it cost", "costs", "grant amount", "total spend"),
    ),
    "planned": ("budget", "budget total", "total budget", "planned cost", "planned budget"),
    ListKind.WORKSTREAM.value: (
        *("workstreams", "programme", "work stream", "lifecourse", "grant programme title"),
    ),
    ListKind.METHOD.value: ("methods", "method used", "methods used", "how", "approach"),
    ListKind.GROUP.value: (
        *("groups", "targeted demographics", "target group", "target groups", "who was involved"),
        *("audience", "target audience", "community", "communities", "who took part"),
    ),
    ListKind.TOPIC.value: (
        *("topics", "theme", "themes", "general issues", "subject", "issue", "main art form"),
    ),
    ListKind.NETWORK.value: ("networks", "pcn", "primary care network"),
    ListKind.LOCALITY.value: ("localities", "places", "neighbourhood", "ward"),
}
"""What columns are called elsewhere, by the field that they fill."""
FIELD_TARGETS = {name: label for name, label in TARGET_LABELS.items() if name not in {FACT, SKIP}}
TARGETS_BY_HEADING = {
    **{list_heading_words(label.text): name for name, label in FIELD_TARGETS.items()},
    **{name: name for name in FIELD_TARGETS},
    **{
        list_heading_words(heading): name
        for name, headings in OTHER_HEADINGS.items()
        for heading in headings
    },
}


def guess_key(headings: Sequence[str]) -> str:
    names = {fold(heading): heading for heading in headings}
    return next((names[name] for name in KEY_HEADINGS if name in names), "")


KEY_HEADINGS = ("identifier", "id", "key", "ref no", "reference", "ref")


def check_column_choices(choices: ColumnChoices, headings: Sequence[str]) -> None:
    if not choices.list_columns("title"):
        raise RuleBrokenError(N_("Choose the column that holds the name"))
    duplicate = [t for t in SINGLE_COLUMN_FIELDS if len(choices.list_columns(t)) > 1]
    if duplicate:
        message = N_("Choose one column only for: %(what)s", what=TARGET_LABELS[duplicate[0]])
        raise RuleBrokenError(message)
    if choices.key and choices.key not in headings:
        raise RuleBrokenError(N_("Choose the identifier from the list"), field="key")
    if choices.publish and not choices.source:
        message = N_("Say where the rows come from. Otherwise they can only be drafts")
        raise RuleBrokenError(message, field="source")


def build_mapping(choices: ColumnChoices, source: str) -> ColumnMapping:
    """Return the choices as the mapping that the command line reads from a file."""
    lists = {
        li.value: build_value_rule(choices, li.value)
        for li in LIST_FIELDS
        if choices.list_columns(li.value)
    }
    values_by_field = {name: build_value_rule(choices, name) for name in ("ongoing", LEVEL_TARGET)}
    texts = ("title", "summary", "text", "learned", "leader", "place")
    firsts = (*texts, *DATE_FIELDS, *NUMBER_FIELDS)
    firsts_by_field: dict[str, FirstFilled] = {
        name: FirstFilled(choices.list_columns(name)) for name in firsts
    }
    return ColumnMapping(
        SourceDetails(source, choices.key or ROW_NUMBER),
        publish=choices.publish,
        **firsts_by_field,  # type: ignore[arg-type] # mypy takes every value for every field
        ongoing=replace(
            values_by_field["ongoing"], yes=("yes", "Yes", "YES", "true", "True", "1", "Y", "y")
        ),
        promised=values_by_field[LEVEL_TARGET],
        language=FirstFilled(),
        lists=lists,
        left_out=dict.fromkeys(choices.list_columns(SKIP), LEFT_OUT_BY_CURATOR),
        columns={name: ColumnAnswer(answer) for name, answer in choices.answers.items()},
    )


def build_value_rule(choices: ColumnChoices, target: str) -> ManyValues:
    """Return how the values of the column for a field are read, with what a curator matched."""
    column = (choices.list_columns(target) or ("",))[0]
    words = choices.words.get(column, {})
    matched = {get_key(word): "" if name == UNPLACED else name for word, name in words.items()}
    return ManyValues(column, SEPARATOR_OPTIONS[choices.separator][0], matched=matched)


def get_own_name(rule: ManyValues, value: str) -> str:
    """Return our name for a value: as a curator matched it, as a mapping says, or the same."""
    return rule.matched.get(get_key(value), rule.same_as.get(value, value))


def find_rung(name: str) -> Rung | None:
    """Return the level of the ladder with this key or label."""
    return RUNGS_BY_KEY.get(fold(name).replace(" ", "_"))


def collect_dates(rows: Iterable[TableRow], columns: Sequence[str]) -> dict[str, DateScan]:
    dates_by_column = {column: DateScan() for column in columns}
    for row in rows:
        for column in columns:
            if row.cells.get(column, "").strip():
                dates_by_column[column].add_cell(row.number, row.cells[column])
    return dates_by_column


def settle_date_order(
    choices: ColumnChoices, dates_by_column: Mapping[str, DateScan]
) -> ColumnChoices:
    """Return the choices with the order of dates that was chosen, or that the dates prove."""
    ambiguous = [dates for dates in dates_by_column.values() if dates.ambiguous_rows]
    proven_orders = {dates.order for dates in ambiguous}
    if choices.order or not ambiguous:
        return replace(choices, order=choices.order or DateOrder.DAY_FIRST)
    if len(proven_orders) > 1 or DateOrder.UNKNOWN in proven_orders:
        message = N_("Say how dates are written here. Some rows can be read in two ways")
        raise RuleBrokenError(message, field="order")
    return replace(choices, order=proven_orders.pop())


# Who may see a column


def find_personal_columns(
    mapping: ColumnMapping, rows: Iterable[TableRow]
) -> dict[str, ColumnSign]:
    """Return the columns by which a person could be shown, and by what, of a whole table.

    Those that fill a field are among them only where they hold little but addresses and telephone
    numbers. Numbers of people and money follow the rules of their fields.
    """
    return {
        scan.heading: sign
        for scan, sign in find_signs(mapping, rows)
        if needs_answer(mapping, scan)
    }


def needs_answer(mapping: ColumnMapping, scan: ColumnScan) -> bool:
    return scan.is_contact or scan.heading not in mapping.field_columns


def find_signs(
    mapping: ColumnMapping, rows: Iterable[TableRow]
) -> list[tuple[ColumnScan, ColumnSign]]:
    number_columns = {name for rule in mapping.number_columns for name in rule.columns}
    ignored = {mapping.source.key, *mapping.left_out, *number_columns}
    scans_by_column: dict[str, ColumnScan] = {}
    for row in rows:
        for column, text in row.cells.items():
            if column not in ignored:
                scans_by_column.setdefault(column, ColumnScan(column)).add_cell(text)
    return [(scan, sign) for scan in scans_by_column.values() if (sign := scan.sign)]


def restrict_unanswered(mapping: ColumnMapping, rows: Iterable[TableRow]) -> ColumnMapping:
    """Restrict the personal columns that no curator has chosen to publish."""
    unpublished = [
        scan for scan, _sign in find_signs(mapping, rows) if not is_public(mapping, scan.heading)
    ]
    number_columns = {name for rule in mapping.number_columns for name in rule.columns}
    left_out = (
        name for name, answer in mapping.columns.items() if answer is ColumnAnswer.LEAVE_OUT
    )
    return replace(
        mapping,
        left_out={**dict.fromkeys(left_out, LEFT_OUT_BY_CURATOR), **mapping.left_out},
        restricted=frozenset({*number_columns, *(scan.heading for scan in unpublished)}),
        unmapped=frozenset(scan.heading for scan in unpublished if needs_answer(mapping, scan)),
    )


def is_public(mapping: ColumnMapping, column: str) -> bool:
    return mapping.columns.get(column) is ColumnAnswer.PUBLISH


# Cells, cleaned before they are read


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
    is_grouped = GROUPED_NUMBER.fullmatch(text.strip())
    return re.sub(r"[\s\u00a0\u202f\u2009]", "", text) if is_grouped else text


@dataclass
class RowCleaner:
    """Cleans cells before they are read, and counts those that it blanked."""

    choices: ColumnChoices
    grouped_columns: frozenset[str] = frozenset()
    blanked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.blank_words = {one_line(word).casefold() for word in self.choices.empty}

    def clean_row(self, row: TableRow) -> tuple[TableRow, list[str]]:
        """Return a row with cleaned cells, and warnings about them."""
        warnings: list[str] = []
        cells = {name: self.clean_cell(name, text, warnings) for name, text in row.cells.items()}
        if not self.choices.key:
            cells[ROW_NUMBER] = str(row.number)
        return replace(row, cells=cells), warnings

    def get_key(self, row: TableRow) -> str:
        """Return the identifier of a row, as it is read later."""
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
        day, is_ambiguous = parse_day(line, self.choices.order)
        if day is None:
            warnings.append(f"{name}: “{line[:40]}” is no date that we can read. Kept as a fact.")
        elif is_ambiguous:
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
    """One row as it is read: what goes into fields, what is stored as a fact, and what changed."""

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
        """Return the address at the source: ``{column}`` in the mapping is replaced by a cell."""
        return COLUMN_IN_ADDRESS.sub(
            lambda at: quote(self.get_text(at[1]), safe=""), self.mapping.source.address
        )

    # The text of a cell, and its report.

    def __post_init__(self) -> None:
        self.texts = {column: clean(value) for column, value in self.row.cells.items()}

    def get_text(self, column: str) -> str:
        return self.texts.get(column, "")

    def find_remark(self, column: str) -> Remark | None:
        """Return the first remark of the mapping that matches a cell."""
        value = self.get_text(column)
        remarks = (r for r in self.mapping.remarks if column in r.columns and r.matches(value))
        return next(remarks, None) if value else None

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
        """Write down what became of a cell. What does not go whole into its field is a fact too."""
        remark = self.find_remark(column)
        outcome = CellOutcome.CHANGED if why else CellOutcome.KEPT
        note = " ".join(filter(None, [why, remark.note if remark else ""]))
        self.cells[column] = CellReport(column, outcome, target, note, more)
        if remark or not is_whole:
            self.add_fact(column, self.cells[column].explanation)

    def add_fact(self, column: str, note: str = "") -> None:
        label = self.mapping.labels.get(column, column)
        self.facts.append((label, self.get_text(column), note))
        if column in self.mapping.restricted:
            is_answered = self.mapping.columns.get(column) is ColumnAnswer.CURATORS
            self.audiences[label] = Audience.CURATORS if is_answered else Audience.NOT_ANSWERED


def read_row(
    mapping: ColumnMapping, terms_by_list: Mapping[ListKind, TermsByName], row: TableRow
) -> RowReading:
    """Read a row as its mapping says. Whatever has no field is stored as a fact, whole."""
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
    fill_promised_rungs(reading)
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
    """Store as a fact a line in which the source says something about the activity itself."""
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
    mapping = reading.mapping
    fill_summary(reading)
    with_summary = "text, and its beginning as the summary" if mapping.summary.shorten else "text"
    texts = (("body", mapping.text, with_summary), ("learned", mapping.learned, "what was learned"))
    for name, first_filled, target in texts:
        column, text = reading.find_first_filled(first_filled)
        if column:
            body = text if mapping.text_is_markdown else convert_to_markdown(text)
            reading.fields[name] = body
            has_empty = not mapping.text_is_markdown and has_empty_headings(text)
            reading.report_cell(column, target, why=EMPTY_HEADINGS_REMOVED if has_empty else "")


def fill_summary(reading: RowReading) -> None:
    first_filled = reading.mapping.summary
    column, text = reading.find_first_filled(first_filled)
    if column and first_filled.shorten:
        summary = extract_beginning(text, limit=first_filled.shorten, skip=first_filled.skip)
        reading.fields["summary"] = summary
        reading.notes += [] if summary else [NO_SUMMARY_FOUND]
    elif column:
        reading.fields["summary"] = shorten(text, LONGEST_SUMMARY)
        fits = len(text) <= LONGEST_SUMMARY
        reading.report_cell(column, "summary", why="" if fits else TOO_LONG, is_whole=fits)


def fill_leader(reading: RowReading) -> None:
    column, text = reading.find_first_filled(reading.mapping.leader)
    term = find_term(reading.terms_by_list[ListKind.ORGANISATION], text) if column else None
    if term:
        reading.led_by_id, label = term
        is_same = fold(label) == fold(text)
        why, more = ("", "") if is_same else ("It has another name in our list.", label)
        reading.report_cell(column, "leader, in our list", why=why, more=more, is_whole=is_same)
    else:
        fill_line(reading, reading.mapping.leader, "led_by_name", LONGEST_NAME)


def find_term(terms: TermsByName, name: str) -> tuple[int, str] | None:
    return terms.get(fold(name))


def fill_place(reading: RowReading) -> None:
    column, text = reading.find_first_filled(reading.mapping.place)
    if not column:
        return
    name, coordinates = split_off_coordinates(text)
    reading.fields["place_words"] = shorten(name, LONGEST_NAME)
    if coordinates:
        reading.facts.append(("Place on the map", coordinates, ""))
    fits = len(name) <= LONGEST_NAME
    why = TOO_LONG if not fits else "Its degrees on the map are kept apart." if coordinates else ""
    reading.report_cell(column, "place", why=why, is_whole=fits)


def split_off_coordinates(text: str) -> tuple[str, str]:
    """Return a place without the degrees that a map put after it, and those degrees."""
    line = one_line(text)
    match = COORDINATES.search(line)
    name = line[: match.start()] if match else line
    return name.replace(" ,", ",").strip(), match.group(1) if match else ""


def fill_dates(reading: RowReading) -> None:
    mapping = reading.mapping
    for name, first_filled in (("started", mapping.started), ("ended", mapping.ended)):
        column, text = reading.find_first_filled(first_filled)
        parsed = parse_partial_date(text)
        if parsed:
            set_date_fields(reading, name, parsed)
            reading.report_cell(column, REPORTED_FIELD_NAMES[name])
        elif column:
            reading.report_cell(
                column, "fact", why="It is no date that we can read.", is_whole=False
            )
    ongoing = mapping.ongoing
    if reading.get_text(ongoing.column) in ongoing.yes and "ended-year" not in reading.fields:
        reading.fields["is_ongoing"] = "y"
        reading.report_cell(ongoing.column, "still going on")


def parse_partial_date(text: str) -> PartialDate | None:
    """Read ``2019``, ``2019-03``, ``2019-03-05``, the last with a time too; None if it is none."""
    try:
        return PartialDate.parse(text.replace(" ", "T").split("T")[0])
    except ValueError:
        return None


def set_date_fields(reading: RowReading, name: str, date: PartialDate) -> None:
    for part in ("day", "month", "year"):
        reading.fields[f"{name}-{part}"] = str(getattr(date, part) or "")


def fill_promised_rungs(reading: RowReading) -> None:
    """Fill in every level that was promised, each with the source's words for it."""
    promised = reading.mapping.promised
    values = split_values(reading.get_text(promised.column), promised.separator)
    levels = {value: find_rung(get_own_name(promised, value)) for value in values}
    for value, rung in levels.items():
        if rung is not None:
            reading.rungs[rung] = "; ".join(filter(None, [reading.rungs.get(rung, ""), value]))
    if values:
        without = [value for value, rung in levels.items() if rung is None]
        unknown = [value for value in without if get_key(value) not in promised.matched]
        why = "For some of it our ladder has no level." if unknown else ""
        more = "; ".join(unknown)
        reading.report_cell(
            promised.column, "promised levels", why=why, more=more, is_whole=not without
        )


def split_values(text: str, separator: str) -> list[str]:
    """Return the distinct values of a cell, in their order."""
    return list(dict.fromkeys(part for value in text.split(separator) if (part := one_line(value))))


def fill_terms(reading: RowReading, listing: ListKind, column_rule: ManyValues) -> None:
    terms = reading.terms_by_list[listing]
    values = split_values(reading.get_text(column_rule.column), column_rule.separator)
    terms_by_value = {value: find_term(terms, get_own_name(column_rule, value)) for value in values}
    ids = dict.fromkeys(term[0] for term in terms_by_value.values() if term)
    if not ids:
        return
    reading.terms[listing] = tuple(ids)
    renamed = [
        value for value, term in terms_by_value.items() if not term or fold(term[1]) != fold(value)
    ]
    unknown = [value for value in renamed if get_key(value) not in column_rule.matched]
    why = "Some of it is not in our list, or has another name there." if unknown else ""
    more = "; ".join(unknown)
    reading.report_cell(
        column_rule.column, f"list of {listing.value}s", why=why, more=more, is_whole=not renamed
    )


def fill_people(reading: RowReading) -> None:
    """Read how many people took part. The words next to the number are for curators only."""
    column, text = reading.find_first_filled(reading.mapping.people)
    if not column:
        return
    parsed = read_people(text)
    if parsed is None:
        reading.report_cell(column, "fact", why=NOT_A_NUMBER, is_whole=False)
        return
    reading.people, is_whole = parsed
    why = "" if is_whole else "The words beside the number are kept for curators."
    reading.report_cell(column, "number of people", why=why, is_whole=is_whole)


def read_people(text: str) -> tuple[HowMany, bool] | None:
    """Return the number that a cell begins with, and whether the cell says no more than that."""
    match = PEOPLE_PATTERN.fullmatch(one_line(text))
    if not match:
        return None
    about, digits, more, words_after = match.groups()
    sureness = Sureness.ABOUT if about or more else Sureness.EXACT
    try:
        return HowMany(sureness, int(digits.replace(",", ""))), not words_after
    except ValueError:
        return None


def fill_money(reading: RowReading) -> None:
    """Add a line of costs for each amount of money that the source gives."""
    columns_by_timing = (
        (CostTiming.PLANNED, reading.mapping.planned),
        (CostTiming.ACTUAL, reading.mapping.spent),
    )
    for timing, first_filled in columns_by_timing:
        for column in first_filled.columns:
            if reading.get_text(column):
                fill_amount(reading, column, timing)


def fill_amount(reading: RowReading, column: str, timing: CostTiming) -> None:
    try:
        amount = Amount(AmountUnit.POUNDS, parse_amount(reading.get_text(column)))
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
            is_restricted = column in reading.mapping.restricted
            target, why = (
                ("fact for curators", RESTRICTED_TO_CURATORS) if is_restricted else ("fact", "")
            )
            note_and_why = " ".join(filter(None, [note, why]))
            reading.cells[column] = CellReport(column, CellOutcome.KEPT, target, note_and_why)
            reading.add_fact(column, note)


def get_language_note(reading: RowReading, column: str) -> str:
    """Say so when a source calls a text English that does not look like it."""
    says_english = reading.get_text(column) in {"English", "en"}
    if column not in reading.mapping.language.columns or not says_english:
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


# Warnings about a row


def list_warnings(report: RowReport, ignored_columns: Sequence[str]) -> list[str]:
    """Return what a curator should look at before a good row is imported."""
    notes = [report.why] if report.why else []
    changed_cells = (
        c
        for c in report.cells
        if c.outcome is CellOutcome.CHANGED and c.column not in ignored_columns
    )
    return [*notes, *(f"{cell.column}: {cell.explanation}" for cell in changed_cells)]


def compare_with_first(first: TableRow, row: TableRow, why: str) -> tuple[Verdict, list[str]]:
    """Compare a row with the first one that has the same identifier."""
    names = dict.fromkeys([*first.cells, *row.cells])
    differing = [name for name in names if first.cells.get(name, "") != row.cells.get(name, "")]
    if not differing:
        return Verdict.HERE, [f"Row {first.number} says the same, word for word."]
    return Verdict.REFUSED, [f"{why}. The two differ in: {', '.join(differing)}."]


def describe_repeated_rows(numbers: Sequence[int]) -> str:
    listed = ", ".join(str(number) for number in numbers)
    return f"The same identifier stands in row {listed} too."


def describe_differences(
    parts: Iterable[ImportedPart],
    parts_now: Mapping[type[Any], Any],
    facts: Sequence[tuple[str, str]],
) -> str:
    """Say in which parts an activity differs from a row."""
    names = []
    for part in parts:
        if isinstance(part, Sourcing):
            new = {(label, value) for label, value, _why in part.facts}
            names += sorted({label for label, _value in new.symmetric_difference(facts)})
        elif type(part) in parts_now and ignore_order(part) != ignore_order(parts_now[type(part)]):
            names.append(PART_NAMES.get(type(part), type(part).__name__))
    return ", ".join(names)


def ignore_order(part: ImportedPart) -> object:
    normalise = WITHOUT_ORDER.get(type(part))
    return normalise(part) if normalise else part


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
