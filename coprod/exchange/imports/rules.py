"""How a row is read: what goes into fields, what is kept as a fact, and what changed on the way."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from coprod.core.disclosure.enums import Answer, Sign
from coprod.core.disclosure.rules import ColumnSigns, sign_of
from coprod.core.money.enums import Unit
from coprod.core.money.rules import Amount
from coprod.core.money.rules import read as read_money
from coprod.core.values.dates import PartialDate
from coprod.core.values.howmany import HowMany, Sureness
from coprod.core.values.language import looks_english
from coprod.core.values.prose import first_words, has_empty_headings, markdown, shortened
from coprod.core.values.text import clean, folded, one_line
from coprod.exchange.imports.enums import (
    IN_ADDRESS,
    Became,
    Cell,
    First,
    Known,
    Many,
    Map,
    Remark,
    Row,
)
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Audience, Rung
from coprod.register.activities.rules import LONGEST_TITLE
from coprod.register.sections.enums import Category, Timing
from coprod.register.sections.rules import LONGEST_NOTE, CostLine

LONGEST_SUMMARY = 3000
LONGEST_NAME = 200
CALLED = {"title": "name", "led_by_name": "leader, in words", "started": "start", "ended": "end"}
RUNGS = {rung.key: rung for rung in Rung}
EMPTY_HEADINGS = "Headings without words are left out."
NO_SUMMARY = "Its text tells nothing that could be a summary."
LEFT_OUT = "A curator chose to leave this column out."
NO_NUMBER = "It is no number of people that we can read."
NO_AMOUNT = "It is no amount in pounds that we can read."
KEPT_BACK = "It may show a person. Kept for curators, until one says who may see it."
PEOPLE = re.compile(
    r"((?:about|around|roughly|approx\.?|approximately|circa|c\.|~)? ?)"
    r"(\d{1,3}(?:,\d{3})+|\d+)(\+?)(?: (?:people|persons?|residents?|participants?))?"
    r"((?:[ (;:].*)?)",
    re.IGNORECASE,
)
TOO_LONG = "Too long for its field: shortened there, and kept whole here."
ON_A_GLOBE = re.compile(
    r"""\s*(\d+°\s*\d+'\s*[\d.]+"\s*[NS]\s*,\s*\d+°\s*\d+'\s*[\d.]+"\s*[EW])\s*$"""
)


def named(cells: Iterable[str]) -> list[str]:
    """Return the headings: each with a name, and no two the same."""
    names: list[str] = []
    for n, cell in enumerate(cells, 1):
        name = one_line(cell) or f"Column {n}"
        names.append(name if name not in names else f"{name} ({n})")
    return names


def columns_to_ask(wanted: Map, rows: Iterable[Row]) -> dict[str, Sign]:
    """Return the columns by which a person could be shown, and by what, of a whole table.

    Those that fill a field are asked about only where they hold little but addresses and telephone
    numbers. The counted ones go by the rules of their fields.
    """
    return {seen.heading: sign for seen, sign in signs(wanted, rows) if is_asked(wanted, seen)}


def is_asked(wanted: Map, seen: ColumnSigns) -> bool:
    return seen.is_contact or seen.heading not in wanted.read


def signs(wanted: Map, rows: Iterable[Row]) -> list[tuple[ColumnSigns, Sign]]:
    counted = {name for each in wanted.counted for name in each.columns}
    passed_over = {wanted.source.key, *wanted.left_out, *counted}
    seen: dict[str, ColumnSigns] = {}
    for row in rows:
        for column, text in row.cells.items():
            if column not in passed_over:
                seen.setdefault(column, ColumnSigns(column)).see(text)
    return [(each, sign) for each in seen.values() if (sign := each.sign)]


def settled(wanted: Map, rows: Iterable[Row]) -> Map:
    """Return a mapping that publishes no column of which a curator has not said so."""
    found = [each for each, _sign in signs(wanted, rows) if not is_public(wanted, each.heading)]
    counted = {name for each in wanted.counted for name in each.columns}
    dropped = (name for name, answer in wanted.columns.items() if answer is Answer.LEAVE_OUT)
    return replace(
        wanted,
        left_out={**dict.fromkeys(dropped, LEFT_OUT), **wanted.left_out},
        kept_back=frozenset({*counted, *(each.heading for each in found)}),
        unread=frozenset(each.heading for each in found if is_asked(wanted, each)),
    )


