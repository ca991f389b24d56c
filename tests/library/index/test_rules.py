"""Words are marked where they stand, however they are written, and never inside another word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.search_engine.analysis import list_stems, normalize
from coprod.core.values.errors import RuleBrokenError
from coprod.library.index import rules
from coprod.library.index.rules import (
    LONGEST_READ,
    WORDS_END,
    Marker,
    build_prefix_pattern,
    find_first_stem,
    list_words_left_alone,
)

TEXT = "Co-production, co production and coproduction: residents’ nonresident, _resident, budgets."
WORDS = ("coproduction", "resident", "budget", "residential", "café", "ভাষা", "co", "x_y")


def by_pattern_alone(marks: set[str], text: str) -> list[tuple[int, int, str]]:
    """Find the same with one pattern for all: plain to read, and ten times slower."""
    begins = "|".join(sorted({build_prefix_pattern(stem) for stem in marks}, key=len, reverse=True))
    found = re.finditer(rf"\b(?:{begins}){WORDS_END}", text[:LONGEST_READ], re.IGNORECASE)
    spots = [(each.start(), each.end(), find_first_stem(each.group())) for each in found]
    return [spot for spot in spots if spot[2] in marks]


def marks_of(*words: str) -> set[str]:
    return {stem for word in words for stem in list_stems(normalize(word))}


def test_words_are_found_however_they_are_written() -> None:
    found = Marker(marks_of("co-production", "residents")).find_spots(TEXT)
    assert [TEXT[start:end] for start, end, _stem in found] == [
        "Co-production",
        "co production",
        "coproduction",
        "residents’",
    ]


@pytest.mark.parametrize("text", [TEXT, TEXT.upper(), f"İ{TEXT}", "Café cafes ভাষা ভাষায় co-op", ""])
def test_it_finds_what_one_pattern_for_all_finds(text: str) -> None:
    marks = marks_of(*WORDS)
    assert Marker(marks).find_spots(text) == by_pattern_alone(marks, text)


@given(
    st.lists(
        st.sampled_from([*WORDS, "produce", "-", " ", "_", "’s", "İ", "s", "ing"]), max_size=30
    )
)
def test_it_finds_what_one_pattern_finds_in_any_text(parts: list[str]) -> None:
    text, marks = "".join(parts), marks_of(*WORDS, "produce")
    assert Marker(marks).find_spots(text) == by_pattern_alone(marks, text)


def test_the_snippet_is_where_most_of_the_words_are() -> None:
    text = f"A budget. {'Nothing of it here. ' * 30}Residents decide on the budget together."
    marked = [
        piece
        for piece, is_marked in Marker(marks_of("budget", "residents")).cut_snippet(text)
        if is_marked
    ]
    assert marked == ["Residents", "budget"]


def test_without_marks_nothing_is_marked() -> None:
    assert Marker(()).cut_snippet(TEXT) == []
    assert Marker(()).mark(TEXT) == [(TEXT, False)]


@pytest.mark.parametrize(
    ("phrases", "may"),
    [
        (["bus", "coach"], True),
        (["bus"], False),
        (["bus", "BUS", "Bus "], False),
        (["bus", "x" * 80], True),
        (["bus", "x" * 81], False),
        ([f"word{chr(97 + n)}" for n in range(12)], True),
        ([f"word{chr(97 + n)}" for n in range(13)], False),
    ],
    ids=["two", "one", "one in three ways", "long", "too long", "twelve", "too many"],
)
def test_words_that_mean_the_same_are_two_or_more_few_and_short(
    phrases: list[str], may: bool
) -> None:
    if may:
        rules.check_phrases(phrases)
    else:
        with pytest.raises(RuleBrokenError) as broken:
            rules.check_phrases(phrases)
        assert broken.value.field == "phrases"


def test_words_of_lists_languages_and_countries_are_left_alone() -> None:
    words = list_words_left_alone(["Women’s Health Bow", "Deaf people"])
    assert {"bow", "deaf", "somali", "bengali", "halal", "carer", "bangladesh"} <= words
    assert "small" not in words
