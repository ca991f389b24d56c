"""Putting words right: only to words of documents that are in the index now."""

from collections.abc import Iterable
from functools import partial

from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Index, Searcher

from coprod.core.search_engine.analysis import even, spelt
from coprod.core.search_engine.cache import Known, once
from coprod.core.search_engine.lookups import is_there
from coprod.core.search_engine.parsing import MOST_WORDS, taken_apart
from coprod.core.search_engine.vocabulary import STOP_WORDS

SHORTEST = 4
FIRST_LETTERS = 1
FEW = 8
MOST_KNOWN = 20_000
CLEARLY_MORE = 20
KNOWN_WELL = 100
"""A word that so many documents have is no slip, however many more have one that is like it."""
BETTER = "a better word"


def put_right(index: Index, text: str, known: Known) -> str:
    """Return what was probably meant, or nothing when every word is known.

    ``known`` remembers what became of a word in this index: to look for one like it takes longer
    than all the rest of a search.
    """
    searcher = index.searcher()
    typed = spelt(even(text))[:MOST_WORDS]
    found = {w: once(known, (BETTER, w), partial(better, searcher, w)) for w in typed}
    changed = {word: other for word, other in found.items() if other}
    return " ".join(changed.get(word, word) for word in typed) if changed else ""


def better(searcher: Searcher, word: str) -> str:
    """Return the word that was meant, nothing for a word that is known or beyond guessing."""
    if len(word) < SHORTEST or word in STOP_WORDS or not word.isalpha():
        return ""
    own = searcher.doc_freq("spelt", word) if is_there(searcher, "spelt", word) else 0
    if own >= KNOWN_WELL or own * CLEARLY_MORE >= searcher.num_docs:
        return ""
    for other, number in near(searcher, word):
        if other != word and (not own or number > CLEARLY_MORE * own):
            return other if is_there(searcher, "spelt", other) else ""
    return ""


def near(searcher: Searcher, word: str) -> list[tuple[str, int]]:
    """Return known words a slip or two away, the fewest slips first, then the most used."""
    slips = 1 if len(word) < 6 else 2
    known = dict(searcher.terms_with_prefix("spelt", word[:FIRST_LETTERS], limit=MOST_KNOWN))
    found = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=50)
    best = sorted(found, key=lambda each: (each[1], -known[each[0]], each[0]))
    return [(other, known[other]) for other, _slips, _place in best[:FEW]]


def nearest(index: Index, text: str) -> list[str]:
    """Return words that begin alike: where to go on when nothing was found."""
    searcher = index.searcher()
    typed = taken_apart(text)
    words = [w for w in spelt(f"{typed.words} {' '.join(typed.phrases)}") if len(w) >= SHORTEST]
    told = [other for word in words[:MOST_WORDS] for other in beginning(searcher, word)]
    return list(dict.fromkeys(told))[:FEW]


def beginning(searcher: Searcher, word: str) -> Iterable[str]:
    """Return the most used words that begin with a part of this one, the longest part first."""
    for size in range(len(word), SHORTEST - 1, -1):
        found = searcher.terms_with_prefix("spelt", word[:size], limit=200)
        usual = sorted(found, key=lambda each: (-each[1], each[0]))[:FEW]
        if there := [other for other, _number in usual if is_there(searcher, "spelt", other)]:
            return there[:3]
    return []
