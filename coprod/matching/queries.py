"""Finding what matches words best: they are ranked and not all required; nothing is a command."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from tantivy import DocAddress, Index, Occur, Query, Searcher
from tantivy import Document as Kept

from coprod.questions.queries import Reading, reading
from coprod.text_index.queries import (
    Few,
    Place,
    any_of,
    everything,
    filters,
    gist,
    heaviest,
    hit,
    narrow,
    place,
    term,
)
from coprod.text_index.rules import Asked, Found, Hit, Sort

LEARN_FROM = 10
LEARN_WORDS = 20
LEARN_FROM_EACH = 30
LEARNT = 0.1
ALIKE = 3
"""Words learnt from the best hits count little; ``docs/search.md`` has what was tried."""
LOOKED_AT = 20
HEAD = 40
"""So many of the best are looked at for words side by side: to learn from them, and in the end."""
ORDERS = {Sort.NEWEST: "day", Sort.USEFUL: "useful"}
"""The field by which hits are sorted, when not by how well they match."""


class Scored(NamedTuple):
    """A document that was found, and how well it fits."""

    score: float
    place: Place
    hit: Hit
    kept: Kept


def find(index: Index, asked: Asked) -> Found:
    """Return one page of what was asked for, the best first.

    When fewer than a page have the words, the page is filled with some that are like those.
    """
    searcher = index.searcher()
    read = reading(searcher, asked)
    narrowed = filters(asked)
    if read.is_empty or asked.sort is not Sort.BEST:
        query = everything(narrowed) if read.is_empty else ranked(read, (), narrowed)
        return sorted_page(searcher, query, read, asked)
    if read.has_words_alone:
        return Best(searcher, read, narrowed).page(asked)
    best = documents(searcher, ranked(read, (), narrowed), LEARN_FROM)
    query = ranked(read, learnt_from(searcher, read, best), narrowed)
    found = searcher.search(query, asked.most, offset=asked.first)
    total: int = found.count  # type: ignore[attr-defined]  # it has one, its types do not
    return page(searcher, read, [address for _score, address in found.hits], total)


def sorted_page(searcher: Searcher, query: Query, read: Reading, asked: Asked) -> Found:
    """Return a page that is in the order of a number, the largest first."""
    order = ORDERS.get(asked.sort, "day")
    found: Any = searcher.search(query, asked.most, offset=asked.first, order_by_field=order)
    return page(searcher, read, [address for _number, address in found.hits], found.count)


def page(searcher: Searcher, read: Reading, found: Sequence[DocAddress], total: int) -> Found:
    here = opened(searcher, [(0.0, address) for address in found])
    has = few(searcher, here).having(read.stems) if read.stems else {}
    return Found(tuple(each.hit for each in here), total, read.marks, has)


class Best:
    """The best of what has any of the words, for a page of it.

    The first ``HEAD`` are found without a look at all that fits. Who reads on after them waits
    longer: for all that fits but those.
    """

    def __init__(self, searcher: Searcher, read: Reading, narrowed: Sequence[Query]) -> None:
        self.searcher = searcher
        self.read = read
        self.narrowed = narrowed

    def page(self, asked: Asked) -> Found:
        here = self.head[asked.first : asked.first + asked.most]
        missing = min(asked.most, self.total - asked.first) - len(here)
        rest = self.rest(max(0, asked.first - len(self.head)), missing) if missing > 0 else []
        has = {**self.has, **few(self.searcher, rest).having(self.read.stems)}
        likes = self.likes(asked.most) if self.total < asked.most and not asked.first else []
        hits = (*(each.hit for each in (*here, *rest)), *likes)[: asked.most]
        return Found(hits, self.total, self.read.marks, has)

    @cached_property
    def found(self) -> tuple[list[Scored], int]:
        """Return the best by the words alone, and how many have any of them."""
        found = self.searcher.search(self.narrowly(self.read.words()), LOOKED_AT)
        total: int = found.count  # type: ignore[attr-defined]  # it has one, its types do not
        return opened(self.searcher, found.hits), total

    @property
    def total(self) -> int:
        return self.found[1]

    @cached_property
    def learnt(self) -> list[Query]:
        best = self.near_first(self.found[0], few(self.searcher, self.found[0]))[:LEARN_FROM]
        return learnt_from(self.searcher, self.read, best)

    @cached_property
    def best(self) -> list[Scored]:
        """Return the best by what was learnt too, which finds some that have none of the words."""
        wanted = self.narrowly([*self.read.words(), *self.learnt])
        return documents(self.searcher, wanted, HEAD)

    @cached_property
    def few_best(self) -> Few:
        return few(self.searcher, self.best)

    @cached_property
    def has(self) -> dict[Hit, frozenset[str]]:
        return self.few_best.having(self.read.stems)

    @cached_property
    def head(self) -> list[Scored]:
        """Return the best that have any of the words."""
        same = {there for each in self.read.same for there in self.few_best.scores(each)}
        told = [each for each in self.best if self.has[each.hit] or each.place in same]
        return self.near_first(told, self.few_best)

    def near_first(self, best: Sequence[Scored], among: Few) -> list[Scored]:
        """Return documents in order, those with the words near each other raised."""
        more = Counter[Place]()
        for raises in self.read.raises:
            more.update(among.scores(raises))
        told = (each._replace(score=each.score + more[each.place]) for each in best)
        return sorted(told, key=lambda each: -each.score)

    def rest(self, first: int, most: int) -> list[Scored]:
        query = ranked(self.read, self.learnt, self.narrowed)
        return documents(self.searcher, but(query, few(self.searcher, self.head)), most, first)

    def likes(self, most: int) -> list[Hit]:
        """Return what has none of the words, and enough of those that were learnt."""
        if not self.learnt:
            return []
        like = narrow(any_of(self.learnt, min(ALIKE, len(self.learnt))), self.narrowed)
        none = Query.boolean_query(
            [(Occur.Must, like), *((Occur.MustNot, query) for query in self.read.words())]
        )
        found = documents(self.searcher, none, most)
        return [replace(each.hit, is_like=True) for each in found]

    def narrowly(self, words: Sequence[Query]) -> Query:
        return narrow(any_of(words), self.narrowed)


def documents(searcher: Searcher, query: Query, most: int, first: int = 0) -> list[Scored]:
    return opened(searcher, searcher.search(query, most, count=False, offset=first).hits)


def opened(searcher: Searcher, hits: Sequence[tuple[float, DocAddress]]) -> list[Scored]:
    told = ((score, place(address), searcher.doc(address)) for score, address in hits)
    return [Scored(score, there, hit(kept), kept) for score, there, kept in told]


def few(searcher: Searcher, documents: Sequence[Scored]) -> Few:
    return Few(searcher, {each.place: each.hit for each in documents})


def but(query: Query, some: Few) -> Query:
    without = [(Occur.MustNot, some.query)] if some.places else []
    return Query.boolean_query([(Occur.Must, query), *without])


def ranked(read: Reading, learnt: Sequence[Query], narrowed: Sequence[Query]) -> Query:
    """Return the query for what has enough of the words, and every phrase in quotes."""
    must = [(Occur.Must, each) for each in read.phrases]
    if read.own:
        must.append((Occur.Must, read.enough_words()))
    may = [(Occur.Should, each) for each in (*read.raises, *learnt)]
    return narrow(Query.boolean_query([*must, *may]), narrowed)


def learnt_from(searcher: Searcher, read: Reading, best: Sequence[Scored]) -> list[Query]:
    """Return the words that the best hits share and few others have, by their weight.

    So a question finds what tells of the same in other words. All of them together weigh in
    proportion to what was asked.
    """
    weights: dict[str, float] = {}
    whole = sum(each.score for each in best) or 1.0
    for each in best:
        for stem, share in gist(each.kept)[:LEARN_FROM_EACH]:
            weights[stem] = weights.get(stem, 0.0) + share * each.score / whole
    told = heaviest(searcher, weights, LEARN_WORDS)
    most = max((weight for _stem, weight in told), default=1.0)
    unit = LEARNT * len(read.stems) / most
    return [Query.boost_query(term("text", stem), unit * weight) for stem, weight in told]
