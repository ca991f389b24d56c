from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.markers import build_marker
from coprod.desk.redaction import rules
from coprod.desk.redaction.rules import Passage, PassageHash

KEY = b"a key for tests"
SECRET = "Mrs O’Brien, 14 Bow Road"


def found(passage: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Passage(passage).find_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "mrs o'brien 14 BOW road",
        "Mrs\n  O’Brien,\t14 Bow\u00a0Road",
        "Mrs **O’Brien**, _14_ Bow Road",
        "Mrs O&#39;Brien, <b>14</b> Bow&nbsp;Road",
        "Mrs O’Bri<i>en</i>, 14 Bow Road",
        "<Mrs O’Brien, 14 Bow Road>",
        '<a href="/stories/mrs-o-brien-14-bow-road">',
        "mrs-o-brien-14-bow-road",
        "Mrs O’Brién, 14 Bow Road",
    ],
)
def test_a_passage_is_found_however_it_is_written(text: str) -> None:
    assert len(found(SECRET, f"Before {text}. After")) == 1


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("Anna", "Savannah came"),
        ("Begum", "Begumpur Road"),
        ("3", "13 people, 3.5 hours, 1,300 in 2023"),
        ("187.65", "1187.65 and 187.655 and 18765"),
    ],
)
def test_a_part_of_another_word_or_number_is_not_it(passage: str, text: str) -> None:
    assert found(passage, text) == []


def test_numbers_are_found_with_or_without_commas_and_pounds() -> None:
    assert found("1240", "1,240 people and 1240 letters") == ["1,240", "1240"]
    assert found("£187.65", "We gave £187.65.") == ["£187.65"]


def test_words_in_bengali_are_found() -> None:
    assert found("রহিমা বেগম", "আমরা **রহিমা** বেগম কে চিনি") != []


def test_the_owner_of_something_is_taken_out_too() -> None:
    assert found("Begum", "Begum’s and Begums") == ["Begum", "Begum"]


@pytest.mark.parametrize("passage", ["Ali", "3", "£187.65", "14"])
def test_what_is_short_or_a_number_asks_where(passage: str) -> None:
    assert Passage(passage).needs_choice


def test_a_telephone_number_is_found_everywhere() -> None:
    assert not Passage("07700 900123").needs_choice
    assert found("07700900123", "Ring 07700 900 123") == ["07700 900 123"]


WORDS = st.text("abcé -*_<>&'\n", min_size=1, max_size=30)


@given(WORDS, WORDS, st.text("ab é", min_size=1, max_size=6))
def test_the_quick_look_and_the_slow_one_see_the_same_letters(
    before: str, after: str, words: str
) -> None:
    text = before + words + after
    for markup in (rules.ENTITY, rules.MARKUP):
        assert rules.locate_letters(text, markup).text == rules.extract_letters(text, markup)


@given(WORDS, WORDS, st.text("abc é", min_size=1, max_size=8))
def test_a_mark_finds_what_the_passage_finds(before: str, after: str, words: str) -> None:
    passage = Passage(words)
    if not passage.letters:
        return
    text = f"{before} {words} {after}"
    mark = PassageHash(len(passage.letters), rules.hash_text(passage.letters, KEY), KEY)
    assert mark.find_spans(text) == passage.find_spans(text)


@given(WORDS, WORDS)
def test_nothing_of_the_passage_is_left(before: str, after: str) -> None:
    text = f"{before} {SECRET} {after}"
    passage = Passage(SECRET)
    left = rules.replace_spans(text, passage.find_spans(text), build_marker(date(2026, 5, 3)))
    assert passage.find_spans(left) == []
    assert "(words taken out to protect somebody, 3 May 2026)" in left


def test_tags_within_what_is_cut_stay_closed() -> None:
    text = "<p>Mrs <b>O’Brien, 14 Bow</b> Road</p>"
    assert rules.replace_spans(text, Passage(SECRET).find_spans(text), "X") == "<p>X<b></b></p>"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("At **Mrs O’Brien**, 14 Bow Road.", "At X."),
        ("At Mrs O’Brien, **14 Bow Road**.", "At X."),
        ("At **Mrs O’Brien, 14 Bow Road**.", "At **X**."),
    ],
)
def test_no_mark_of_bold_is_left_alone(text: str, left: str) -> None:
    assert rules.replace_spans(text, Passage(SECRET).find_spans(text), "X") == left


def test_values_and_names_within_json() -> None:
    value: Any = {"Name of Mrs X": ["a", {"b": "Mrs X"}]}
    ways = dict(rules.iterate_strings(value))
    assert ways[("Name of Mrs X", 1, "b")] == "Mrs X"
    changed = rules.change_value(value, ("Name of Mrs X", 1, "b"), lambda _: "-")
    changed = rules.change_value(changed, ("Name of Mrs X", None), lambda _: "N")
    assert changed == {"N": ["a", {"b": "-"}]}
    assert rules.change_value(value, ("gone", 4), lambda _: "-") == value
    assert rules.get_value(value, ("gone", 4)) is None


def test_the_reason_does_not_say_the_words_again() -> None:
    with pytest.raises(RuleBrokenError, match="without the words"):
        rules.check_reason("It named Mrs O'Brien, 14 bow road", Passage(SECRET))


def test_places_that_overlap_are_one_and_others_stay_apart() -> None:
    assert rules.merge_spans([(0, 5), (3, 9), (4, 6)]) == [(0, 9)]
    assert rules.merge_spans([(0, 5), (5, 9)]) == [(0, 5), (5, 9)]
