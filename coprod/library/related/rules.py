"""What two things share, and what may stand beside what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coprod.core.search_engine.models import build_key
from coprod.core.values.text import fold
from coprod.library.index.enums import COLLECTION, RECORD

FEWEST_WORDS = 3
MOST_WORDS = 4
MOST_REASONS = 3
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
    """What one thing shares with another: keys by facet, and telling words."""

    kind: str
    number: int
    facets: Facets
    words: tuple[str, ...] = ()
    holds_it: bool = False


ALLOWED_WITH_UNNAMED = (RECORD, COLLECTION)
"""The kinds that may stand beside the record of a team that stays unnamed.

Its entry and its decision are those that are most like it: to show them side by side would name the
team. So no entry and no decision is shown there, and it is shown beside none.
"""


def may_be_related(kind: str, other: str, *, is_unnamed: bool) -> bool:
    return not (kind == RECORD and is_unnamed) or other in ALLOWED_WITH_UNNAMED


def find_overlap(own: IndexedThing, other: IndexedThing, facets: Sequence[str]) -> Overlap | None:
    """Return what two things share, or None when that is too little to be worth saying."""
    shared_keys = {
        facet: [key for key in own.facets.get(facet, ()) if key in other.facets.get(facet, ())]
        for facet in facets
    }
    shared_facets = {facet: keys for facet, keys in shared_keys.items() if keys}
    words = tuple(word for stem, word in own.words.items() if stem in other.words)
    holds_it = own.key in other.facets.get("holds", ()) or other.key in own.facets.get("holds", ())
    if not (shared_facets or holds_it or len(words) >= FEWEST_WORDS):
        return None
    shown_words = words[:MOST_WORDS] if len(words) >= FEWEST_WORDS else ()
    return Overlap(other.kind, other.number, shared_facets, shown_words, holds_it)


def drop_repeated(words: Sequence[str], labels: Iterable[str]) -> tuple[str, ...]:
    """Return the words that no other reason has said already; one alone says little."""
    labels_text = fold(" ".join(labels))
    rest = tuple(word for word in words if word not in labels_text)
    return rest if len(rest) > 1 else ()
