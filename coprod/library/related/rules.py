"""What two things share, and what may stand beside what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.core.search_engine.models import build_key
from coprod.library.index.enums import COLLECTION, RECORD

MOST_NAMES = 2
"""So many of the names that two things share are said: a reason is read at a glance."""
Facets = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class IndexedThing:
    """One thing as the index knows it. ``words`` are its stems, each as it is spelt most."""

    kind: str
    number: int
    facets: Facets
    words: Mapping[str, str]

    @property
    def key(self) -> str:
        return build_key(self.kind, self.number)

    @property
    def is_unnamed(self) -> bool:
        """A learning record whose team chose not to be known."""
        return bool(self.facets.get("unnamed"))


@dataclass(frozen=True)
class Overlap:
    """What one thing shares with another: keys by facet."""

    kind: str
    number: int
    facets: Facets
    holds_it: bool = False


ALLOWED_WITH_UNNAMED = (RECORD, COLLECTION)
"""The kinds that may stand beside the record of a team that stays unnamed.

Its entry and its decision are those that are most like it: to show them side by side would name the
team. So no entry and no decision is shown there, and it is shown beside none.
"""


def may_be_related(kind: str, other: str, *, is_unnamed: bool) -> bool:
    return not (kind == RECORD and is_unnamed) or other in ALLOWED_WITH_UNNAMED


def find_overlap(own: IndexedThing, other: IndexedThing, facets: Sequence[str]) -> Overlap | None:
    """Return what two things share, or None when that is nothing that a person would name."""
    shared_keys = {
        facet: [key for key in own.facets.get(facet, ()) if key in other.facets.get(facet, ())]
        for facet in facets
    }
    shared_facets = {facet: keys for facet, keys in shared_keys.items() if keys}
    holds_it = own.key in other.facets.get("holds", ()) or other.key in own.facets.get("holds", ())
    if not (shared_facets or holds_it):
        return None
    return Overlap(other.kind, other.number, shared_facets, holds_it)
