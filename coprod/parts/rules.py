"""Parts of an entry as plain data: packed for keeping, unpacked again, and compared word by word.

Nothing here knows which parts there are: any frozen dataclass will do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

MOST_COMPARED = 1500
"""Lines, or words of a passage, above which all of it counts as changed: comparing is slow."""


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