def is_public(wanted: Map, column: str) -> bool:
    return wanted.columns.get(column) is Answer.PUBLISH


def lost_marks(text: str) -> bool:
    """Tell whether cleaning takes more from a text than the spaces round it."""
    return clean(text) != text.replace("\r\n", "\n").replace("\r", "\n").strip()


def values(text: str, separator: str) -> list[str]:
    """Return each different value of a cell once, in the order in which they stand."""
    return list(dict.fromkeys(part for each in text.split(separator) if (part := one_line(each))))


def day(text: str) -> PartialDate | None:
    """Read ``2019``, ``2019-03``, ``2019-03-05``, the last with a time too; None if it is none."""
    try:
        return PartialDate.parse(text.replace(" ", "T").split("T")[0])
    except ValueError:
        return None


def place_apart(text: str) -> tuple[str, str]:
    """Return a place without the degrees that a map put after it, and those degrees."""
    line = one_line(text)
    found = ON_A_GLOBE.search(line)
    name = line[: found.start()] if found else line
    return name.replace(" ,", ",").strip(), found.group(1) if found else ""


def known(terms: Known, text: str) -> tuple[int, str] | None:
    return terms.get(folded(text))


@dataclass
class Reading:
    """One row as it is read: what goes into fields, what is kept as a fact, and what changed."""

    map: Map
    lists: Mapping[ListKind, Known]
    row: Row
    fields: dict[str, str] = field(default_factory=dict)
    facts: list[tuple[str, str, str]] = field(default_factory=list)
    audiences: dict[str, Audience] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    people: HowMany | None = None
    costs: list[CostLine] = field(default_factory=list)
    led_by_id: int | None = None
    rungs: dict[Rung, str] = field(default_factory=dict)
    terms: dict[ListKind, tuple[int, ...]] = field(default_factory=dict)
    texts: dict[str, str] = field(init=False)
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return one_line(self.text(self.map.source.key))

    def address(self) -> str:
        """Return the address at the source: ``{column}`` in the mapping stands for a cell."""
        return IN_ADDRESS.sub(lambda at: quote(self.text(at[1]), safe=""), self.map.source.address)

    # What a cell says, and what became of it.

    def __post_init__(self) -> None:
        self.texts = {column: clean(value) for column, value in self.row.cells.items()}

    def text(self, column: str) -> str:
        return self.texts.get(column, "")

    def remark(self, column: str) -> Remark | None:
        """Return the first remark of the mapping that fits what a cell says."""
        value = self.text(column)
        found = (r for r in self.map.remarks if column in r.columns and r.fits(value))
        return next(found, None) if value else None

    def first(self, wanted: First) -> tuple[str, str]:
        """Return the first column with something in it that may be used, and what it says."""
        for column in wanted.columns:
            remark = self.remark(column)
            if (
                self.text(column)
                and column not in self.map.unread
                and not (remark and remark.unused)
            ):
                return column, self.text(column)
        return "", ""

    def told(
        self, column: str, to: str, *, why: str = "", more: str = "", whole: bool = True
    ) -> None:
        """Write down what became of a cell. What is not ``whole`` in its field is a fact too."""
        remark = self.remark(column)
        became = Became.CHANGED if why else Became.KEPT
        said = " ".join(filter(None, [why, remark.note if remark else ""]))
        self.cells[column] = Cell(column, became, to, said, more)
        if remark or not whole:
            self.fact(column, self.cells[column].told)

    def fact(self, column: str, note: str = "") -> None:
        label = self.map.labels.get(column, column)
        self.facts.append((label, self.text(column), note))
        if column in self.map.kept_back:
            answered = self.map.columns.get(column) is Answer.CURATORS
            self.audiences[label] = Audience.CURATORS if answered else Audience.NOT_ANSWERED


def read(wanted: Map, lists: Mapping[ListKind, Known], row: Row) -> Reading:
    """Read a row as its mapping says. Whatever has no field is kept as a fact, whole."""
    reading = Reading(wanted, lists, row)
    if reading.key:
        reading.told(wanted.source.key, "key")
    for flag in wanted.flags:
        note_flag(reading, flag.column, flag.contains, (flag.label, flag.note))
    take_line(reading, wanted.title, "title", LONGEST_TITLE)
    take_texts(reading)
    take_leader(reading)
    take_place(reading)
    take_times(reading)
    take_promise(reading)
    take_people(reading)
    take_money(reading)
    for name, many in wanted.lists.items():
        take_terms(reading, ListKind(name), many)
    keep_the_rest(reading)
    tell_lost_marks(reading)
    return reading


