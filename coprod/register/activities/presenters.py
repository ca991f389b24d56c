"""What pages are given of an activity: its questions and answers, any part of it in words, changes.

What a reader is shown of a value is a ``View``, made in one place. Two sides of a change go
together through ``compare_steps``, which knows the whole history: what is hidden on one side, or
could be worked out from the two, is on neither.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from itertools import groupby
from operator import itemgetter
from typing import Any, get_type_hints

from coprod.core.disclosure.rules import (
    DisclosedCount,
    disclose_count,
    disclose_people,
    may_be_compared,
)
from coprod.core.money.rules import Amount
from coprod.core.values.dates import PartialDate
from coprod.core.values.howmany import HowMany
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_labels
from coprod.register.activities import rules
from coprod.register.activities.actions import build_first_answers
from coprod.register.activities.enums import (
    ANOTHER_ACTIVITY,
    FIELDS,
    NO,
    NOT_KNOWN,
    ROW_AND_WHICH,
    YES,
)
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import (
    DISPLAY_AS,
    About,
    Behalf,
    Leading,
    Naming,
    NumberDisplay,
    Part,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    TextPiece,
    Timing,
    compare,
    get_withheld_fields,
    is_key_name,
    iterate_leaf_types,
)
from coprod.web.filters import say_date
from coprod.web.language import translate

# The questions, and what was answered


@dataclass(frozen=True)
class Step:
    """One question: its name in addresses, its words, the part it asks for, what it is needed as.

    ``needed`` is its key in ``rules.UNANSWERED``, or is empty when it may stay open. What
    is not told to readers is the team's own: a curator does not correct it.
    """

    name: str
    question: Message
    kind: type[Part]
    needed: str = ""
    is_for_readers: bool = True


STEPS = (
    Step("name", N_("What is it called?"), Naming, "title"),
    Step("summary", N_("What is it, in a few plain words?"), Telling, "summary"),
    Step("leader", N_("Who leads it?"), Leading, "leader"),
    Step("place", N_("Where does it happen?"), Placing, "place"),
    Step("time", N_("When did it start, and has it ended?"), Timing, "time"),
    Step("promise", N_("What were people promised?"), PromiseStatement, "promise"),
    Step("about", N_("What is it about, and who for?"), About),
    Step("story", N_("What happened, and what did you learn?"), Story),
    Step("behalf", N_("Did you type this for somebody else?"), Behalf, is_for_readers=False),
)
STEP_BY_NAME = {step.name: step for step in STEPS}
REQUIRED_STEPS = tuple(step for step in STEPS if step.needed)


@dataclass(frozen=True)
class AnsweredStep:
    """One line of the page that shows the answers before they are sent."""

    step: Step
    answers: tuple[object, ...]
    is_missing: bool


def list_answers(activity: Activity) -> list[AnsweredStep]:
    missing = rules.list_unanswered(build_first_answers(activity))
    return [
        AnsweredStep(step, tuple(list_answer_lines(activity, step.name)), step.needed in missing)
        for step in STEPS
    ]


def find_next_step(activity: Activity) -> str:
    """Return the first of the six questions that is still open, or nothing."""
    missing = rules.list_unanswered(build_first_answers(activity))
    return next((step.name for step in REQUIRED_STEPS if step.needed in missing), "")


def list_skipped(activity: Activity, after: str, step: Step) -> list[AnsweredStep]:
    """Return the questions between ``after`` and a step: answered before, so nobody was asked."""
    names = [each.name for each in REQUIRED_STEPS]
    if after not in names or step.name not in names:
        return []
    between = names[names.index(after) + 1 : names.index(step.name)]
    return [each for each in list_answers(activity) if each.step.name in between]


def get_position(step: Step) -> tuple[int, int]:
    """Return (number of this question, how many there are), for "Question 2 of 6"."""
    return REQUIRED_STEPS.index(step) + 1 if step in REQUIRED_STEPS else 0, len(REQUIRED_STEPS)


def list_answer_lines(activity: Activity, step: str) -> Iterator[object]:
    """Yield the lines that answer one question: text, phrases and dates."""
    lines: dict[str, Iterator[object]] = {
        "name": iter([activity.title]),
        "summary": iter([activity.summary]),
        "leader": iter([activity.led_by.label if activity.led_by else "", activity.led_by_name]),
        "place": list_term_labels(activity, ListKind.LOCALITY, activity.place_words),
        "time": iter([activity.started, activity.ended]),
        "promise": list_promise_lines(activity),
        "about": (
            term.label for listing in rules.SUBJECT_LISTS for term in activity.get_terms(listing)
        ),
        "behalf": iter([activity.reported_by, activity.typed_by, activity.consent]),
        "story": iter([activity.text.body, activity.text.learned]),
    }
    return (line for line in lines[step] if line)


def list_term_labels(activity: Activity, listing: ListKind, more: str) -> Iterator[object]:
    yield from (term.label for term in activity.get_terms(listing))
    yield more


def list_promise_lines(activity: Activity) -> Iterator[object]:
    yield from (rung.label for rung in activity.promised)
    if activity.nothing_promised:
        yield N_("Nothing was promised, or we do not know")


# Any part in words


Names = Mapping[Any, str]
"""What terms are called, by their keys, and activities, by ``get_activity_key``."""
TERMS = "term_ids"
"""What a field that holds keys of terms could be called."""
Value = Any
Place = tuple[int, str]
"""The number of a row, or 0 for the part itself, and the name of a field or a list."""


@dataclass(frozen=True)
class FieldText:
    """One field: its label and its value in words."""

    label: Message
    text: str


@dataclass(frozen=True)
class ValueView:
    """What somebody is shown of a value: its words, and the counts of people among them."""

    text: str = ""
    counts: tuple[DisclosedCount, ...] = ()


@dataclass(frozen=True)
class Cell:
    label: Message
    view: ValueView


def load_term_names(parts: Sequence[object]) -> dict[Any, str]:
    """Return the names of every term that some parts speak of, by one query."""
    return dict(get_labels({key for part in parts for key in iterate_term_keys(part)}))


def list_field_texts(part: object, names: Names, *, exact: bool = False) -> list[FieldText]:
    """Return the fields of a part that say something, and its rows."""
    cells = Reader(names, exact).list_cells(part)
    return [
        FieldText(get_row_heading(part, number, cells), "\n".join(list_row_texts(cells, places)))
        if number
        else FieldText(cells[places[0]].label, cells[places[0]].view.text)
        for number, places in group_by_row(cells)
    ]


@dataclass(frozen=True)
class Reader:
    """Who looks: ``exact`` is for the owner and the curators, who see numbers as they are."""

    names: Names
    exact: bool = False

    def list_cells(self, part: Any) -> dict[Place, Cell]:
        """Return all that is shown of a part, its rows by their numbers."""
        cells = {(0, name): cell for name, cell in self.iterate_cells(part)}
        for row in get_rows(part):
            cells |= {(row.number, name): cell for name, cell in self.iterate_cells(row)}
        return {place: cell for place, cell in cells.items() if cell.view.text}

    def iterate_cells(self, part: Any) -> Iterator[tuple[str, Cell]]:
        hidden = frozenset() if self.exact else get_withheld_fields(part)
        for part_field in fields(part) if part is not None else ():
            value = getattr(part, part_field.name)
            if part_field.name in hidden or (part_field.name == "rows" and get_rows(part)):
                continue
            if has_list_keys(value):
                for listing, ids in value:
                    yield listing.value, Cell(listing.label, self.view_many(TERMS, ids))
            else:
                yield (
                    part_field.name,
                    Cell(get_field_label(part_field), self.view_field(part_field, value)),
                )

    def view_field(self, field: Field[Any], value: Value) -> ValueView:
        """Return what is shown of a field; of a number that nobody spoke for, nothing."""
        reads = field.metadata.get(DISPLAY_AS)
        if value is None or reads is None:
            return self.view_many(field.name, value)
        return NUMBER_VIEWS[reads](value, self)

    def view_many(self, name: str, value: Value, between: str = "\n") -> ValueView:
        views = [view for view in self.iterate_views(name, value) if view.text]
        counts = tuple(number for view in views for number in view.counts)
        return ValueView(between.join(view.text for view in views), counts)

    def iterate_views(self, name: str, value: Value) -> Iterator[ValueView]:
        if value is None or value == "":
            return
        if isinstance(value, (tuple, list)):
            for item in value:
                yield from self.iterate_views(name, item)
        elif is_key_name(name) and type(value) is int:
            yield ValueView(self.names.get(value, translate(NOT_KNOWN)))
        else:
            yield next(
                (view(value, self) for fits, view in VALUE_VIEWS if fits(value)), ValueView()
            )


def get_activity_key(number: int) -> tuple[str, int]:
    """Return the key of an activity's title in ``Names``."""
    return NumberDisplay.ACTIVITY, number


