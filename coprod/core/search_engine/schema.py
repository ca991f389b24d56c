"""The fields of the index, and where it lies."""

from functools import cache

from tantivy import Index, Schema, SchemaBuilder

from coprod.core.search_engine.analysis import get_stemmer, get_word_analyzer

INDEX_VERSION = 8
"""Raise it when the fields, the analysis or what stands in them changes: then it is made anew."""
STATE_KEY = "state"
"""The key of the one document that says how far the index is a copy."""


@cache
def get_schema() -> Schema:
    """Return the fields. ``text`` holds every word; ``spelt`` the same unstemmed, to correct by.

    ``gist`` are the words that a document uses most, to find others like it; it is kept and not
    looked in. ``useful`` is a number to sort by: of two that are as useful, the newer comes first.
    """
    builder = SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name="stems")
    builder.add_text_field("text", tokenizer_name="stems")
    builder.add_text_field("spelt", tokenizer_name="spelt", index_option="basic")
    builder.add_json_field(
        "facets", stored=True, fast=True, tokenizer_name="raw", index_option="basic"
    )
    builder.add_bytes_field("gist", stored=True)
    builder.add_integer_field("day", fast=True)
    builder.add_integer_field("useful", fast=True)
    return builder.build()


def open_index(folder: str | None) -> Index:
    """Open the index in a folder, making it there if need be; without a folder, in memory."""
    index = Index(get_schema(), path=folder)
    index.register_tokenizer("stems", get_stemmer())
    index.register_tokenizer("spelt", get_word_analyzer())
    return index
