"""What is put into the index, what is asked of it, and what it answers: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Document:
    """One thing that readers may find. ``labels`` are its names from lists; all of it is public.

    ``facets`` are keys to narrow by, ``day`` is a number that grows with the date it came out.
    ``name`` is what it goes by in addresses; it is not looked through. ``useful`` is a number that
    grows with the use that others made of it.
    """

    kind: str
    number: int
    title: str
    summary: str = ""
    text: str = ""
    labels: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day: int = 0
    name: str = ""
    useful: int = 0

    @property
    def key(self) -> str:
        return build_key(self.kind, self.number)


def build_key(kind: str, number: int) -> str:
    return f"{kind}:{number}"


KIND = "kind"
"""The facet that every document has."""


class SortOrder(StrEnum):
    BEST = "best"
    NEWEST = "newest"
    USEFUL = "useful"


@dataclass(frozen=True)
class SearchRequest:
    """What a reader wants. ``meanings`` are groups of phrases that mean the same.

    ``since`` and ``until`` are days as documents have them: later than the one, up to the other.
    ``has_most`` wants more than half of the words, where else one is enough. ``keys``, where they
    are given, are of the only documents that count: for what no index knows, such as the day.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    meanings: tuple[tuple[str, ...], ...] = ()
    sort: SortOrder = SortOrder.BEST
    first: int = 0
    most: int = 20
    since: int = 0
    until: int = 0
    has_most: bool = False
    keys: frozenset[str] | None = None

    @property
    def scope(self) -> tuple[str, ...]:
        """The kinds of things that are looked for: all where none is named."""
        return tuple(self.chosen.get(KIND, ()))

    @property
    def is_whole_list(self) -> bool:
        """Nothing is asked for but all things of some kinds: the answer is the same for all."""
        return not self.text and self.keys is None and not self.chosen.keys() - {KIND}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. ``is_like`` when it has none of the words, and is like those that have."""

    kind: str
    number: int
    is_similar: bool = False


@dataclass(frozen=True)
class SearchResults:
    """One page of hits. ``total`` counts those that have the words, not those that are like them.

    ``marks`` are the stems to mark in a text, those of other words for the same thing too. ``has``
    tells of each hit which of the stems that were asked for are in it, in its lists too.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    highlighted_stems: frozenset[str] = frozenset()
    stems_of: Mapping[Hit, frozenset[str]] = field(default_factory=dict)
