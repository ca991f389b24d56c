"""Parts of an entry as plain data: packed for keeping, unpacked again, and compared word by word.

Nothing here knows which parts there are: any frozen dataclass will do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import Enum, StrEnum
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter

from coprod.reference.words import Listing

MOST_COMPARED = 1500
"""Lines, or words of a passage, above which all of it counts as changed: comparing is slow."""

NUMBERS = (int, float, complex, Decimal)

ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in ADAPTERS:
        ADAPTERS[kind] = TypeAdapter(kind)
    return ADAPTERS[kind]


def pack(part: object) -> dict[str, object]:
    """Return a part as JSON can hold it."""
    packed: dict[str, object] = adapter(type(part)).dump_python(part, mode="json")
    return packed


def unpack(kind: type[Any], packed: dict[str, object]) -> Any:
    """Return the part that was packed; ``ValueError`` when it is no such part."""
    return adapter(kind).validate_python(packed)


def is_private(kind: type[Any]) -> bool:
    """Tell whether a part is for curators alone: it never stands in a public history."""
    return bool(getattr(kind, "is_private", False))


READS = "reads"
"""Where a field of a part says how readers see the whole number in it: ``Reads``."""


class Reads(StrEnum):
    """How readers see a whole number. One that says nothing of this is not shown at all."""

    NEVER = "never"
    """A number of our own, such as that of a row."""
    PEOPLE = "people"
    """So many people: as ``disclosure`` lets it be shown."""
    PLAIN = "plain"
    """It tells of nobody."""
    ENTRY = "entry"
    """The key of another entry, which is named if it is public."""


def own_number(default: int | None = 0) -> Any:
    """Make a field for a number that is ours alone."""
    return field(default=default, metadata={READS: Reads.NEVER})


def is_key_name(name: str) -> bool:
    """Tell whether a field holds keys of terms of a list, by its name."""
    return name.endswith(("_id", "_ids"))


def undeclared_numbers(kind: type[Any], said: frozenset[type[Any]]) -> list[str]:
    """Return the fields of a part with a number of which nobody said how readers see it.

    ``said`` are the kinds of value of which it is known.
    """
    hints = get_type_hints(kind)
    return [
        f"{kind.__name__}.{each.name}"
        for each in fields(kind)
        if READS not in each.metadata and not is_key_name(each.name)
        if any_undeclared(set(leaves(hints[each.name])), said)
    ]


def any_undeclared(found: set[Any], said: frozenset[type[Any]]) -> bool:
    """Whole numbers beside the name of a list are keys of its terms."""
    return Listing not in found and any(is_undeclared(leaf, said) for leaf in found)


def is_undeclared(leaf: Any, said: frozenset[type[Any]]) -> bool:
    if leaf in said or not isinstance(leaf, type):
        return leaf is Any
    if is_dataclass(leaf):
        return not hasattr(leaf, "counts") and bool(undeclared_numbers(leaf, said))
    return leaf is object or (issubclass(leaf, NUMBERS) and not issubclass(leaf, (bool, Enum)))


def leaves(hint: Any) -> Iterator[Any]:
    """Yield the kinds of value that a field may hold, however they are put together."""
    inner = get_args(hint)
    if not inner:
        yield hint
    for each in inner:
        yield from leaves(each)


class Mark(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they stayed, went or came."""

    mark: Mark
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """Mark what went and what came: first line by line, then word by word where lines differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for is_same, went, came in differences(old, new):
        if is_same:
            pieces += piece(Mark.SAME, went)
        else:
            pieces += by_words(words("".join(went)), words("".join(came)))
    return joined(pieces)


def by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for is_same, went, came in differences(old, new):
        if is_same:
            yield from piece(Mark.SAME, went)
        else:
            yield from piece(Mark.GONE, went)
            yield from piece(Mark.NEW, came)


def words(text: str) -> list[str]:
    """Split a text into words, each with what stands after it."""
    return re.findall(r"\s+|\S+\s*", text)


Difference = tuple[bool, Sequence[str], Sequence[str]]


def differences(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """Yield (is it the same, what went, what came) in order."""
    if old == new or max(len(old), len(new)) > MOST_COMPARED:
        yield old == new, old, new
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        yield tag == "equal", old[i1:i2], new[j1:j2]


def piece(mark: Mark, texts: Sequence[str]) -> Iterator[Piece]:
    if texts:
        yield Piece(mark, "".join(texts))


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with neighbours of one mark made into one."""
    found: list[Piece] = []
    for each in pieces:
        if found and found[-1].mark is each.mark:
            found[-1] = Piece(each.mark, found[-1].text + each.text)
        else:
            found.append(each)
    return found
