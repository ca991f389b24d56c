"""The shape of the index: its fields, and the analyser that cuts text into stems."""

from functools import cache, lru_cache

from tantivy import (
    Filter,
    Index,
    Schema,
    SchemaBuilder,
    TextAnalyzer,
    TextAnalyzerBuilder,
    Tokenizer,
)

from coprod.core.text_index.enums import STOP_WORDS

VERSION = 6
"""Raise it when the fields, the analysis or what stands in them changes: then it is made anew."""

STATE = "state"
"""The key of the one document that says how far the index is a copy."""

LONGEST_WORD = 60
WORD = r"[\p{L}\p{M}\p{N}]+"


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


@cache
def schema() -> Schema:
    """Return the fields. ``text`` holds every word; ``spelt`` the same unstemmed, to correct by.

    ``gist`` are the words that a document uses most, to find others like it; it is kept and not
    looked in. ``useful`` is a number to sort by: of two that are as useful, the newer comes first.
    """
    made = SchemaBuilder()
    made.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field("title", tokenizer_name="stems")
    made.add_text_field("text", tokenizer_name="stems")
    made.add_text_field("spelt", tokenizer_name="spelt", index_option="basic")
    made.add_json_field(
        "facets", stored=True, fast=True, tokenizer_name="raw", index_option="basic"
    )
    made.add_bytes_field("gist", stored=True)
    made.add_integer_field("day", fast=True)
    made.add_integer_field("useful", fast=True)
    return made.build()


def opened(folder: str | None) -> Index:
    """Open the index in a folder, making it there if need be; without a folder, in memory."""
    index = Index(schema(), path=folder)
    index.register_tokenizer("stems", stemmer())
    index.register_tokenizer("spelt", plain())
    return index
