"""What stands beside something public: each thing with the reason in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coprod.core.values.phrases import Message
from coprod.learning.records.enums import StatementDomain
from coprod.library.index.enums import COLLECTION, KIND_LABELS
from coprod.library.index.presenters import ADDRESSES, ENTRY_ADDRESS
from coprod.library.index.tasks import Call
from coprod.library.related import queries, rules
from coprod.library.related.enums import (
    HOLDS_THIS,
    IN_THIS_COLLECTION,
    STATEMENT,
    both_speak_of,
    same,
)
from coprod.library.related.queries import Names
from coprod.library.related.rules import MOST_REASONS, Shared
from coprod.web.language import translate

MOST = 5
STATEMENTS = {each.value: each.label for each in StatementDomain}


@dataclass(frozen=True)
class Related:
    """One thing, what it is, where it is read, and why it stands here."""

    label: Message
    title: str
    page: str
    address: dict[str, str]
    reasons: Sequence[Message]


def related(kind: str, number: int, when_behind: Call = bool) -> list[Related] | None:
    """Return what is related to a public thing; None while the index is being made."""
    found = queries.alike(kind, number, when_behind)
    if not found:
        return None if found is None else []
    known = queries.names(kind, number, found)
    shown = [each for each in found if (each.kind, each.number) in known.places]
    return [told(kind, each, known) for each in shown[:MOST]]


def told(kind: str, shared: Shared, known: Names) -> Related:
    place = known.places[shared.kind, shared.number]
    page, name = ADDRESSES.get(shared.kind, ENTRY_ADDRESS)
    return Related(
        label=KIND_LABELS[shared.kind],
        title=place.title,
        page=page,
        address={name: place.name},
        reasons=list(reasons(kind, shared, known))[:MOST_REASONS],
    )


def reasons(kind: str, shared: Shared, known: Names) -> Iterator[Message]:
    if shared.holds_it:
        yield IN_THIS_COLLECTION if kind == COLLECTION else HOLDS_THIS
    said = {facet: names_of(facet, keys, known) for facet, keys in shared.facets.items()}
    yield from (same(facet, names) for facet, names in said.items() if names)
    words = rules.unsaid(shared.words, said.values())
    if words:
        yield both_speak_of(", ".join(words))


def names_of(facet: str, keys: Sequence[str], known: Names) -> str:
    return ", ".join(filter(None, (label(facet, key, known) for key in keys)))


def label(facet: str, key: str, known: Names) -> str:
    """Say what a key is called: our own words for the parts of life, else those of the lists."""
    if facet == STATEMENT and key in STATEMENTS:
        return translate(STATEMENTS[key])
    return known.labels.get((facet, key), "")
