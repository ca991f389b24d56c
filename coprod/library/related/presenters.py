"""What is related to something public: each thing with the reason in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coprod.core.values.phrases import Message
from coprod.learning.records.enums import StatementDomain
from coprod.library.index.enums import ACTIVITY, COLLECTION, KIND_LABELS
from coprod.library.index.presenters import ACTIVITY_PAGE, PAGES
from coprod.library.index.tasks import Callback
from coprod.library.related import queries
from coprod.library.related.enums import (
    HOLDS_THIS,
    IN_THIS_COLLECTION,
    ITS_SOURCE,
    MADE_FROM_IT,
    STATEMENT,
    describe_shared_facet,
)
from coprod.library.related.queries import BorrowedThing, Names
from coprod.library.related.rules import MOST_NAMES, Overlap
from coprod.web.language import translate

MOST = 3
STATEMENTS = {each.value: each.label for each in StatementDomain}


@dataclass(frozen=True)
class RelatedLink:
    """One thing, what it is, where it is read, and the best reason why it stands here."""

    label: Message
    title: str
    page: str
    address: dict[str, str]
    reason: Message


def list_related(kind: str, number: int, when_behind: Callback = bool) -> list[RelatedLink] | None:
    """Return what is related to a public thing; None while the index is being made.

    What was borrowed comes first: whoever reads of one wants to know of the other.
    """
    overlaps = queries.find_related(kind, number, when_behind)
    if overlaps is None:
        return None
    names = queries.look_up_names(kind, number, overlaps)
    borrowed = [build_borrowed_link(each) for each in names.borrowed]
    borrowed_keys = {(ACTIVITY, each.number) for each in names.borrowed}
    readable = [
        each for each in overlaps if (each.kind, each.number) in names.things.keys() - borrowed_keys
    ]
    links = [link for each in readable if (link := build_link(kind, each, names))]
    return [*borrowed, *links][:MOST]


def build_borrowed_link(borrowed: BorrowedThing) -> RelatedLink:
    page, name = ACTIVITY_PAGE
    return RelatedLink(
        label=KIND_LABELS[ACTIVITY],
        title=borrowed.title,
        page=page,
        address={name: borrowed.name},
        reason=ITS_SOURCE if borrowed.is_source else MADE_FROM_IT,
    )


def build_link(kind: str, overlap: Overlap, names: Names) -> RelatedLink | None:
    """Return nothing where what they share has no name any more."""
    reason = next(list_reasons(kind, overlap, names), None)
    if reason is None:
        return None
    place = names.things[overlap.kind, overlap.number]
    page, name = PAGES.get(overlap.kind, ACTIVITY_PAGE)
    return RelatedLink(
        label=KIND_LABELS[overlap.kind],
        title=place.title,
        page=page,
        address={name: place.name},
        reason=reason,
    )


def list_reasons(kind: str, overlap: Overlap, names: Names) -> Iterator[Message]:
    if overlap.holds_it:
        yield IN_THIS_COLLECTION if kind == COLLECTION else HOLDS_THIS
    labels = {facet: join_labels(facet, keys, names) for facet, keys in overlap.facets.items()}
    yield from (describe_shared_facet(facet, names) for facet, names in labels.items() if names)


def join_labels(facet: str, keys: Sequence[str], names: Names) -> str:
    labels = filter(None, (get_label(facet, key, names) for key in keys))
    return ", ".join(list(labels)[:MOST_NAMES])


def get_label(facet: str, key: str, names: Names) -> str:
    """Say what a key is called: our own words for the parts of life, else those of the lists."""
    if facet == STATEMENT and key in STATEMENTS:
        return translate(STATEMENTS[key])
    return names.labels.get((facet, key), "")
