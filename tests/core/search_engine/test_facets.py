"""Counts beside a facet are of what the search finds, and of nothing else."""

from coprod.core.search_engine.facets import count_facets
from coprod.core.search_engine.models import Document, SearchRequest
from tests.core.search_engine.samples import DOCUMENTS, index


def test_facets_are_counted_of_what_has_the_phrase_and_not_of_what_has_its_words() -> None:
    apart = Document("a", 9, "Groups for falls", text="", facets={"place": ("bow",)})
    made = index(*DOCUMENTS, apart)

    assert count_facets(made, SearchRequest('"falls group"'), ["place"]) == {"place": {"bow": 1}}
    assert count_facets(made, SearchRequest("falls group"), ["place"]) == {"place": {"bow": 2}}


def test_the_values_of_a_facet_are_counted_as_if_nothing_were_chosen_in_it() -> None:
    made = index()

    told = count_facets(made, SearchRequest("", {"place": ("se",)}), ["place", "kind"])
    assert told == {"place": {"bow": 2, "se": 1}, "kind": {"b": 1}}
    assert count_facets(made, SearchRequest("handrails"), ["place"]) == {"place": {"bow": 1}}