def get_rows(part: Any) -> tuple[Any, ...]:
    rows: tuple[Any, ...] = getattr(part, "rows", ())
    return rows if all(hasattr(row, "number") for row in rows) else ()


def has_list_keys(value: Value) -> bool:
    """Tell whether a field holds pairs of a list and keys of its terms."""
    return isinstance(value, tuple) and any(is_list_keys(each) for each in value)


def is_list_keys(value: Value) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], ListKind)


def get_field_label(field: Field[Any]) -> Message:
    own: Message | None = field.metadata.get("label")
    return own or FIELDS.get(field.name) or Message(field.name.replace("_", " ").capitalize())


def group_by_row(places: Mapping[Place, Cell]) -> Iterator[tuple[int, list[Place]]]:
    """Yield each field by itself, and the fields of each row together."""
    for number, group in groupby(sorted(places, key=itemgetter(0)), key=itemgetter(0)):
        if number:
            yield number, list(group)
        else:
            yield from ((0, [place]) for place in group)


def list_row_texts(cells: Mapping[Place, Cell], places: Sequence[Place]) -> list[str]:
    row_cells = [cells[place] for place in places if place in cells]
    return [f"{translate(cell.label)}: {cell.view.text}" for cell in row_cells]


def get_row_heading(part: Any, number: int, cells: Mapping[Place, Cell]) -> Message:
    """Return what a row is called: its kind, and by which of its fields people know it."""
    kind = get_row_kind(type(part))
    names = [cells[(number, name)].view.text for name in kind.named_by if (number, name) in cells]
    title: Message = kind.row_title
    return Message(ROW_AND_WHICH.text, {"row": title, "which": names[0]}) if names else title


