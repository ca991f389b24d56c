"""Asking the index: words are ranked and not all required; nothing typed is a command."""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tantivy import DocAddress, FieldType, Index, Occur, Query, Searcher

from coprod.text_index.models import STATE, schema, spelt, stems, stop_stems
from coprod.text_index.rules import (
    MOST_WORDS,
    Asked,
    Found,
    Hit,
    Sort,
    Typed,
    even,
    in_pairs,
    key_of,
    same_meanings,
    taken_apart,
)
from coprod.text_index.words import STOP_WORDS

IN_TITLE = 0.5
IN_PAIRS = 0.7
PAIR_WITHIN = 5
SAME_MEANING = 0.6
LEARN_FROM = 10
LEARN_WORDS = 20
LEARNT = 0.1
TOO_COMMON = 0.25
ALIKE = 3
COUNTED_ONE_BY_ONE = 2_000
"""A title counts a little more, words side by side more, words learnt from the best hits less.

They were chosen on three judged collections at once; ``docs/search.md`` has what was tried.
"""
Place = tuple[int, int]
"""Where a document lies in an index that is as it is: the part, and the number in it."""
ORDERS = {Sort.NEWEST: "day", Sort.USEFUL: "useful"}
"""The field by which hits are sorted, when not by how well they match."""


@dataclass(frozen=True)
class Reading:
    """How what was typed is understood: a query for each word, and what else raises a hit.

    At ``least`` so many of the words are wanted. Another phrase for the same thing is one of them.
    """

    words: tuple[Query, ...]
    phrases: tuple[Query, ...]
    raises: tuple[Query, ...]
    stems: tuple[str, ...]
    marks: frozenset[str]
    least: int = 1

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.phrases


def state(index: Index) -> str:
    """Return what the last writer noted, or nothing for an index that was never filled."""
    searcher = index.searcher()
    hits = searcher.search(term("key", STATE), 1, count=False).hits
    return str(searcher.doc(hits[0][1]).get_first("gist")) if hits else ""


def find(index: Index, asked: Asked) -> Found:
    """Return one page of what was asked for, the best first.

    When fewer than a page have the words, the page is filled with some that are like those.
    """
    searcher = index.searcher()
    read = reading(searcher, asked)
    narrowed = filters(asked)
    if read.is_empty:
        return page(searcher, everything(narrowed), asked, read)
    learnt = learnt_from(searcher, read, narrowed) if asked.sort is Sort.BEST else []
    found = page(searcher, ranked(read, learnt, narrowed), asked, read)
    if found.total >= asked.most or not learnt or read.phrases or asked.first:
        return found
    return filled_up(searcher, read, learnt, asked, found)


def page(searcher: Searcher, query: Query, asked: Asked, read: Reading) -> Found:
    order = ORDERS.get(asked.sort) or ("day" if read.is_empty else None)
    found = searcher.search(query, asked.most, offset=asked.first, order_by_field=order)
    places = {place(address): hit(searcher, address) for _score, address in found.hits}
    total: int = found.count  # type: ignore[attr-defined]  # it has one, its types do not
    return Found(tuple(places.values()), total, read.marks, having(searcher, read, places))


def place(address: DocAddress) -> Place:
    return address.segment_ord, address.doc


def having(
    searcher: Searcher, read: Reading, places: Mapping[Place, Hit]
) -> dict[Hit, frozenset[str]]:
    """Return which of the stems that were asked for are in each hit: a question for each stem."""
    keys = [(Occur.Should, term("key", key_of(e.kind, e.number))) for e in places.values()]
    these = Query.const_score_query(Query.boolean_query(keys), 0.0)
    found: dict[Hit, set[str]] = {each: set() for each in places.values()}
    for stem in read.stems if places else ():
        both = Query.boolean_query([(Occur.Must, these), (Occur.Must, term("text", stem))])
        for _score, address in searcher.search(both, len(places), count=False).hits:
            found[places[place(address)]].add(stem)
    return {each: frozenset(stems) for each, stems in found.items()}


def hit(searcher: Searcher, address: DocAddress) -> Hit:
    kind, _, number = str(searcher.doc(address).get_first("key")).partition(":")
    return Hit(kind, int(number))


def filled_up(
    searcher: Searcher, read: Reading, learnt: list[Query], asked: Asked, found: Found
) -> Found:
    """Return the same page, and after it things that share enough words with what was found."""
    have = {(each.kind, each.number) for each in found.hits}
    like = Query.boolean_query([(Occur.Should, q) for q in learnt], min(ALIKE, len(learnt)))
    both = [(Occur.Should, query) for query in (*read.words, *read.raises, like)]
    wide = page(searcher, narrow(Query.boolean_query(both), filters(asked)), asked, read)
    others = [replace(hit, is_like=True) for hit in wide.hits if (hit.kind, hit.number) not in have]
    return replace(found, hits=(*found.hits, *others)[: asked.most])


def term(field: str, text: str) -> Query:
    return Query.term_query(schema(), field, text)


def phrase(words: Sequence[str], slop: int = 0) -> Query:
    if len(words) == 1:
        return term("text", words[0])
    return Query.phrase_query(schema(), "text", list(words), slop)


def filters(asked: Asked, but: str = "") -> list[Query]:
    """Return a condition for each facet: one of the values that were chosen in it."""
    chosen = [
        Query.boolean_query([(Occur.Should, term(f"facets.{facet}", value)) for value in values])
        for facet, values in asked.chosen.items()
        if values and facet != but
    ]
    return [*chosen, *([between(asked)] if asked.until else [])]


def between(asked: Asked) -> Query:
    days = (asked.since, asked.until)
    return Query.range_query(schema(), "day", FieldType.Integer, *days, include_lower=False)


