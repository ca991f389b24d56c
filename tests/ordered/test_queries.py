"""Pages of a sorted list: the same ones whether or not it is known where they begin."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.matching.queries import find
from coprod.text_index.actions import fill
from coprod.text_index.models import opened
from coprod.text_index.rules import Asked, Document, Sort


def filled(days: Sequence[int]) -> Any:
    made = opened(None)
    told = [
        Document("a", n, "Falls", day=day, useful=n % 3, facets={"odd": (str(n % 2),)})
        for n, day in enumerate(days)
    ]
    fill(made, told, "")
    return made


def numbers(index: Any, asked: Asked, known: dict[Any, Any]) -> tuple[list[int], int]:
    found = find(index, asked, known)
    return [hit.number for hit in found.hits], found.total


@settings(max_examples=60, deadline=None)
@given(
    days=st.lists(st.integers(-3, 6), min_size=1, max_size=40),
    firsts=st.lists(st.integers(0, 45), min_size=1, max_size=12),
    most=st.integers(1, 6),
    asked=st.sampled_from(
        [
            Asked(),
            Asked(sort=Sort.USEFUL),
            Asked("falls", sort=Sort.NEWEST),
            Asked(chosen={"odd": ("1",)}),
            Asked("falls", {"odd": ("0",)}, sort=Sort.USEFUL),
        ]
    ),
)
def test_what_is_remembered_changes_no_page(
    days: list[int], firsts: list[int], most: int, asked: Asked
) -> None:
    index, known = filled(days), dict[Any, Any]()

    for first in firsts:
        page = Asked(asked.text, asked.chosen, sort=asked.sort, first=first, most=most)
        assert numbers(index, page, known) == numbers(index, page, {})


@pytest.mark.parametrize("asked", [Asked(), Asked("falls", sort=Sort.NEWEST)])
def test_where_a_page_begins_is_counted_once(asked: Asked) -> None:
    index, known = filled([*range(50)]), dict[Any, Any]()
    page = Asked(asked.text, sort=asked.sort, first=30, most=5)

    before = numbers(index, page, known)
    begins = {name: each for name, each in known.items() if name[-1] in (30, 35)}

    assert before == ([19, 18, 17, 16, 15], 50)
    assert [(each.number, each.before, each.total) for each in begins.values()] == [
        (19, 0, 50),
        (15, 1, 50),
    ]
    assert numbers(index, page, known) == before


@pytest.mark.parametrize("sort", [Sort.BEST, Sort.NEWEST, Sort.USEFUL])
def test_a_page_of_the_whole_list_is_asked_for_once(sort: Sort) -> None:
    index, known = filled([*range(20)]), dict[Any, Any]()
    page = Asked(sort=sort, first=4, most=2)

    first = find(index, page, known)

    assert find(opened(None), page, known) is first
    assert find(index, Asked(sort=sort, first=4, most=3), known) is not first
    narrowed = Asked(chosen={"odd": ("1",)}, sort=sort, first=4, most=2)
    assert find(index, narrowed, known) is not find(index, narrowed, known)


def test_lists_that_differ_do_not_share_what_is_remembered() -> None:
    index, known = filled([*range(20)]), dict[Any, Any]()
    odd = Asked(chosen={"odd": ("1",)}, first=4, most=2)

    assert numbers(index, Asked(first=4, most=2), known) == ([15, 14], 20)
    assert numbers(index, odd, known) == ([11, 9], 10)
    assert numbers(index, Asked(sort=Sort.USEFUL, first=4, most=2), known)[0] == [5, 2]
