import pytest

from coprod.core.search_engine.indexing import fill, write
from coprod.core.search_engine.models import Document
from coprod.core.search_engine.schema import opened
from coprod.core.search_engine.spelling import CLEARLY_MORE, KNOWN_WELL, nearest, put_right

INDEX = opened(None)
fill(
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
    assert put_right(INDEX, typed, {}) == meant


def test_words_of_what_was_taken_out_are_never_suggested() -> None:
    index = opened(None)
    fill(index, [Document("a", 1, "Nervous"), Document("a", 2, "Handrails")], "")

    write(index, [], ["a:1"], "")

    assert put_right(index, "nervuos", {}) == ""
    assert nearest(index, "nervousness") == []
    assert put_right(index, "handrials", {}) == "handrails"


def test_words_that_begin_alike_lead_on() -> None:
    assert nearest(INDEX, "residency") == ["residents"]
    assert nearest(INDEX, "zzzz") == []


@pytest.mark.parametrize(("number", "meant"), [(KNOWN_WELL, ""), (KNOWN_WELL - 1, "residents")])
def test_what_many_documents_say_is_no_slip_however_usual_another_word_is(
    number: int, meant: str
) -> None:
    index = opened(None)
    usual = [Document("a", n, "residents") for n in range(KNOWN_WELL * CLEARLY_MORE * 2)]
    rare = [Document("b", n, "residants") for n in range(number)]
    fill(index, [*usual, *rare], "")

    assert put_right(index, "residants", {}) == meant
