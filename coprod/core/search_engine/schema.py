"""The fields of the index, and where it lies."""

from functools import cache

from tantivy import Index, Schema, SchemaBuilder

from coprod.core.search_engine.analysis import plain, stemmer

VERSION = 6
"""Raise it when the fields, the analysis or what stands in them changes: then it is made anew."""
STATE = "state"
"""The key of the one document that says how far the index is a copy."""


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