def note_flag(
    reading: Reading, column: str, contains: tuple[str, ...], said: tuple[str, str]
) -> None:
    """Keep as a fact a line by which the source says something about the entry itself."""
    label, note = said
    for line in reading.text(column).split("\n"):
        if any(words in line.lower() for words in contains):
            reading.facts.append((label, one_line(line), note))
            if sign_of(label, [line]):
                reading.audiences[label] = Audience.NOT_ANSWERED
            reading.notes.append(f"{label}: {shortened(one_line(line), LONGEST_NAME)}")
            return


def take_line(reading: Reading, wanted: First, name: str, longest: int) -> None:
    column, text = reading.first(wanted)
    if not column:
        return
    line = one_line(text)
    reading.fields[name] = shortened(line, longest)
    fits = len(line) <= longest
    reading.told(column, CALLED[name], why="" if fits else TOO_LONG, whole=fits)


def take_texts(reading: Reading) -> None:
    wanted = reading.map
    take_summary(reading)
    with_summary = "text, and its beginning as the summary" if wanted.summary.shorten else "text"
    texts = (("body", wanted.text, with_summary), ("learned", wanted.learned, "what was learned"))
    for name, where, where_to in texts:
        column, text = reading.first(where)
        if column:
            told = text if wanted.text_is_markdown else markdown(text)
            reading.fields[name] = told
            empty = not wanted.text_is_markdown and has_empty_headings(text)
            reading.told(column, where_to, why=EMPTY_HEADINGS if empty else "")


def take_summary(reading: Reading) -> None:
    wanted = reading.map.summary
    column, text = reading.first(wanted)
    if column and wanted.shorten:
        begun = first_words(text, limit=wanted.shorten, skip=wanted.skip)
        reading.fields["summary"] = begun
        reading.notes += [] if begun else [NO_SUMMARY]
    elif column:
        reading.fields["summary"] = shortened(text, LONGEST_SUMMARY)
        fits = len(text) <= LONGEST_SUMMARY
        reading.told(column, "summary", why="" if fits else TOO_LONG, whole=fits)


def take_leader(reading: Reading) -> None:
    column, text = reading.first(reading.map.leader)
    found = known(reading.lists[ListKind.ORGANISATION], text) if column else None
    if found:
        reading.led_by_id, label = found
        same = folded(label) == folded(text)
        why, more = ("", "") if same else ("It has another name in our list.", label)
        reading.told(column, "leader, in our list", why=why, more=more, whole=same)
    else:
        take_line(reading, reading.map.leader, "led_by_name", LONGEST_NAME)


def take_place(reading: Reading) -> None:
    column, text = reading.first(reading.map.place)
    if not column:
        return
    name, globe = place_apart(text)
    reading.fields["place_words"] = shortened(name, LONGEST_NAME)
    if globe:
        reading.facts.append(("Place on the map", globe, ""))
    fits = len(name) <= LONGEST_NAME
    why = TOO_LONG if not fits else "Its degrees on the map are kept apart." if globe else ""
    reading.told(column, "place", why=why, whole=fits)


def take_times(reading: Reading) -> None:
    for name, wanted in (("started", reading.map.started), ("ended", reading.map.ended)):
        column, text = reading.first(wanted)
        when = day(text)
        if when:
            put_date(reading, name, when)
            reading.told(column, CALLED[name])
        elif column:
            reading.told(column, "fact", why="It is no date that we can read.", whole=False)
    many = reading.map.ongoing
    if reading.text(many.column) in many.yes and "ended-year" not in reading.fields:
        reading.fields["is_ongoing"] = "y"
        reading.told(many.column, "still going on")


def put_date(reading: Reading, name: str, when: PartialDate) -> None:
    for part in ("day", "month", "year"):
        reading.fields[f"{name}-{part}"] = str(getattr(when, part) or "")


