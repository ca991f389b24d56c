"""Pages of the whole list are cached until the index changes; pages of a search never are."""

from typing import Any

import pytest

from coprod.core.search_engine.indexing import fill_index
from coprod.core.search_engine.models import Document, SearchRequest, SortOrder
from coprod.core.search_engine.schema import open_index
from coprod.library.stories.enums import FILTER_FOLDS, LIST_FACETS, OPEN_FILTERS, Facet
from coprod.library.stories.queries import FACET_CONDITIONS, find_better_words, find_page
from coprod.reference.lists.enums import ListKind
from tests import make


@pytest.fixture
def index() -> Any:
    empty = open_index(None)
    documents = [
        Document("a", n, "Falls", day=n, useful=n % 3, facets={"odd": (str(n % 2),)})
        for n in range(20)
    ]
    fill_index(empty, documents, "")
    return empty


@pytest.mark.parametrize("sort", SortOrder)
def test_a_page_of_the_whole_list_is_cached(index: Any, sort: SortOrder) -> None:
    cache = dict[Any, Any]()
    page = SearchRequest(sort=sort, first=4, most=2)

    found = find_page(index, page, cache)

    assert find_page(open_index(None), page, cache) is found
    assert find_page(index, SearchRequest(sort=sort, first=4, most=3), cache) is not found


@pytest.mark.parametrize("asked", [SearchRequest("falls"), SearchRequest(chosen={"odd": ("1",)})])
def test_a_page_of_a_search_is_not_cached(index: Any, asked: SearchRequest) -> None:
    cache = dict[Any, Any]()

    assert find_page(index, asked, cache).total > 0
    assert not cache


def test_pages_of_the_whole_list_in_other_orders_are_cached_apart(index: Any) -> None:
    cache = dict[Any, Any]()

    newest = find_page(index, SearchRequest(first=4, most=2), cache)
    useful = find_page(index, SearchRequest(sort=SortOrder.USEFUL, first=4, most=2), cache)

    assert [hit.number for hit in newest.hits] == [15, 14]
    assert [hit.number for hit in useful.hits] == [5, 2]


def test_every_facet_narrows_without_the_index_too() -> None:
    assert FACET_CONDITIONS.keys() | LIST_FACETS.keys() == set(Facet)


def test_other_words_are_offered_only_where_they_find_more(session: Any) -> None:
    index = open_index(None)
    rails = [Document("a", n, "Handrails in Bow") for n in range(3)]
    fill_index(index, rails, "")

    assert find_better_words(index, SearchRequest("handrials"), 0, {}) == "handrails"
    assert find_better_words(index, SearchRequest("handrials bow"), 3, {}) == ""


def test_a_word_of_a_list_is_offered_no_other(session: Any) -> None:
    make.term(ListKind.GROUP, label="Handrial users")
    index = open_index(None)
    fill_index(index, [Document("a", 1, "Handrails in Bow")], "")

    assert find_better_words(index, SearchRequest("handrial"), 0, {}) == ""


def test_every_facet_has_one_place_on_the_page() -> None:
    placed = [*OPEN_FILTERS, *(facet for _label, facets in FILTER_FOLDS for facet in facets)]

    assert sorted(placed) == sorted(set(Facet) - {Facet.KIND})
