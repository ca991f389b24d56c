"""Any part of an entry said in words, field by field, whatever fields it has."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from coprod.kit.dates import PartialDate
from coprod.kit.phrases import Phrase
from coprod.parts.rules import Piece, compare
from coprod.parts.words import FIELDS, NO, NOT_KNOWN, YES
from coprod.reference.queries import labels
from coprod.reference.words import LABELS, Listing
from coprod.web.filters import in_words
from coprod.web.language import say

Names = Mapping[int, str]
Value = Any


@dataclass(frozen=True)
class Line:
    """One field: what we call it, and what it says."""

    label: Phrase
    text: str


@dataclass(frozen=True)
class Changed:
    """One field that changed: what we call it, and its words with what went and what came."""

    label: Phrase
    pieces: list[Piece]


def names_for(parts: Sequence[object]) -> Names:
    """Return the names of every term that some parts speak of, by one query."""
    return labels({key for part in parts for key in keys(part)})


def lines(part: object, names: Names) -> list[Line]:
    """Return the fields of a part that say something."""
    return [line for line in all_lines(part, names) if line.text]


def changed(before: object | None, after: object, names: Names) -> list[Changed]:
    """Return the fields in which two parts of one kind differ, each with its differences marked."""
    old = {line.label.text: line.text for line in all_lines(before, names)} if before else {}
    return [
        Changed(line.label, compare(old.get(line.label.text, ""), line.text))
        for line in all_lines(after, names)
        if old.get(line.label.text, "") != line.text
    ]


def all_lines(part: Any, names: Names) -> Iterator[Line]:
    part = for_readers(part)
    for field in fields(part):
        value = getattr(part, field.name)
        if is_of_lists(value):
            for listing, ids in value:
                yield Line(LABELS[listing], "\n".join(named(ids, names)))
        else:
            yield Line(label(field), "\n".join(texts(field.name, value, names)))


def for_readers(part: Any) -> Any:
    """Return a part, or one of its rows, without what could tell of a single person."""
    return part.for_readers() if hasattr(part, "for_readers") else part


def label(field: Field[Any]) -> Phrase:
    own: Phrase | None = field.metadata.get("label")
    return own or FIELDS.get(field.name) or Phrase(field.name.replace("_", " ").capitalize())


def is_of_lists(value: Value) -> bool:
    """Tell whether a field holds pairs of a list and keys of its terms."""
    return isinstance(value, tuple) and any(is_pair(each) for each in value)


def is_pair(value: Value) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], Listing)


def keys(part: Any) -> Iterator[int]:
    """Yield the keys of terms in a part, in the parts within it too."""
    for field in fields(part):
        yield from keys_in(field.name, getattr(part, field.name))


def keys_in(name: str, value: Value) -> Iterator[int]:
    if is_pair(value):
        yield from value[1]
    elif isinstance(value, tuple):
        for each in value:
            yield from keys_in(name, each)
    elif is_dataclass(value):
        yield from keys(value)
    elif is_key(name, value):
        yield value


def is_key(name: str, value: Value) -> bool:
    """Tell whether a field names a term of a list; a programme is another entry, not a term."""
    return name != "programme_id" and name.endswith(("_id", "_ids")) and type(value) is int


def named(ids: Sequence[int], names: Names) -> Iterator[str]:
    return (names.get(key, say(NOT_KNOWN)) for key in ids)


def texts(name: str, value: Value, names: Names) -> Iterator[str]:
    """Yield the lines that a value of a field makes."""
    if value is None or value == "":
        return
    if is_key(name, value):
        yield from named([value], names)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from texts(name, each, names)
    else:
        yield next(said(value, names) for fits, said in SAID if fits(value))


def of_mapping(value: Value, names: Names) -> str:
    told = (f"{one('', key, names)}: {one('', each, names)}" for key, each in value.items())
    return "\n".join(told)


def of_part(value: Value, names: Names) -> str:
    return "; ".join(f"{say(line.label)}: {line.text}" for line in lines(value, names))


def one(name: str, value: Value, names: Names) -> str:
    return ", ".join(texts(name, value, names))


Saying = Callable[[Value, Names], str]
SAID: tuple[tuple[Callable[[Value], bool], Saying], ...] = (
    (lambda value: isinstance(value, bool), lambda value, _: say(YES if value else NO)),
    (lambda value: isinstance(value, (PartialDate, date)), lambda value, _: in_words(value)),
    (lambda value: hasattr(value, "label"), lambda value, _: say(value.label)),
    (lambda value: isinstance(value, Enum), lambda value, _: str(value.value)),
    (lambda value: isinstance(value, Mapping), of_mapping),
    (is_dataclass, of_part),
    (lambda _: True, lambda value, _: str(value)),
)
