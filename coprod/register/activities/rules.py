"""What an activity tells, part by part, and what must be true of it however it arrived."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from enum import Enum, StrEnum
from typing import Any, ClassVar, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.howmany import HowMany
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Audience, Rung

# The parts of an activity


RESERVED = frozenset({"compare", "filters", "log", "map"})
"""Words that stand in addresses where the name of an activity could stand."""


@dataclass(frozen=True)
class Naming:
    title: str


@dataclass(frozen=True)
class Telling:
    summary: str


@dataclass(frozen=True)
class Leading:
    """Who leads it: an organisation of the list, or a name when it is not there."""

    led_by_id: int | None = None
    led_by_name: str = ""


@dataclass(frozen=True)
class Placing:
    """Where it happens: places of the list, and more exactly in words."""

    locality_ids: tuple[int, ...] = ()
    place_words: str = ""


@dataclass(frozen=True)
class Timing:
    started: PartialDate | None = None
    ended: PartialDate | None = None
    is_ongoing: bool = False


@dataclass(frozen=True)
class PromiseStatement:
    """The levels that people were promised. ``words`` are a source's own, by rung."""

    rungs: tuple[Rung, ...] = ()
    nothing: bool = False
    words: Mapping[Rung, str] | None = None


@dataclass(frozen=True)
class Story:
    """What happened and what was learned, in Markdown."""

    body: str = ""
    learned: str = ""


@dataclass(frozen=True)
class Sourcing:
    """Where an imported activity came from, and what the source tells that has no field here.

    ``audiences``: who may see the facts of a label, where that is not everybody.
    """

    name: str
    key: str
    address: str = ""
    licence: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()
    audiences: tuple[tuple[str, Audience], ...] = ()


@dataclass(frozen=True)
class Behalf:
    """Somebody typed it for a person who took part: who, in words for a role, and how they agreed.

    Empty when whoever took part typed it themselves. How they agreed is not for readers, so the
    public history leaves this part out.
    """

    is_private: ClassVar[bool] = True

    reported_by: str = ""
    typed_by: str = ""
    consent: str = ""


SUBJECT_LISTS = (
    ListKind.WORKSTREAM,
    ListKind.METHOD,
    ListKind.GROUP,
    ListKind.TOPIC,
    ListKind.NETWORK,
)


@dataclass(frozen=True)
class About:
    """What it is about, in the terms of each of the lists in ``ABOUT``."""

    listed: tuple[tuple[ListKind, tuple[int, ...]], ...] = ()


Part = (
    About
    | Behalf
    | Naming
    | Telling
    | Leading
    | Placing
    | Timing
    | PromiseStatement
    | Story
    | Sourcing
)


# What must be true of them


LONGEST_TITLE = 250


def check_title(title: str) -> None:
    if not title:
        raise RuleBrokenError(N_("Give it a name"), field="title")
    if len(title) > LONGEST_TITLE:
        message = N_("Shorten the name to %(most)s characters or fewer", most=LONGEST_TITLE)
        raise RuleBrokenError(message, field="title")


TELLS_OF_SOMEBODY = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|mister|missus|dr|prof|professor|rev|reverend|sir|dame"
    r"|cllrs?|councillors?|complain(?:ts?|ed|ants?))\b",
    re.IGNORECASE,
)
"""“MS” alone is an illness."""
DOTS_IN_SHORT = re.compile(r"(?<=\b\w)\.(?=\w\b)")
"""The dots of “M.r.s”."""
ABOUT_SOMEBODY = N_(
    "This title may tell who somebody is, or that somebody complained. Can it be called something "
    "else?"
)


def check_title_is_meant(title: str, *, anyway: bool) -> None:
    if may_tell_of_somebody(title) and not anyway:
        raise RuleBrokenError(ABOUT_SOMEBODY, field="title")


def may_tell_of_somebody(title: str) -> bool:
    """Tell whether a title may say who somebody is, or that somebody complained."""
    read = (TELLS_OF_SOMEBODY.finditer(text) for text in list_readings(title))
    return any(found.group() != "MS" for ways in read for found in ways)


def list_readings(title: str) -> tuple[str, str]:
    """Return a title in plain letters, with what is not seen left out, or taken for a space."""
    letters = [c for c in unicodedata.normalize("NFKD", title) if unicodedata.category(c) != "Mn"]
    plain = DOTS_IN_SHORT.sub("", "".join(letters).replace("_", " "))
    unseen = [c for c in plain if unicodedata.category(c) == "Cf"]
    table = str.maketrans(dict.fromkeys(unseen, " "))
    return plain.translate(dict.fromkeys(map(ord, unseen))), plain.translate(table)


def check_dates(started: PartialDate | None, ended: PartialDate | None) -> None:
    """It cannot have ended before it started, as far as the dates are known."""
    if started and ended and ended.latest < started.earliest:
        raise RuleBrokenError(N_("The end must not be before the start"), field="ended")


