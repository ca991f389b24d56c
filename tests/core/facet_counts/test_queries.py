"""Counts beside a facet are of what the search finds, and of nothing else."""

from coprod.core.facet_counts.queries import counts
from coprod.core.text_index.rules import Asked, Document
from tests.core.text_index.test_queries import DOCUMENTS, index


def test_facets_are_counted_of_what_has_the_phrase_and_not_of_what_has_its_words() -> None:
    apart = Document("a", 9, "Groups for falls", text="", facets={"place": ("bow",)})
    made = index(*DOCUMENTS, apart)

    assert counts(made, Asked('"falls group"'), ["place"]) == {"place": {"bow": 1}}
    assert counts(made, Asked("falls group"), ["place"]) == {"place": {"bow": 2}}
