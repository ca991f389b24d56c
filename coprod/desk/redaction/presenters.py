"""What the pages about taking something out are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from coprod.core.values.phrases import N_, Message
from coprod.desk.redaction.enums import RemovalSubject, label_place
from coprod.desk.redaction.models import Removal
from coprod.desk.redaction.rules import FoundPlace


@dataclass(frozen=True)
class RemovalOrigin:
    """From what a curator begins, and the way back to it."""

    kind: RemovalSubject
    number: int
    title: str
    endpoint: str
    url_values: dict[str, Any]


@dataclass(frozen=True)
class PlaceGroup:
    """The places of one kind."""

    label: Message
    places: list[FoundPlace]


def group_places(places: Sequence[FoundPlace]) -> list[PlaceGroup]:
    """Return the places that were found, those of the subject first, by what they are."""
    labels = {each.place: label_group(each) for each in places}
    ordered = sorted(places, key=lambda each: (not each.is_own, labels[each.place].plain))
    return [
        PlaceGroup(labels[some[0].place], some)
        for _label, group in groupby(ordered, key=lambda each: labels[each.place].plain)
        if (some := list(group))
    ]


def label_group(place: FoundPlace) -> Message:
    label = label_place(place.place.table, place.place.column)
    return label if place.is_own else N_("Elsewhere: %(what)s", what=label)


def count_by_label(removal: Removal) -> list[tuple[Message, int]]:
    """Return from how many places of each kind something was taken."""
    labels = [label_place(place.table_name, place.column_name) for place in removal.places]
    label_by_text = {label.text: label for label in labels}
    texts = [label.text for label in labels]
    return [(label, texts.count(text)) for text, label in sorted(label_by_text.items())]