def get_row_kind(kind: type[Any]) -> Any:
    """Return the kind of the rows of a part, which says what one of them is called."""
    return next(
        leaf for leaf in iterate_leaf_types(get_type_hints(kind)["rows"]) if is_dataclass(leaf)
    )


def iterate_term_keys(part: Any) -> Iterator[int]:
    """Yield the keys of terms in a part, in the parts within it too."""
    for part_field in fields(part):
        if DISPLAY_AS not in part_field.metadata:
            yield from iterate_keys_in(part_field.name, getattr(part, part_field.name))


def iterate_keys_in(name: str, value: Value) -> Iterator[int]:
    if is_list_keys(value):
        yield from value[1]
    elif isinstance(value, tuple):
        for item in value:
            yield from iterate_keys_in(name, item)
    elif is_dataclass(value):
        yield from iterate_term_keys(value)
    elif is_key_name(name) and type(value) is int:
        yield value


def iterate_activity_keys(part: Any) -> Iterator[int]:
    """Yield the keys of other activities that a part names."""
    for part_field in fields(part):
        value = getattr(part, part_field.name)
        if part_field.metadata.get(DISPLAY_AS) is NumberDisplay.ACTIVITY and value is not None:
            yield value


# How each kind of value is shown


Viewing = Callable[[Value, Reader], ValueView]


def view_people(number: int, reader: Reader) -> ValueView:
    if reader.exact:
        return ValueView(str(number))
    count = disclose_count(number)
    return ValueView(translate(count.words), (count,))


def view_how_many(value: HowMany, reader: Reader) -> ValueView:
    if reader.exact:
        return ValueView(translate(value.exactly))
    return ValueView(translate(disclose_people(value)), (disclose_count(value.number),))


def view_counts(value: Value, reader: Reader) -> ValueView:
    if reader.exact:
        return ValueView(translate(value.exactly))
    return ValueView(translate(value.label), tuple(value.counts.values()))


def view_enum(value: Value, _reader: Reader) -> ValueView:
    return ValueView(translate(value.label) if hasattr(value, "label") else str(value.value))


def view_mapping(value: Value, reader: Reader) -> ValueView:
    pairs = [
        (reader.view_many("", key), reader.view_many("", each, ", ")) for key, each in value.items()
    ]
    counts = tuple(number for pair in pairs for view in pair for number in view.counts)
    return ValueView("\n".join(f"{key.text}: {each.text}" for key, each in pairs), counts)


def view_part(value: Value, reader: Reader) -> ValueView:
    cells = [cell for _name, cell in reader.iterate_cells(value) if cell.view.text]
    counts = tuple(number for cell in cells for number in cell.view.counts)
    return ValueView(
        "; ".join(f"{translate(cell.label)}: {cell.view.text}" for cell in cells), counts
    )


NUMBER_VIEWS: dict[NumberDisplay, Viewing] = {
    NumberDisplay.NEVER: lambda _value, _reader: ValueView(),
    NumberDisplay.PLAIN: lambda value, _reader: ValueView(str(value)),
    NumberDisplay.PEOPLE: view_people,
    NumberDisplay.ACTIVITY: lambda value, reader: ValueView(
        reader.names.get(get_activity_key(value)) or translate(ANOTHER_ACTIVITY)
    ),
}
VALUE_VIEWS: tuple[tuple[Callable[[Value], bool], Viewing], ...] = (
    (
        lambda value: isinstance(value, str) and not isinstance(value, Enum),
        lambda v, _: ValueView(v),
    ),
    (lambda value: isinstance(value, bool), lambda v, _: ValueView(translate(YES if v else NO))),
    (lambda value: isinstance(value, (PartialDate, date)), lambda v, _: ValueView(say_date(v))),
    (lambda value: isinstance(value, Enum), view_enum),
    (lambda value: isinstance(value, HowMany), view_how_many),
    (lambda value: isinstance(value, Amount), lambda v, _: ValueView(translate(v.label))),
    (lambda value: hasattr(value, "counts"), view_counts),
    (lambda value: isinstance(value, Mapping), view_mapping),
    (is_dataclass, view_part),
)
"""What is none of these, such as a bare number, is not shown."""
KNOWN_VALUES: frozenset[type[Any]] = frozenset({PartialDate, HowMany, Amount})
"""Kinds of value with numbers in them of which this page knows how readers see them."""


