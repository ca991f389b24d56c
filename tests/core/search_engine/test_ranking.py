"""Page after page, nothing is found twice, nothing is missed, and all is in its order."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tantivy import Index

from coprod.core.search_engine.indexing import build_usefulness_key, fill_index
from coprod.core.search_engine.models import Document, SearchRequest, SearchResults, SortOrder
from coprod.core.search_engine.parsing import parse_request
from coprod.core.search_engine.ranking import build_ranked_query, search
from coprod.core.search_engine.schema import open_index

WORDS = tuple(
    "falls group residents budget bow stairs handrails council paid park health care".split()  # noqa: SIM905 - read at a glance
)
MANY = 120
SAME = (("ppg", "falls group"), ("money", "budget"))


def filled(*documents: Document) -> Index:
    made = open_index(None)
    fill_index(made, documents, "")
    return made


def at_random(number: int, chosen: random.Random) -> Document:
    words = chosen.choices(WORDS, weights=range(1, len(WORDS) + 1), k=chosen.randint(3, 40))
    place = chosen.choice(("bow", "poplar"))
    return Document("a", number, words[0], text=" ".join(words[1:]), facets={"place": (place,)})


@pytest.fixture(scope="module")
def large() -> Index:
    chosen = random.Random(3)  # noqa: S311 - words to try a search with
    return filled(*(at_random(n, chosen) for n in range(MANY)))


def all_pages(index: Index, asked: dict[str, object], text: str) -> list[SearchResults]:
    pages: list[SearchResults] = []
    while not pages or len(pages) * 7 < pages[0].total:
        given: dict[str, object] = {**asked, "first": len(pages) * 7, "most": 7}
        pages.append(search(index, SearchRequest(text, **given)))  # type: ignore[arg-type]
    return pages


@pytest.mark.parametrize("chosen", [{}, {"place": ("bow",)}], ids=["all", "narrowed"])
@pytest.mark.parametrize(
    "text", ["falls", "group health", "care falls park", "falls group", "ppg stairs", "money"]
)
def test_page_after_page_everything_that_fits_comes_once(
    large: Index, text: str, chosen: dict[str, tuple[str, ...]]
) -> None:
    pages = all_pages(large, {"chosen": chosen, "meanings": SAME}, text)
    hits = [hit for page in pages for hit in page.hits if not hit.is_similar]

    searcher = large.searcher()
    asked = SearchRequest(text, chosen, meanings=SAME)
    fits = build_ranked_query(parse_request(searcher, asked), (), [])
    whole = search(large, SearchRequest(text, chosen, meanings=SAME, most=MANY))
    assert len(hits) == len(set(hits)) == pages[0].total == whole.total > 0
    assert {page.total for page in pages} == {whole.total}
    assert set(hits) == {hit for hit in whole.hits if not hit.is_similar}
    if not chosen:
        assert whole.total == searcher.search(fits, 1).count  # type: ignore[attr-defined]


def test_only_what_has_a_word_is_counted_as_found(large: Index) -> None:
    pages = all_pages(large, {}, "falls group")

    assert pages[0].hits
    assert all(page.stems_of[hit] for page in pages for hit in page.hits)


def test_a_rare_word_does_not_let_strangers_in_between() -> None:
    strangers = [
        Document("a", n, "Else", text="handrails stairs falls bathroom") for n in range(60)
    ]
    rare = Document("a", 99, "Long", text=f"zebra handrails stairs falls {'other ' * 300}")

    others = [Document("b", n, "Else", text="budget money") for n in range(300)]

    told = search(filled(*strangers, rare, *others), SearchRequest("zebra"))

    assert told.total == 1
    assert [hit.number for hit in told.hits if not hit.is_similar] == [99]
    assert told.hits[0].number == 99
    assert len(told.hits) == 20


def test_words_side_by_side_come_before_the_same_words_apart() -> None:
    apart = [Document("a", n, "Else", text="budget of the residents") for n in range(30)]
    near = Document("a", 99, "Else", text="the residents budget of")

    assert search(filled(*apart, near), SearchRequest("residents budget")).hits[0].number == 99


@settings(max_examples=60, deadline=None)
@given(
    days=st.lists(st.integers(-3, 6), min_size=1, max_size=40),
    most=st.integers(1, 6),
    asked=st.sampled_from(
        [
            SearchRequest(),
            SearchRequest(sort=SortOrder.USEFUL),
            SearchRequest("falls", sort=SortOrder.NEWEST),
            SearchRequest(chosen={"odd": ("1",)}),
            SearchRequest("falls", {"odd": ("0",)}, sort=SortOrder.USEFUL),
        ]
    ),
)
def test_pages_of_a_sorted_list_have_each_hit_once_and_in_order(
    days: list[int], most: int, asked: SearchRequest
) -> None:
    documents = [
        Document("a", n, "Falls", day=day, useful=n % 3, facets={"odd": (str(n % 2),)})
        for n, day in enumerate(days)
    ]
    index = filled(*documents)
    odd = {each for values in asked.chosen.values() for each in values} or {"0", "1"}
    fits = [each for each in documents if set(each.facets["odd"]) <= odd]

    pages = [search(index, replace(asked, first=n, most=most)) for n in range(0, len(days), most)]
    numbers = [hit.number for page in pages for hit in page.hits]

    assert {page.total for page in pages} == {len(fits)}
    assert sorted(numbers) == [each.number for each in fits]
    each_useful = [build_usefulness_key(documents[n].useful, days[n]) for n in numbers]
    order = each_useful if asked.sort is SortOrder.USEFUL else [days[n] for n in numbers]
    assert order == sorted(order, reverse=True)
