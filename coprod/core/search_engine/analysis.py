"""How text becomes stems: written in one way first, then cut. Documents and questions alike."""

import re
import unicodedata
from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from coprod.core.search_engine.vocabulary import BEGINNINGS, STOP_WORDS

LONGEST_INDEXED = 200_000
"""No text is longer than a book."""

HYPHENS = re.compile("[\u2010\u2011\u00ad]")
APOSTROPHES = re.compile("['\u2018\u2019\u02bc](?:s\\b)?")
HYPHEN = re.compile(r"-(?=[^\W\d_]{2})")
BEGINNING = re.compile(rf"(?:^|[^\w-])(?:{'|'.join(BEGINNINGS)})$", re.IGNORECASE)
LONGEST_BEGINNING = max(map(len, BEGINNINGS)) + 1
CO_ALONE = re.compile(r"\b(co)\s(?=[^\W\d_]{5})", re.IGNORECASE)
HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")

LONGEST_WORD = 60
WORD = r"[\p{L}\p{M}\p{N}]+"


def even(text: str) -> str:
    """Return the text with one way to write what has several: co production, e-mail, don’t.

    Each pattern begins with the rare character that it looks for, or is tried only where that
    is: texts are long, and there are many.
    """
    same = text if text.isascii() else HYPHENS.sub("-", unicodedata.normalize("NFKC", text))
    joined = HYPHEN.sub(without_hyphen, APOSTROPHES.sub("", same))
    return CO_ALONE.sub(r"\1", joined) if "co " in joined.lower() else joined


def without_hyphen(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - LONGEST_BEGINNING, 0) : found.start()]
    return "" if BEGINNING.search(before) else "-"


def with_joined(text: str) -> str:
    """Return even text, and after it each word with a hyphen once more as one word."""
    made = even(text[:LONGEST_INDEXED])
    joined = joined_words(made)
    return f"{made}\n{' '.join(sorted(joined))}" if joined else made


def joined_words(made: str) -> set[str]:
    with_hyphen = " ".join({word for word in made.split() if "-" in word})
    return {found.replace("-", "") for found in HYPHENED.findall(with_hyphen)}


def cutter() -> TextAnalyzerBuilder:
    """Cut at what is neither letter, mark nor digit (Bengali vowels are marks), and fold."""
    cut = TextAnalyzerBuilder(Tokenizer.regex(WORD)).filter(Filter.lowercase())
    return cut.filter(Filter.ascii_fold()).filter(Filter.remove_long(LONGEST_WORD))


@cache
def stemmer() -> TextAnalyzer:
    return cutter().filter(Filter.stemmer("english")).build()


@cache
def plain() -> TextAnalyzer:
    return cutter().build()


def stems(text: str) -> list[str]:
    return stemmer().analyze(text)


def spelt(text: str) -> list[str]:
    """Return the words as they are spelt, folded."""
    return plain().analyze(text)


@cache
def stop_stems() -> frozenset[str]:
    return frozenset(stem for word in STOP_WORDS for stem in stems(word))


@lru_cache(maxsize=100_000)
def telling_stem(word: str) -> str:
    """Return the stem of one word as ``spelt`` gives it; nothing for a word that tells nothing."""
    stem = next(iter(stems(word)), "")
    return stem if len(stem) > 1 and stem not in stop_stems() else ""