def take_promise(reading: Reading) -> None:
    """Keep every level that was promised, each with the source's words for it."""
    many = reading.map.promised
    said = values(reading.text(many.column), many.separator)
    levels = {
        value: RUNGS.get(many.same_as.get(value, folded(value).replace(" ", "_"))) for value in said
    }
    for value, rung in levels.items():
        if rung is not None:
            reading.rungs[rung] = "; ".join(filter(None, [reading.rungs.get(rung, ""), value]))
    if said:
        without = [value for value, rung in levels.items() if rung is None]
        why = "For some of it our ladder has no level." if without else ""
        more = "; ".join(without)
        reading.told(many.column, "promised levels", why=why, more=more, whole=not without)


def take_terms(reading: Reading, listing: ListKind, many: Many) -> None:
    terms = reading.lists[listing]
    said = values(reading.text(many.column), many.separator)
    found = {value: known(terms, many.same_as.get(value, value)) for value in said}
    ids = dict.fromkeys(term[0] for term in found.values() if term)
    if not ids:
        return
    reading.terms[listing] = tuple(ids)
    other = [value for value, term in found.items() if not term or folded(term[1]) != folded(value)]
    why = "Some of it is not in our list, or has another name there." if other else ""
    more = "; ".join(other)
    reading.told(many.column, f"list of {listing.value}s", why=why, more=more, whole=not other)


def take_people(reading: Reading) -> None:
    """Read how many people took part. What stands beside the number is for curators only."""
    column, text = reading.first(reading.map.people)
    if not column:
        return
    found = read_people(text)
    if found is None:
        reading.told(column, "fact", why=NO_NUMBER, whole=False)
        return
    reading.people, is_whole = found
    why = "" if is_whole else "The words beside the number are kept for curators."
    reading.told(column, "number of people", why=why, whole=is_whole)


def read_people(text: str) -> tuple[HowMany, bool] | None:
    """Return the number that a cell begins with, and whether the cell says no more than that."""
    found = PEOPLE.fullmatch(one_line(text))
    if not found:
        return None
    about, digits, more, rest = found.groups()
    sureness = Sureness.ABOUT if about or more else Sureness.EXACT
    try:
        return HowMany(sureness, int(digits.replace(",", ""))), not rest
    except ValueError:
        return None


def take_money(reading: Reading) -> None:
    """Make a line of costs of each amount of money that the source tells."""
    sorts = ((Timing.PLANNED, reading.map.planned), (Timing.ACTUAL, reading.map.spent))
    for timing, wanted in sorts:
        for column in wanted.columns:
            if reading.text(column):
                take_amount(reading, column, timing)


def take_amount(reading: Reading, column: str, timing: Timing) -> None:
    try:
        amount = Amount(Unit.POUNDS, read_money(reading.text(column)))
    except ValueError:
        reading.told(column, "fact", why=NO_AMOUNT, whole=False)
        return
    number, note = len(reading.costs) + 1, f"We were told by the source, under “{column}”."
    line = CostLine(number, Category.OTHER, timing, amount, note=shortened(note, LONGEST_NOTE))
    reading.costs.append(line)
    reading.told(column, f"money, {timing.value}")


def keep_the_rest(reading: Reading) -> None:
    for column, cell in reading.row.cells.items():
        if not cell.strip() or column in reading.cells:
            continue
        if column in reading.map.left_out:
            why = reading.map.left_out[column]
            reading.cells[column] = Cell(column, Became.LEFT_OUT, "", why)
        else:
            remark = reading.remark(column)
            note = remark.note if remark else language_note(reading, column)
            is_kept_back = column in reading.map.kept_back
            to, why = ("fact for curators", KEPT_BACK) if is_kept_back else ("fact", "")
            said = " ".join(filter(None, [note, why]))
            reading.cells[column] = Cell(column, Became.KEPT, to, said)
            reading.fact(column, note)


def tell_lost_marks(reading: Reading) -> None:
    for column, text in reading.row.cells.items():
        if column in reading.cells and lost_marks(text):
            told = reading.cells[column]
            why = " ".join(filter(None, [told.why, "Marks that no page can hold were taken out."]))
            reading.cells[column] = replace(told, became=Became.CHANGED, why=why)


def language_note(reading: Reading, column: str) -> str:
    """Say so when a source calls a text English that does not look like it."""
    if column not in reading.map.language.columns or reading.text(column) not in {"English", "en"}:
        return ""
    _column, text = reading.first(reading.map.text)
    return "The text does not look like English." if looks_english(text) is False else ""
