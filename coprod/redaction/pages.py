"""What the pages about taking something out are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from coprod.kit.phrases import N_, Phrase
from coprod.redaction.models import Removal
from coprod.redaction.rules import Found
from coprod.redaction.words import Subject, table_label


@dataclass(frozen=True)
class Origin:
    """From what a curator begins, and the way back to it."""

    kind: Subject
    number: int
    title: str
    endpoint: str
    place: dict[str, Any]


@dataclass(frozen=True)
class Group:
    """The places of one kind."""

    label: Phrase
    places: list[Found]


def groups(found: Sequence[Found]) -> list[Group]:
    """Return the places that were found, those of the subject first, by what they are."""
    ordered = sorted(found, key=lambda each: (not each.is_own, each.place.table))
    return [
        Group(group_label(table, is_own=is_own), list(some))
        for (is_own, table), some in groupby(ordered, key=lambda e: (e.is_own, e.place.table))
    ]


def group_label(table: str, *, is_own: bool) -> Phrase:
    if is_own:
        return table_label(table)
    return N_("Elsewhere: %(what)s", what=table_label(table))


def counts(removal: Removal) -> list[tuple[Phrase, int]]:
    """Return from how many places of each kind something was taken."""
    names = [place.table_name for place in removal.places]
    return [(table_label(name), names.count(name)) for name in sorted(set(names))]