def check_timing(timing: Timing, today: date) -> None:
    """A start that is still to come is a plan: it cannot be going on."""
    check_dates(timing.started, timing.ended)
    if timing.is_ongoing and timing.started and timing.started.earliest > today:
        message = N_("It has not started yet, so it is not still going on. Change one of the two")
        raise RuleBrokenError(message, field="is_ongoing")


def check_promise(rungs: tuple[Rung, ...], *, nothing: bool) -> None:
    if rungs and nothing:
        message = N_("Choose the levels that were promised, or say that nothing was promised")
        raise RuleBrokenError(message, field="promised")


def check_behalf(part: Behalf) -> None:
    """Nobody's story is published without their consent, and readers see who typed it."""
    answers = {"reported_by": part.reported_by, "typed_by": part.typed_by, "consent": part.consent}
    messages = {
        "reported_by": N_("Say who told you, as a role and not a name"),
        "typed_by": N_("Say who typed it, as a role and not a name"),
        "consent": N_("Say how they agreed"),
    }
    missing = [name for name, text in answers.items() if not text]
    if missing and any(answers.values()):
        raise RuleBrokenError(messages[missing[0]], field=missing[0])


# The six questions that come first


@dataclass(frozen=True)
class FirstAnswers:
    """Which of the six first questions have an answer."""

    title: bool
    summary: bool
    leader: bool
    place: bool
    time: bool
    promise: bool


UNANSWERED: dict[str, Message] = {
    "title": N_("Say what it is called"),
    "summary": N_("Say in a few plain words what it is"),
    "leader": N_("Say who leads it"),
    "place": N_("Say where it happens"),
    "time": N_("Say when it started. A year will do"),
    "promise": N_("Say what level was promised to people"),
}


def list_unanswered(answers: FirstAnswers) -> list[str]:
    """Return the questions that must be answered before an activity is sent to a curator."""
    return [name for name in UNANSWERED if not getattr(answers, name)]


def check_ready(answers: FirstAnswers) -> None:
    missing = list_unanswered(answers)
    if missing:
        raise RuleBrokenError(UNANSWERED[missing[0]])


# Any part as plain data: what follows works for every frozen dataclass


PartT = TypeVar("PartT")
ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def get_adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in ADAPTERS:
        ADAPTERS[kind] = TypeAdapter(kind)
    return ADAPTERS[kind]


def pack(part: object) -> dict[str, object]:
    """Return a part as JSON can hold it."""
    packed: dict[str, object] = get_adapter(type(part)).dump_python(part, mode="json")
    return packed


def unpack(kind: type[Any], packed: dict[str, object]) -> Any:
    """Return the part that was packed; ``ValueError`` when it is no such part."""
    return get_adapter(kind).validate_python(packed)


# What readers see of a part


def is_private(kind: type[Any]) -> bool:
    """Tell whether a part is for curators alone: it never stands in a public history."""
    return bool(getattr(kind, "is_private", False))


DISPLAY_AS = "reads"
"""Where a field of a part says how readers see the whole number in it: ``NumberDisplay``."""


class NumberDisplay(StrEnum):
    """How readers see a whole number. A field without one is not shown at all."""

    NEVER = "never"
    """A number of our own, such as that of a row."""
    PEOPLE = "people"
    """So many people: as ``disclosure`` lets it be shown."""
    PLAIN = "plain"
    """It tells of nobody."""
    ACTIVITY = "entry"
    """The key of another activity, which is named if it is public."""


def make_own_number_field(default: int | None = 0) -> Any:
    """Make a field for a number that is ours alone."""
    return field(default=default, metadata={DISPLAY_AS: NumberDisplay.NEVER})


def is_key_name(name: str) -> bool:
    """Tell whether a field holds keys of terms of a list, by its name."""
    return name.endswith(("_id", "_ids"))


def get_withheld_fields(part: Any, how: str = "withheld") -> frozenset[str]:
    """Return the fields of a part or a row that are withheld from readers, or never compared."""
    names: frozenset[str] = getattr(part, how, frozenset())
    return names


def find_exact_fields(part: Any) -> frozenset[str]:
    """Return the fields of a part or a row with more than readers see: exact numbers of people."""
    counts = (each.name for each in fields(part) if has_count(each, getattr(part, each.name)))
    return get_withheld_fields(part) | frozenset(counts)


def has_count(field: Field[Any], value: Any) -> bool:
    if isinstance(value, HowMany):
        return value.number is not None
    is_people = field.metadata.get(DISPLAY_AS) is NumberDisplay.PEOPLE
    return value is not None and (is_people or hasattr(value, "counts"))


def can_hold_counts(kind: type[Any]) -> bool:
    """Tell whether a kind of part, or a row of it, has a field for exact numbers of people."""
    hints = get_type_hints(kind)
    leaf_types = [leaf for each in fields(kind) for leaf in iterate_leaf_types(hints[each.name])]
    is_people = any(each.metadata.get(DISPLAY_AS) is NumberDisplay.PEOPLE for each in fields(kind))
    return is_people or any(
        leaf is HowMany or hasattr(leaf, "counts") or is_row(leaf) for leaf in leaf_types
    )


