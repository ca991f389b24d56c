"""Putting words right: only to words of documents that are in the index now."""

from collections.abc import Iterable, Set
from functools import partial

from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Index, Searcher

from coprod.core.search_engine.analysis import list_words, normalize
from coprod.core.search_engine.cache import IndexCache, get_or_compute
from coprod.core.search_engine.lookups import has_word
from coprod.core.search_engine.parsing import MAX_WORDS, parse_text
from coprod.core.search_engine.vocabulary import STOP_WORDS

LEAST_LETTERS = 4
FIRST_LETTERS = 1
MAX_SUGGESTIONS = 8
MAX_TERMS = 20_000
CLEARLY_MORE = 20
KNOWN_WELL = 100
"""A word that so many documents have is no slip, however many more have one that is like it."""
CACHE_NAME = "a better word"
ENDINGS = frozenset(("s", "es", "d", "ed", "n", "en", "r", "er", "ing", "ly"))


def correct_spelling(
    index: Index, text: str, cache: IndexCache, names: Set[str] = frozenset()
) -> str:
    """Return what was probably meant, or nothing when every word is known.

    ``names``: words that are never put right, whether a document has them or not.

    ``known`` remembers what became of a word in this index: to look for one like it takes longer
    than all the rest of a search.
    """
    searcher = index.searcher()
    typed = list_words(normalize(text))[:MAX_WORDS]
    corrections = {
        w: get_or_compute(cache, (CACHE_NAME, w), partial(find_correction, searcher, w))
        for w in typed
        if w not in names
    }
    changed = {word: other for word, other in corrections.items() if other}
    return " ".join(changed.get(word, word) for word in typed) if changed else ""


def find_correction(searcher: Searcher, word: str) -> str:
    """Return the word that was meant, nothing for a word that is known or beyond guessing."""
    if len(word) < LEAST_LETTERS or word in STOP_WORDS or not word.isalpha():
        return ""
    own = searcher.doc_freq("spelt", word) if has_word(searcher, "spelt", word) else 0
    if own >= KNOWN_WELL or own * CLEARLY_MORE >= searcher.num_docs:
        return ""
    for other, number in list_similar_words(searcher, word):
        if is_same_word(word, other):
            continue
        if not own or number > CLEARLY_MORE * own:
            return other if has_word(searcher, "spelt", other) else ""
    return ""


def is_same_word(word: str, other: str) -> bool:
    """Tell whether one is the other with an ending: “take” is no slip of “taken”."""
    short, long = sorted((word, other), key=len)
    return long.startswith(short) and (long == short or long[len(short) :] in ENDINGS)


def list_similar_words(searcher: Searcher, word: str) -> list[tuple[str, int]]:
    """Return known words a slip or two away, the fewest slips first, then the most used."""
    slips = 1 if len(word) < 6 else 2
    frequencies = dict(searcher.terms_with_prefix("spelt", word[:FIRST_LETTERS], limit=MAX_TERMS))
    candidates = process.extract(
        word, frequencies.keys(), scorer=OSA.distance, score_cutoff=slips, limit=50
    )
    best = sorted(candidates, key=lambda each: (each[1], -frequencies[each[0]], each[0]))
    return [(other, frequencies[other]) for other, _slips, _place in best[:MAX_SUGGESTIONS]]


def suggest_words(index: Index, text: str) -> list[str]:
    """Return words that begin alike: where to go on when nothing was found."""
    searcher = index.searcher()
    parsed_text = parse_text(text)
    words = [
        w
        for w in list_words(f"{parsed_text.words} {' '.join(parsed_text.phrases)}")
        if len(w) >= LEAST_LETTERS
    ]
    suggestions = [
        other for word in words[:MAX_WORDS] for other in list_completions(searcher, word)
    ]
    return list(dict.fromkeys(suggestions))[:MAX_SUGGESTIONS]


def list_completions(searcher: Searcher, word: str) -> Iterable[str]:
    """Return the most used words that begin with a part of this one, the longest part first."""
    for size in range(len(word), LEAST_LETTERS - 1, -1):
        frequencies = searcher.terms_with_prefix("spelt", word[:size], limit=200)
        usual = sorted(frequencies, key=lambda each: (-each[1], each[0]))[:MAX_SUGGESTIONS]
        if there := [other for other, _number in usual if has_word(searcher, "spelt", other)]:
            return there[:3]
    return []
