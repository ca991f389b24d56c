"""A page of what is sorted by a number, such as the day: as quick in the middle as at the start.

The index counts its way to a place in a list, which takes longer the further it is. Where each page
begins is remembered while the index is the same: the number of its first hit, and how many of the
same number stand before it. The next time it is asked for all up to that number.
"""

from dataclasses import dataclass
from typing import Any

from tantivy import DocAddress, FieldType, Query, Searcher

from coprod.text_index.models import schema
from coprod.text_index.queries import narrow
from coprod.text_index.rules import Asked, Known

FARTHEST = 2**63 - 1
"""No number in the index is larger, or smaller than this below nothing."""
Hits = list[tuple[int, DocAddress]]


@dataclass(frozen=True)
class Beginning:
    """Where a page begins: ``number`` is that of its first hit, ``before`` how many share it."""

    number: int
    before: int
    total: int


class Ordered:
    """A list in the order of a field, the largest number first."""

    def __init__(self, searcher: Searcher, query: Query, field: str) -> None:
        self.searcher = searcher
        self.query = query
        self.field = field

    def page(self, asked: Asked, known: Known) -> tuple[list[DocAddress], int]:
        """Return the hits of a page, and how many there are in all. ``known`` is of this index."""
        name = (asked.of_the_same_list, self.field)
        begins: Beginning | None = known.get((*name, asked.first))
        if begins:
            hits, total = self.from_known(begins, asked)
        else:
            hits, total = self.search(self.query, asked.most, asked.first)
        if hits and not begins and asked.first:
            known[(*name, asked.first)] = self.beginning(hits[0][0], asked.first, total)
        if follows := after(hits, total):
            known[(*name, asked.first + len(hits))] = follows
        return [address for _number, address in hits], total

    def from_known(self, begins: Beginning, asked: Asked) -> tuple[Hits, int]:
        rest = narrow(self.query, [self.between(-FARTHEST, begins.number)])
        return self.search(rest, asked.most, begins.before)[0], begins.total

    def beginning(self, number: int, place: int, total: int) -> Beginning:
        before = narrow(self.query, [self.between(number + 1, FARTHEST)])
        return Beginning(number, place - self.search(before, 1, 0)[1], total)

    def between(self, least: int, most: int) -> Query:
        return Query.range_query(schema(), self.field, FieldType.Integer, least, most)

    def search(self, query: Query, most: int, first: int) -> tuple[Hits, int]:
        found: Any = self.searcher.search(query, most, offset=first, order_by_field=self.field)
        return found.hits, found.count


def after(hits: Hits, total: int) -> Beginning | None:
    """Return where the next page begins, if that can be told from this one."""
    numbers = [number for number, _address in hits]
    if not numbers or numbers[0] == numbers[-1]:
        return None
    return Beginning(numbers[-1], numbers.count(numbers[-1]), total)
