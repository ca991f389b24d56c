import pytest

from coprod.core.search_engine.indexing import fill_index, update_index
from coprod.core.search_engine.models import Document
from coprod.core.search_engine.schema import open_index
from coprod.core.search_engine.spelling import (
    CLEARLY_MORE,
    KNOWN_WELL,
    correct_spelling,
    suggest_words,
)

INDEX = open_index(None)
fill_index(
    INDEX,
    [
        Document("a", 1, "Handrails in Bow", text="Paying residents for their time"),
        Document("a", 2, "Co-production", text="Residents and consultation"),
    ],
    "",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("handrials", "handrails"),
        ("paying resdents", "paying residents"),
        ("coprodction", "coproduction"),
        ("consultaton in Bow", "consultation in bow"),
        ("handrails", ""),
        ("xyzzyx", ""),
        ("bwo", ""),
        ("%((", ""),
        ("", ""),
    ],
)
def test_a_slip_is_put_right_and_a_known_word_left(typed: str, meant: str) -> None:
    assert correct_spelling(INDEX, typed, {}) == meant


def test_words_of_what_was_taken_out_are_never_suggested() -> None:
    index = open_index(None)
    fill_index(index, [Document("a", 1, "Nervous"), Document("a", 2, "Handrails")], "")

    update_index(index, [], ["a:1"], "")

    assert correct_spelling(index, "nervuos", {}) == ""
    assert suggest_words(index, "nervousness") == []
    assert correct_spelling(index, "handrials", {}) == "handrails"


def test_words_that_begin_alike_lead_on() -> None:
    assert suggest_words(INDEX, "residency") == ["residents"]
    assert suggest_words(INDEX, "zzzz") == []


@pytest.mark.parametrize(("number", "meant"), [(KNOWN_WELL, ""), (KNOWN_WELL - 1, "residents")])
def test_what_many_documents_say_is_no_slip_however_usual_another_word_is(
    number: int, meant: str
) -> None:
    index = open_index(None)
    usual = [Document("a", n, "residents") for n in range(KNOWN_WELL * CLEARLY_MORE * 2)]
    rare = [Document("b", n, "residants") for n in range(number)]
    fill_index(index, [*usual, *rare], "")

    assert correct_spelling(index, "residants", {}) == meant


def test_names_are_never_put_right() -> None:
    index = open_index(None)
    usual = [Document("a", n, "Small halls that care") for n in range(30)]
    fill_index(index, [*usual, Document("b", 1, "Somali women, carer, halal")], "")

    assert correct_spelling(index, "somali women", {}) != ""
    names = frozenset({"somali", "halal", "carer"})
    assert correct_spelling(index, "somali women", {}, names) == ""
    assert correct_spelling(index, "halal", {}, names) == ""
    assert correct_spelling(index, "somali smlal", {}, names) == "somali small"


@pytest.mark.parametrize(
    ("typed", "known"),
    [("take", "taken"), ("takes", "take"), ("carers", "carer"), ("pay", "paying")],
)
def test_a_word_with_another_ending_is_no_slip(typed: str, known: str) -> None:
    """“How do we pay people who take part?” is not asked to be “who taken part”."""
    index = open_index(None)
    fill_index(index, [Document("entry", 1, title=f"They {known} part")], "")

    assert correct_spelling(index, f"people who {typed} part", {}) == ""
