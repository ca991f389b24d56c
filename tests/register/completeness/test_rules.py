from datetime import date
from typing import Any

import pytest

from coprod.core.values.answers import YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.core.values.howmany import HowMany, Sureness
from coprod.register.activities.enums import Rung
from coprod.register.activities.rules import (
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    Timing,
)
from coprod.register.completeness.enums import TOPICS, Weight
from coprod.register.completeness.rules import (
    ActivityCard,
    assess_completeness,
    compute_likeness,
    find_next_question,
    is_alike,
    list_remarks,
)
from coprod.register.sections.rules import (
    ALL_PARTS,
    ActivitySections,
    CuratorNotes,
    Evidence,
    Link,
    Outcome,
    People,
    Session,
    Sessions,
    Working,
)

TODAY = date(2026, 11, 22)
SIX = (
    Naming("Falls group"),
    Telling("We plan it together"),
    Leading(led_by_name="The group"),
    Placing(place_words="Bow"),
    Timing(PartialDate(2026)),
    PromiseStatement((Rung.CO_DESIGN,)),
)
EMPTY: dict[type[Any], Any] = {Naming: Naming(""), Telling: Telling("")}


def told(*parts: Any) -> ActivitySections:
    empty = {kind: EMPTY.get(kind) or kind() for kind in ALL_PARTS}
    return ActivitySections({**empty, **{type(part): part for part in parts}})


def said(*parts: Any, weight: Weight | None = None) -> list[str]:
    found = list_remarks(told(*parts), TODAY)
    return [str(each.words) for each in found if weight in {None, each.weight}]


def test_readers_are_told_in_words_what_is_there_and_what_is_not() -> None:
    found = assess_completeness(told(*SIX))

    assert [str(each) for each in found.in_words] == [
        (
            "What’s in this story: who leads it, where it happens, when it began "
            "and what was promised."
        ),
        "Still missing: what came of it, what was learned and how many people took part.",
    ]
    assert found.next
    assert (found.next.place, found.next.field) == ("outcome", "did")


def test_the_next_question_is_the_most_useful_one_that_is_open() -> None:
    more = assess_completeness(told(*SIX, Outcome(did="We did"), Story(learned="A lot")))

    assert more.next
    assert str(more.next.question) == "How many people took part?"


def test_what_must_be_answered_is_asked_before_what_helps_readers() -> None:
    without_summary = [each for each in SIX if not isinstance(each, Telling)]
    nothing_of_leader = [each for each in SIX if not isinstance(each, Leading)]

    places = [
        found.place
        for parts in (without_summary, nothing_of_leader, SIX)
        if (found := find_next_question(told(*parts)))
    ]

    assert places == ["summary", "leader", "outcome"]


def test_not_knowing_how_many_is_an_answer() -> None:
    parts = (*SIX, People(took_part=HowMany(Sureness.UNKNOWN)))
    assert "how many people took part" in [
        str(t.words) for t in assess_completeness(told(*parts)).answered
    ]


def test_an_entry_that_tells_nothing_and_one_that_tells_all_are_said_too() -> None:
    nothing = assess_completeness(told())
    assert len(nothing.in_words) == 1
    assert nothing.missing == TOPICS


@pytest.mark.parametrize("name", range(6))
def test_each_of_the_six_answers_is_needed(name: int) -> None:
    parts = [part for n, part in enumerate(SIX) if n != name]
    assert len(said(*parts, weight=Weight.BLOCKING)) == 1
    assert said(*SIX, weight=Weight.BLOCKING) == []


def test_children_need_somebody_to_keep_them_safe_and_consent() -> None:
    assert said(*SIX, Working(under_18s=YesNoUnknown.YES), weight=Weight.BLOCKING)
    assert said(*SIX, Working((), YesNoUnknown.YES, "Lead"), weight=Weight.BLOCKING)
    assert not said(*SIX, Working((), YesNoUnknown.YES, "Lead", "Letters"), weight=Weight.BLOCKING)
    assert not said(*SIX, Working(under_18s=YesNoUnknown.NO), weight=Weight.BLOCKING)


@pytest.mark.parametrize(
    "part",
    [
        Telling("word " * 151),
        Timing(PartialDate(2023)),
        Outcome(said="Write to resident@example.org"),
        Outcome(asked="Ring 020 7946 0000 now"),
        People(groups=("+44 7700 900000",)),
        Sessions((Session(number=1, place="07700 900000"),)),
        Evidence((Link(1, "Ring 07700900000", "https://example.org"),)),
    ],
)
def test_what_is_worth_another_look_is_a_warning(part: Any) -> None:
    assert len(said(*SIX, part, weight=Weight.WARNING)) == 1


@pytest.mark.parametrize(
    "part",
    [
        Timing(PartialDate(2023), PartialDate(2024)),
        Timing(PartialDate(2023), is_ongoing=True),
        Timing(PartialDate(2024)),
        Outcome(said="It cost 1,200 pounds in 2024/25, and 10-12 people came on 27 3 2026"),
        Evidence((Link(1, "T", "https://example.org/0207946000012"),)),
        CuratorNotes("Ring 07700 900000"),
    ],
)
def test_what_is_fine_is_left_alone(part: Any) -> None:
    assert said(*SIX, part, weight=Weight.WARNING) == []


def test_what_happened_and_how_many_took_part_is_asked_before_it_is_sent() -> None:
    answered = (Story(body="We met"), People(took_part=HowMany(Sureness.UNKNOWN)))
    planned = Timing(PartialDate(2027))

    assert len(said(*SIX, weight=Weight.ASKED)) == 2
    assert said(*SIX, *answered, weight=Weight.ASKED) == []
    assert said(*SIX, planned, weight=Weight.ASKED) == []


def test_nothing_learned_yet_is_a_hint() -> None:
    assert "Still missing: what was learned." in said(*SIX, weight=Weight.HINT)


def test_titles_are_compared_whatever_their_case_and_accents() -> None:
    assert compute_likeness("Café group", "CAFE GROUP") == 1
    assert compute_likeness("Falls group in Bow", "Falls groups, Bow") > 0.6
    assert compute_likeness("Falls group", "Housing panel") < 0.2
    assert compute_likeness("", "") == 0


def test_entries_of_other_places_and_leaders_are_not_alike() -> None:
    here = ActivityCard("Falls group", frozenset({1}), "a")
    assert is_alike(here, ActivityCard("Falls group", frozenset({1}), "b"))
    assert is_alike(here, ActivityCard("Falls group", frozenset({2}), "a"))
    assert not is_alike(here, ActivityCard("Falls group", frozenset({2}), "b"))
    assert not is_alike(here, ActivityCard("Falls group", frozenset(), "b"))
    assert is_alike(
        ActivityCard("Falls group", frozenset(), ""),
        ActivityCard("Falls groups", frozenset({2}), ""),
    )
    assert not is_alike(here, ActivityCard("Choir", frozenset({1}), "a"))


@pytest.mark.parametrize(("words", "is_long"), [(150, False), (151, True)])
def test_a_summary_of_more_than_150_words_is_long(words: int, is_long: bool) -> None:
    found = said(*SIX, Telling("We met. " * (words // 2) + "We" * (words % 2)))

    assert any("summary is long" in each for each in found) is is_long
