import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tantivy import Index

from coprod.core.search_engine.facets import count_facets
from coprod.core.search_engine.indexing import build_term_vector, update_index
from coprod.core.search_engine.lookups import read_state
from coprod.core.search_engine.models import Document, SearchRequest, SortOrder
from coprod.core.search_engine.ranking import search
from coprod.core.search_engine.schema import open_index
from tests.core.search_engine.samples import DOCUMENTS, index


def found(made: Index, text: str, **asked: object) -> list[int]:
    given: dict[str, object] = {"most": 1, **asked}
    return [hit.number for hit in search(made, SearchRequest(text, **given)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("handrail", 1),
        ("HANDRAILS", 1),
        ("how do we pay residents fairly for the time they give", 2),
        ("coproduction", 3),
        ("co production", 3),
        ('"health care"', 3),
        ("a healthcare board", 4),
        ("স্বাস্থ্য", 5),
        ("go’aan", 5),
    ],
)
def test_words_find_what_they_should(text: str, number: int) -> None:
    assert found(index(), text) == [number]


def test_a_phrase_in_quotes_must_be_there() -> None:
    assert search(index(), SearchRequest('"care health"')).total == 0
    assert search(index(), SearchRequest('"paid for"')).total == 1


def test_one_word_finds_two_and_two_find_one() -> None:
    assert set(found(index(), "health care", most=5)) >= {3, 4}


def test_more_than_half_of_the_words_are_wanted_where_nothing_is_ranked() -> None:
    made = index(
        Document("a", 1, "Falls exercise group in Bow"),
        Document("a", 2, "A falls group"),
        Document("a", 3, "A PPG that met"),
        Document("a", 4, "Bow"),
    )
    group = (("PPG", "patient participation group"),)

    assert set(found(made, "falls exercise bow", most=9, sort=SortOrder.NEWEST, has_most=True)) == {
        1
    }
    assert set(found(made, "falls groups", most=9, sort=SortOrder.NEWEST, has_most=True)) == {1, 2}
    assert set(found(made, "bow", most=9, sort=SortOrder.NEWEST, has_most=True)) == {1, 4}
    assert (
        found(made, "patient participation group", most=9, sort=SortOrder.NEWEST, has_most=True)
        == []
    )
    same = found(made, "ppg met", most=9, sort=SortOrder.NEWEST, has_most=True, meanings=group)
    assert same == [3]


def test_a_time_has_its_end_and_not_its_beginning() -> None:
    made = index(*(Document("a", n, f"Falls {n}", day=n) for n in range(1, 6)))

    assert found(made, "", most=9, since=2, until=4) == [4, 3]
    assert found(made, "falls", most=9, sort=SortOrder.NEWEST, since=2, until=4) == [4, 3]


def test_filters_narrow_and_values_of_one_widen() -> None:
    made = index()

    assert found(made, "", chosen={"place": ("bow",)}, most=9) in ([1, 4], [4, 1])
    assert search(made, SearchRequest("", {"place": ("se", "bow")})).total == 2
    assert search(made, SearchRequest("board", {"place": ("se",), "kind": ("a",)})).total == 0
    assert search(made, SearchRequest("", {"place": ("nowhere",)})).total == 0


def test_other_words_for_the_same_find_less_strongly() -> None:
    made = index(Document("a", 1, "The PPG"), Document("a", 2, "A patient participation group"))
    group = (("PPG", "patient participation group"),)

    told = search(made, SearchRequest("ppg", meanings=group))
    assert [hit.number for hit in told.hits] == [1, 2]
    assert told.total == 2
    assert "particip" in told.highlighted_stems


def test_the_newest_come_first_when_asked_and_when_nothing_was_typed() -> None:
    made = index()

    assert found(made, "", most=2) == [2, 3]
    assert found(made, "residents care", most=2, sort=SortOrder.NEWEST) == [2, 3]


def test_a_page_is_filled_with_what_is_like_what_was_found() -> None:
    told = search(
        index(
            Document("a", 1, "Eggs", text="handrails stairs falls bathroom"),
            Document("a", 2, "Else", text="handrails stairs falls bathroom grips"),
            Document("a", 3, "Else", text="budget money"),
        ),
        SearchRequest("eggs"),
    )

    assert told.total == 1
    assert [(hit.number, hit.is_similar) for hit in told.hits] == [(1, False), (2, True)]


def test_what_was_taken_out_is_found_and_counted_no_more() -> None:
    made = index()

    update_index(made, [Document("a", 1, "Falls group", text="Grab bars.")], ["a:2"], "eight")

    assert found(made, "handrails", most=9) == []
    assert found(made, "paying", most=9) == []
    assert found(made, "grab bars") == [1]
    assert count_facets(made, SearchRequest(), ["kind"]) == {"kind": {"a": 2, "b": 2}}
    assert read_state(made) == "eight"


def test_an_index_knows_how_far_it_is_and_never_shows_that() -> None:
    assert read_state(open_index(None)) == ""
    assert read_state(index()) == "seven"
    assert search(index(), SearchRequest("seven state")).total == 0
    assert search(index(), SearchRequest()).total == len(DOCUMENTS)


def test_the_most_used_comes_first_and_of_two_alike_the_newer() -> None:
    made = index(
        Document("a", 1, "Falls", day=3, useful=0),
        Document("a", 2, "Falls", day=1, useful=7),
        Document("a", 3, "Falls", day=2, useful=7),
        Document("a", 4, "Falls", day=4, useful=10**9),
    )

    for text in ("", "falls"):
        found = search(made, SearchRequest(text, sort=SortOrder.USEFUL))
        assert [hit.number for hit in found.hits] == [4, 3, 2, 1]


MADE = index()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_whatever_is_typed_is_only_text(text: str) -> None:
    search(MADE, SearchRequest(text, {"place": (text,)}))
    count_facets(MADE, SearchRequest(text), ["place"])


@pytest.mark.parametrize(
    "text", ["((((", "[[[[", "%", '"', '""', "*", "a AND", "NEAR/", "title:x", "-a +b", "~" * 5000]
)
def test_signs_that_other_engines_obey_do_nothing(text: str) -> None:
    assert search(MADE, SearchRequest(text)).total in (0, len(DOCUMENTS))


def test_a_word_that_we_joined_ourselves_is_nobodys_spelling() -> None:
    spelling = {
        stem: word for stem, _number, word in json.loads(build_term_vector("wellbeing", set()))[1]
    }
    joined = {
        stem: word
        for stem, _number, word in json.loads(build_term_vector("wellbeing", {"wellbeing"}))[1]
    }

    assert list(spelling.values()) == ["wellbeing"]
    assert joined == dict.fromkeys(spelling, "")
