"""What a kind of thing must offer to be found."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from coprod.core.text_index.rules import Document
from coprod.learning.usefulness.rules import Beside

Follow = Callable[[Sequence[int]], Sequence[int]]
"""Leads from the keys of one kind of thing to those of another."""


@dataclass(frozen=True)
class Source:
    """One kind of thing that can be found. ``queries.SOURCES`` names them all.

    ``everything`` are the keys of all that is public, ``documents`` what those of them that are
    public now tell, and ``beside`` what is known of them from elsewhere. ``touched`` says for each
    kind of thing that a note in the history can be about which documents may tell something else
    since.
    """

    kind: str
    everything: Callable[[], Sequence[int]]
    documents: Callable[[Sequence[int]], Iterable[Document]]
    touched: Mapping[str, Follow]
    beside: Callable[[Sequence[int]], Mapping[int, Beside]]

    def to_index(self, keys: Sequence[int]) -> Iterator[Document]:
        """Yield the documents as they go into the index."""
        known = self.beside(keys)
        for told in self.documents(keys):
            more = known.get(told.number, Beside())
            yield replace(told, useful=more.useful, facets={**told.facets, **more.facets})


def milliseconds(when: datetime | None) -> int:
    """Return a time as an index keeps it."""
    return int(when.timestamp() * 1000) if when else 0


def moment(day: int) -> datetime:
    """Return the time that an index keeps so."""
    return datetime.fromtimestamp(day / 1000, UTC)