# Two sides of a change


@dataclass(frozen=True)
class FieldChange:
    """What changed in a field or a row, with what went and what came.

    ``hides`` says that a number changed that is not shown on either side.
    """

    label: Message
    pieces: list[TextPiece]
    hides: bool = False


def list_field_changes(before: object | None, after: object, names: Names) -> list[FieldChange]:
    """Return all in which two parts of one kind differ: for the owner and the curators."""
    reader = Reader(names, exact=True)
    return Sides(after, reader.list_cells(before), reader.list_cells(after)).compare(
        lambda _place: True
    )


def compare_steps(steps: Sequence[tuple[Any, Any]], names: Names) -> list[list[FieldChange]]:
    """Return what readers may see of each step of one history, which begins with the first."""
    history = ReaderHistory(names, find_hidden_fields(steps))
    return [history.compare_step(before, after) for before, after in steps]


@dataclass
class ReaderHistory:
    """What readers have seen so far in one history, and the fields of rows that it always hides."""

    names: Names
    hidden: Mapping[tuple[type[Any], int], frozenset[str]]
    counts: dict[tuple[type[Any], Place], list[tuple[DisclosedCount, ...]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def compare_step(self, before: Any, after: Any) -> list[FieldChange]:
        reader = Reader(self.names)
        sides = Sides(after, reader.list_cells(before), reader.list_cells(after))
        return sides.compare(lambda place: self.can_compare(type(after), place, sides))

    def can_compare(self, kind: type[Any], place: Place, sides: "Sides") -> bool:
        if place[1] in self.hidden.get((kind, place[0]), frozenset()):
            return False
        now = [side[place].view.counts for side in (sides.before, sides.after) if place in side]
        earlier = self.counts[(kind, place)]
        fits = all(may_be_compared(one, [*now, *earlier]) for one in now)
        if fits:
            earlier += [one for one in now if one not in earlier]
        return fits


@dataclass(frozen=True)
class Sides:
    """What somebody is shown of a part before and after a change."""

    part: Any
    before: Mapping[Place, Cell]
    after: Mapping[Place, Cell]

    def compare(self, can_compare: Callable[[Place], bool]) -> list[FieldChange]:
        cells = {**self.before, **self.after}
        differing = {
            p: cell for p, cell in cells.items() if self.get_text(p) != self.get_text(p, old=True)
        }
        return [
            self.compare_places(number, places, can_compare)
            for number, places in group_by_row(differing)
        ]

    def get_text(self, place: Place, *, old: bool = False) -> str:
        cell = (self.before if old else self.after).get(place)
        return cell.view.text if cell else ""

    def compare_places(
        self, number: int, places: list[Place], can_compare: Callable[[Place], bool]
    ) -> FieldChange:
        """Compare one field, or the fields of one row that differ."""
        comparable = [place for place in places if can_compare(place)]
        hides = len(comparable) < len(places)
        if number:
            old, new = (list_row_texts(side, comparable) for side in (self.before, self.after))
            title = get_row_heading(self.part, number, {**self.before, **self.after})
            return FieldChange(title, compare("\n".join(old), "\n".join(new)), hides)
        cell = self.after.get(places[0]) or self.before[places[0]]
        pieces = (
            compare(self.get_text(places[0], old=True), self.get_text(places[0]))
            if comparable
            else []
        )
        return FieldChange(cell.label, pieces, hides)


def find_hidden_fields(
    steps: Sequence[tuple[Any, Any]],
) -> dict[tuple[type[Any], int], frozenset[str]]:
    """Return the fields of each row that were not for readers, or not to be compared, at any time.

    A row that hid a sum yesterday hides in its history that it was shown the day before.
    """
    hidden: dict[tuple[type[Any], int], frozenset[str]] = defaultdict(frozenset)
    for part in (part for step in steps for part in step if part is not None):
        for row in get_rows(part):
            hidden[(type(part), row.number)] |= get_withheld_fields(row) | get_withheld_fields(
                row, "not_compared"
            )
    return hidden