def is_row(leaf: Any) -> bool:
    return is_dataclass(leaf) and isinstance(leaf, type) and can_hold_counts(leaf)


def clear_fields(part: PartT, names: Collection[str]) -> PartT:
    """Return a part or a row as if nobody had filled in some of its fields."""
    defaults = {each.name: each.default for each in fields(part) if each.name in names}  # type: ignore[arg-type]
    return replace(part, **defaults) if defaults else part  # type: ignore[type-var]


def clear_exact_numbers(part: PartT) -> PartT:
    """Return a part and its rows without exact numbers of people, and what could tell them."""
    rows = tuple(clear_fields(row, find_exact_fields(row)) for row in getattr(part, "rows", ()))
    plain = clear_fields(part, find_exact_fields(part))
    return replace(plain, rows=rows) if rows else plain  # type: ignore[type-var]


def restore_exact_numbers(part: PartT, before: PartT) -> PartT:
    """Return a part in which exact numbers that were left empty are as they were before."""
    empty = clear_exact_numbers(before)
    names = [n for n in find_exact_fields(before) if getattr(part, n) == getattr(empty, n)]
    return replace(part, **{name: getattr(before, name) for name in names})  # type: ignore[type-var]


NUMBERS = (int, float, complex, Decimal)


def list_undeclared_numbers(kind: type[Any], known_kinds: frozenset[type[Any]]) -> list[str]:
    """Return the fields of a part with a number and no ``NumberDisplay``.

    ``said`` are the kinds of value of which it is known.
    """
    hints = get_type_hints(kind)
    return [
        f"{kind.__name__}.{each.name}"
        for each in fields(kind)
        if DISPLAY_AS not in each.metadata and not is_key_name(each.name)
        if has_undeclared(set(iterate_leaf_types(hints[each.name])), known_kinds)
    ]


def has_undeclared(leaf_types: set[Any], known_kinds: frozenset[type[Any]]) -> bool:
    """Whole numbers beside the name of a list are keys of its terms."""
    return ListKind not in leaf_types and any(
        is_undeclared(leaf, known_kinds) for leaf in leaf_types
    )


def is_undeclared(leaf: Any, known_kinds: frozenset[type[Any]]) -> bool:
    if leaf in known_kinds or not isinstance(leaf, type):
        return leaf is Any
    if is_dataclass(leaf):
        return not hasattr(leaf, "counts") and bool(list_undeclared_numbers(leaf, known_kinds))
    return leaf is object or (issubclass(leaf, NUMBERS) and not issubclass(leaf, (bool, Enum)))


def iterate_leaf_types(hint: Any) -> Iterator[Any]:
    """Yield the kinds of value that a field may hold, however they are put together."""
    inner = get_args(hint)
    if not inner:
        yield hint
    for argument in inner:
        yield from iterate_leaf_types(argument)


# Comparing two texts word by word


MOST_COMPARED = 1500
"""Lines, or words of a passage, above which all of it counts as changed: comparing is slow."""


class ChangeMark(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class TextPiece:
    """Some words, and whether they stayed, went or came."""

    mark: ChangeMark
    text: str


def compare(before: str, after: str) -> list[TextPiece]:
    """Mark what went and what came: first line by line, then word by word where lines differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[TextPiece] = []
    for is_same, went, came in find_differences(old, new):
        if is_same:
            pieces += make_piece(ChangeMark.SAME, went)
        else:
            pieces += compare_words(split_words("".join(went)), split_words("".join(came)))
    return join_pieces(pieces)


def compare_words(old: Sequence[str], new: Sequence[str]) -> Iterator[TextPiece]:
    for is_same, went, came in find_differences(old, new):
        if is_same:
            yield from make_piece(ChangeMark.SAME, went)
        else:
            yield from make_piece(ChangeMark.GONE, went)
            yield from make_piece(ChangeMark.NEW, came)


def split_words(text: str) -> list[str]:
    """Split a text into words, each with what stands after it."""
    return re.findall(r"\s+|\S+\s*", text)


Difference = tuple[bool, Sequence[str], Sequence[str]]


def find_differences(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """Yield (is it the same, what went, what came) in order."""
    if old == new or max(len(old), len(new)) > MOST_COMPARED:
        yield old == new, old, new
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        yield tag == "equal", old[i1:i2], new[j1:j2]


def make_piece(mark: ChangeMark, texts: Sequence[str]) -> Iterator[TextPiece]:
    if texts:
        yield TextPiece(mark, "".join(texts))


def join_pieces(pieces: Sequence[TextPiece]) -> list[TextPiece]:
    """Return the pieces with neighbours of one mark made into one."""
    joined_pieces: list[TextPiece] = []
    for piece in pieces:
        if joined_pieces and joined_pieces[-1].mark is piece.mark:
            joined_pieces[-1] = TextPiece(piece.mark, joined_pieces[-1].text + piece.text)
        else:
            joined_pieces.append(piece)
    return joined_pieces
