"""What the pages about taking something out are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from coprod.core.values.phrases import N_, Message
from coprod.desk.redaction.enums import Subject, place_label
from coprod.desk.redaction.models import Removal
from coprod.desk.redaction.rules import Found


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

    label: Message
    places: list[Found]


def groups(found: Sequence[Found]) -> list[Group]:
    """Return the places that were found, those of the subject first, by what they are."""
    labels = {each.place: group_label(each) for each in found}
    ordered = sorted(found, key=lambda each: (not each.is_own, labels[each.place].plain))
    return [
        Group(labels[some[0].place], some)
        for _label, group in groupby(ordered, key=lambda each: labels[each.place].plain)
        if (some := list(group))
    ]


def group_label(found: Found) -> Message:
    label = place_label(found.place.table, found.place.column)
    return label if found.is_own else N_("Elsewhere: %(what)s", what=label)


def counts(removal: Removal) -> list[tuple[Message, int]]:
    """Return from how many places of each kind something was taken."""
    labels = [place_label(place.table_name, place.column_name) for place in removal.places]
    found = {label.text: label for label in labels}
    texts = [label.text for label in labels]
    return [(label, texts.count(text)) for text, label in sorted(found.items())]
