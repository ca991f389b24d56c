import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.assessment.honest_labels.enums import SAY_INSTEAD, Word
from coprod.assessment.honest_labels.rules import (
    carries,
    find_claiming_words,
    find_claims,
    find_overclaims,
)
from coprod.register.activities.enums import Rung
from coprod.register.activities.rules import Naming, Story, Telling
from coprod.register.sections.rules import ALL_PARTS, ActivitySections, Outcome, People


def build_content(**given: object) -> ActivitySections:
    """Return an entry of which only these parts say anything."""
    bare = {
        kind: kind("") if kind.__name__ in {"Naming", "Telling"} else kind() for kind in ALL_PARTS
    }
    return ActivitySections({**bare, **{type(part): part for part in given.values()}})


def list_quotes(text: str) -> list[str]:
    return [match[0] for match in find_claiming_words(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The plan was co-produced.",
        "The plan was Coproduced.",
        "The plan was co produced with residents.",
        "CO-PRODUCED WITH RESIDENTS",
        "Residents are co-producers here.",
        "It is all about people: co-production from start to finish.",
        "co\u2011produced",
        "co \u2013 produced",
        "co\u00adproduced",
        "_co-produced_ and **good**",
        "We co-produce, they deliver.",
        "a co-productive way of working",
        "co-designed",
        "Co-designing a leaflet",
        "codesign",
        "We held co-production workshops.",
        "co-designed/co-produced",
        "Co-produced Falls Group",
        "Co-production Falls Group",
        "About 40 residents from Bow and Poplar co-produced it.",
        "It was not only co-produced, it was fun.",
        "It was not easy. It was co-produced.",
        "Our Co-production was a joy.",
        "It will be co-produced next year.",
    ],
)
def test_a_word_that_claims_is_found_however_it_is_written(text: str) -> None:
    assert list_quotes(text)


@pytest.mark.parametrize(
    "text",
    [
        "This was not co-produced.",
        "It wasn’t really co-produced.",
        "It wasn't co-produced.",
        "It was never truly co-designed.",
        "This is consultation rather than co-production.",
        "It was consultation, instead of “co-production”.",
        "It should have been co-produced.",
        "Next time we would co-design it.",
        "We cannot call it co-production.",
        "A talk about co-production.",
        "A step towards real co-production.",
        "Run by the Co-production Network for Wales.",
        "Run by “Tower Hamlets Co-production” and others.",
        "Our co-production champion spoke.",
        "Co-production officers came.",
        "She went on co-production training.",
        "We read the Coproduction Toolkit.",
        "See https://example.org/co-production/co-designed and www.example.org/co-produced",
        "Everybody tweeted #coproduction",
        "Smith & Co produced a film.",
        "Jones and co designed the logo.",
        "Tesco produced it. Eco-design won. Cocoa products.",
        "An unrelated production of a design.",
        "",
    ],
)
def test_a_word_that_claims_nothing_is_let_be(text: str) -> None:
    assert list_quotes(text) == []


@pytest.mark.parametrize("word", Word)
@pytest.mark.parametrize("rung", Rung)
def test_a_word_is_carried_from_its_rung_up(word: Word, rung: Rung) -> None:
    assert carries(rung, word) is (rung >= {"co_production": 7, "co_design": 6}[word])
    assert not carries(None, word)


def test_each_word_is_told_once_with_all_of_its_places() -> None:
    entry = build_content(
        a=Naming("Co-produced falls group"),
        b=Story("We co-produced it.\n\nIt was co-designed.", "Co-production takes time."),
        c=Outcome(asked="What was co-designed?"),
    )

    first, second = find_claims(entry)

    assert (first.word, first.quote) == (Word.CO_PRODUCTION, "Co-produced")
    assert [(place.page, place.box) for place in first.places] == [
        ("name", "title"),
        ("story", "body"),
        ("story", "learned"),
    ]
    assert [(place.page, place.box) for place in second.places] == [
        ("story", "body"),
        ("outcome", "were_asked"),
    ]


def test_what_residents_said_is_theirs() -> None:
    assert find_claims(build_content(a=Outcome(said="We co-produced it"))) == []


def test_who_took_part_and_what_was_done_are_the_teams_own_words() -> None:
    entry = build_content(a=People(roles="Co-producers"), b=Outcome(did="A co-produced plan"))

    (claim,) = find_claims(entry)

    assert [place.page for place in claim.places] == ["people", "outcome"]


@pytest.mark.parametrize("rung", [rung for rung in Rung if rung < Rung.CO_PRODUCTION])
def test_the_hint_has_the_right_word_for_the_rung(rung: Rung) -> None:
    (over,) = find_overclaims(build_content(a=Telling("It was co-produced")), rung)

    assert over.instead is SAY_INSTEAD[rung]
    assert "“co-produced”" in over.words.plain
    assert SAY_INSTEAD[rung].text in over.words.plain


def test_nobody_has_assessed_it_is_said_as_such() -> None:
    (over,) = find_overclaims(build_content(a=Telling("It was co-produced")), None)

    assert over.instead is None
    assert "Nobody has assessed it yet" in over.words.plain


def test_the_rung_that_carries_the_word_stills_the_hint() -> None:
    entry = build_content(a=Telling("It was co-produced and co-designed"))

    assert find_overclaims(entry, Rung.CO_PRODUCTION) == []
    assert [over.claim.word for over in find_overclaims(entry, Rung.CO_DESIGN)] == [
        Word.CO_PRODUCTION
    ]


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    for match in find_claiming_words(f"{text} co-produced {text}"):
        assert "co" in match[0].lower()


@pytest.mark.parametrize(
    "text", ["co-produced ", "co ", "co-", "not ", "a", "www.", "Co-production A "]
)
def test_a_long_text_is_looked_at_quickly(text: str) -> None:
    long = text * (200_000 // len(text))
    start = time.perf_counter()

    find_claims(build_content(a=Story(long)))

    assert time.perf_counter() - start < 5