def narrow(query: Query, narrowed: list[Query]) -> Query:
    """Return the query with conditions that do not change the order."""
    quiet = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in narrowed]
    quiet.append((Occur.MustNot, term("key", STATE)))
    return Query.boolean_query([(Occur.Must, query), *quiet])


def everything(narrowed: list[Query]) -> Query:
    return narrow(Query.all_query(), narrowed)


def ranked(read: Reading, learnt: list[Query], narrowed: list[Query]) -> Query:
    """Return the query for what has enough of the words, and every phrase in quotes."""
    must = [(Occur.Must, each) for each in read.phrases]
    if read.words:
        any_of = [(Occur.Should, word) for word in read.words]
        must.append((Occur.Must, Query.boolean_query(any_of, read.least)))
    may = [(Occur.Should, each) for each in (*read.raises, *learnt)]
    return narrow(Query.boolean_query([*must, *may]), narrowed)


def reading(searcher: Searcher, asked: Asked) -> Reading:
    typed = taken_apart(asked.text)
    words = telling(stems(typed.words))
    phrases = [each for each in map(stems, typed.phrases) if each][:MOST_WORDS]
    others = same_meanings(words, [[stems(even(p)) for p in group] for group in asked.meanings])
    whole = one_word(searcher, typed)
    raised = [Query.boost_query(phrase(each), SAME_MEANING) for each in others]
    raised += [Query.boost_query(term("text", each), pair_weight(words)) for each in whole]
    stemmed = tuple(dict.fromkeys([*words, *(stem for each in phrases for stem in each)]))
    return Reading(
        words=(*(for_word(stem) for stem in dict.fromkeys(words)), *raised),
        phrases=tuple(phrase(each) for each in phrases),
        raises=tuple(side_by_side(words)),
        stems=stemmed,
        marks=frozenset([*stemmed, *whole, *(stem for each in others for stem in each)]),
        least=len(set(words)) // 2 + 1 if asked.has_most else 1,
    )


def telling(words: list[str]) -> list[str]:
    """Return the words that say something; all of them, when none does."""
    return ([each for each in words if each not in stop_stems()] or words)[:MOST_WORDS]


def for_word(stem: str) -> Query:
    in_title = Query.boost_query(term("title", stem), IN_TITLE)
    return Query.boolean_query([(Occur.Should, term("text", stem)), (Occur.Should, in_title)])


def side_by_side(words: list[str]) -> list[Query]:
    """Return what raises hits with the words near each other: the more, the fewer they are."""
    weight = pair_weight(words)
    return [
        Query.boost_query(phrase(pair, slop), weight)
        for pair in in_pairs(words)
        for slop in (0, PAIR_WITHIN)
    ]


def pair_weight(words: list[str]) -> float:
    return IN_PAIRS / max(len(in_pairs(words)), 1)


def one_word(searcher: Searcher, typed: Typed) -> list[str]:
    """Return “healthcare” for “health care”, where documents write it so."""
    typed_words = spelt(typed.words)[:MOST_WORDS]
    pairs = [pair for pair in in_pairs(typed_words) if all(map(can_be_joined, pair))]
    found = [stem for pair in pairs for stem in stems("".join(pair))]
    return [stem for stem in dict.fromkeys(found) if is_there(searcher, "text", stem)]


def can_be_joined(word: str) -> bool:
    return len(word) > 2 and word not in STOP_WORDS


def is_there(searcher: Searcher, field: str, text: str) -> bool:
    """Tell whether a document that is still in the index has this word."""
    if not searcher.doc_freq(field, text):
        return False
    return bool(searcher.search(term(field, text), 1, count=False).hits)


def learnt_from(searcher: Searcher, read: Reading, narrowed: list[Query]) -> list[Query]:
    """Return the words that the best hits share and few others have, by their weight.

    So a question finds what tells of the same in other words. All of them together weigh in
    proportion to what was asked.
    """
    best = searcher.search(ranked(read, [], narrowed), LEARN_FROM, count=False).hits
    weights: Counter[str] = Counter()
    whole = sum(score for score, _address in best) or 1.0
    for score, address in best:
        for stem, share in gist(searcher, address).items():
            weights[stem] += share * score / whole
    told = heaviest(searcher, weights, LEARN_WORDS)
    most = max((weight for _stem, weight in told), default=1.0)
    each = LEARNT * len(read.stems) / most
    return [Query.boost_query(term("text", stem), each * weight) for stem, weight in told]


def gist(searcher: Searcher, address: DocAddress) -> dict[str, float]:
    """Return the words that a document uses most, and how large a part of it each is."""
    size, counts = json.loads(str(searcher.doc(address).get_first("gist")))
    return {stem: number / size for stem, number, _word in counts}


def heaviest(searcher: Searcher, weights: Counter[str], most: int) -> list[tuple[str, float]]:
    """Return the words that tell most: used often here, and in few documents in all."""
    everyone = searcher.num_docs
    told: dict[str, float] = {}
    for stem, weight in weights.items():
        number = documents_with(searcher, stem)
        if 2 <= number <= max(everyone * TOO_COMMON, 2):
            told[stem] = weight * math.log(1 + (everyone - number + 0.5) / (number + 0.5))
    return sorted(told.items(), key=lambda each: (-each[1], each[0]))[:most]


def documents_with(searcher: Searcher, stem: str) -> int:
    """Return in how many documents a word is; in a large index, about how many.

    The index’s own figure counts what was taken out too, until its parts are put together anew. A
    few changes to one of a dozen documents would make each of its words look common.
    """
    if searcher.num_docs > COUNTED_ONE_BY_ONE:
        return searcher.doc_freq("text", stem)
    return int(searcher.search(term("text", stem), 1).count)  # type: ignore[attr-defined]  # it has one, its types do not
