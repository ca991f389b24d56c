"""How text becomes stems: written in one way first, then cut. Documents and questions alike."""

import re
import unicodedata
from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from coprod.core.search_engine.vocabulary import PREFIXES, STOP_WORDS

MAX_INDEXED_CHARS = 200_000
"""No text is longer than a book."""

HYPHENS = re.compile("[\u2010\u2011\u00ad]")
APOSTROPHES = re.compile("['\u2018\u2019\u02bc](?:s\\b)?")
HYPHEN = re.compile(r"-(?=[^\W\d_]{2})")
PREFIX = re.compile(rf"(?:^|[^\w-])(?:{'|'.join(PREFIXES)})$", re.IGNORECASE)
LONGEST_PREFIX = max(map(len, PREFIXES)) + 1
CO_APART = re.compile(r"\b(co)\s(?=[^\W\d_]{5})", re.IGNORECASE)
HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")

LONGEST_WORD = 60
WORD = r"[\p{L}\p{M}\p{N}]+"


def normalize(text: str) -> str:
    """Return the text with one way to write what has several: co production, e-mail, don’t.

    Each pattern begins with the rare character that it looks for, or is tried only where that
    is: texts are long, and there are many.
    """
    same = text if text.isascii() else HYPHENS.sub("-", unicodedata.normalize("NFKC", text))
    joined = HYPHEN.sub(drop_prefix_hyphen, APOSTROPHES.sub("", same))
    return CO_APART.sub(r"\1", joined) if "co " in joined.lower() else joined


def drop_prefix_hyphen(match: re.Match[str]) -> str:
    before = match.string[max(match.start() - LONGEST_PREFIX, 0) : match.start()]
    return "" if PREFIX.search(before) else "-"


def append_joined_words(text: str) -> str:
    """Return even text, and after it each word with a hyphen once more as one word."""
    normalized = normalize(text[:MAX_INDEXED_CHARS])
    joined = list_joined_words(normalized)
    return f"{normalized}\n{' '.join(sorted(joined))}" if joined else normalized


def list_joined_words(normalized: str) -> set[str]:
    with_hyphen = " ".join({word for word in normalized.split() if "-" in word})
    return {word.replace("-", "") for word in HYPHENATED.findall(with_hyphen)}


def build_tokenizer() -> TextAnalyzerBuilder:
    """Cut at what is neither letter, mark nor digit (Bengali vowels are marks), and fold."""
    cut = TextAnalyzerBuilder(Tokenizer.regex(WORD)).filter(Filter.lowercase())
    return cut.filter(Filter.ascii_fold()).filter(Filter.remove_long(LONGEST_WORD))


@cache
def get_stemmer() -> TextAnalyzer:
    return build_tokenizer().filter(Filter.stemmer("english")).build()


@cache
def get_word_analyzer() -> TextAnalyzer:
    return build_tokenizer().build()


def list_stems(text: str) -> list[str]:
    return get_stemmer().analyze(text)


def list_words(text: str) -> list[str]:
    """Return the words as they are spelt, folded."""
    return get_word_analyzer().analyze(text)


@cache
def get_stop_stems() -> frozenset[str]:
    return frozenset(stem for word in STOP_WORDS for stem in list_stems(word))


@lru_cache(maxsize=100_000)
def get_content_stem(word: str) -> str:
    """Return the stem of one word as ``spelt`` gives it; nothing for a word that tells nothing."""
    stem = next(iter(list_stems(word)), "")
    return stem if len(stem) > 1 and stem not in get_stop_stems() else ""
