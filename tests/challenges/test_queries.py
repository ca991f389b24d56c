"""What is gathered, and what is counted: the database must agree with the rule."""

from typing import Any

import pytest

from coprod.challenges import queries
from coprod.challenges.queries import COLUMNS, Wanted
from coprod.challenges.rules import NAMES, Facts, suggest
from coprod.challenges.words import Challenge, View
from coprod.kit.actor import VISITOR, Role
from coprod.kit.answers import CoStage
from coprod.register.models import Activity
from coprod.register.rules import Promising, Story
from coprod.register.words import Status
from coprod.sections.actions import write_parts
from coprod.sections.rules import Basics, Pledge, Session, Sessions, Working
from coprod.sections.words import Stage
from tests import make

LINK = "https://example.org/minutes"


def test_a_bare_entry_holds_no_fact_but_its_promise(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)

    facts = queries.facts(VISITOR, [entry.id])[entry.id]

    assert {name for name in NAMES if facts.of(name)} == {"promised"}
    assert {name for name in NAMES if facts.of(name) is None} == set(NAMES) - set(COLUMNS)


def test_everything_that_an_entry_tells_is_found(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry, digits="33333333333333")
    write_parts(entry, tuple(make.everything(entry).values()))
    write_parts(entry, (Working(tuple(CoStage)), Basics(stage=Stage.BUSINESS_AS_USUAL)))
    write_parts(entry, (Story("", "Ask earlier"),))
    strand = make.activity(status=Status.PUBLISHED)
    write_parts(strand, (Basics(programme_id=entry.id),))
    session.commit()

    facts = queries.facts(VISITOR, [entry.id])[entry.id]

    assert {name for name in COLUMNS if not facts.of(name)} == {"said_used"}


def test_a_strand_that_is_not_public_is_no_fact(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    strand = make.activity(status=Status.DRAFT)
    write_parts(strand, (Basics(programme_id=entry.id),))
    session.commit()

    assert not queries.facts(VISITOR, [entry.id])[entry.id].has_strands


def test_facts_of_many_entries_take_one_question_and_leave_out_what_is_not_theirs(
    session: Any, queries: list[str]
) -> None:
    public = [make.activity(status=Status.PUBLISHED).id for _ in range(5)]
    hidden = [make.activity(status=status).id for status in (Status.DRAFT, Status.WITHDRAWN)]
    queries.clear()

    found = facts_of([*public, *hidden])

    assert set(found) == set(public)
    assert len(queries) == 1


def facts_of(ids: list[int]) -> dict[int, Facts]:
    return queries.facts(VISITOR, ids)


def some_entries() -> list[Activity]:
    """Make entries that differ in every fact that moves a suggestion today."""
    bare = make.activity(status=Status.PUBLISHED, promising=Promising(nothing=True))
    learned = make.activity(status=Status.PUBLISHED)
    write_parts(learned, (Story("", "Ask earlier"), Sessions((Session(1, place="Bow"),))))
    promised = make.activity(status=Status.PUBLISHED, promising=Promising(nothing=True))
    write_parts(promised, (Pledge(pledge="You will hear back"),))
    return [bare, learned, promised]


@pytest.mark.parametrize("challenge", Challenge)
def test_the_database_counts_what_the_rule_suggests(session: Any, challenge: Challenge) -> None:
    entries = some_entries()
    session.commit()

    facts = queries.facts(VISITOR, [entry.id for entry in entries])
    values = {entry.id: suggest(challenge, facts[entry.id]).value for entry in entries}
    counted = queries.counts(VISITOR)[challenge, View.SUGGESTED]
    for value in (None, 0, 1, 2, 3, 4):
        same = {key for key, each in values.items() if each == value}
        found = queries.entries(VISITOR, Wanted(challenge, View.SUGGESTED, value))

        assert counted.get(value, 0) == len(same)
        assert {entry.id for entry in found} == same


def test_the_three_views_are_counted_apart_and_no_view_is_counted_as_such(session: Any) -> None:
    first, second, _third = (make.activity(status=Status.PUBLISHED) for _ in range(3))
    make.claim(first, Challenge.C1, 4)
    make.claim(first, Challenge.C1, 3)
    make.claim(second, Challenge.C1, 3)
    make.judgement(first, Challenge.C1, 1)

    counted = queries.counts(VISITOR)

    assert counted[Challenge.C1, View.CLAIMED] == {3: 2, None: 1}
    assert counted[Challenge.C1, View.JUDGED] == {1: 1, None: 2}
    assert counted[Challenge.C2, View.CLAIMED] == {None: 3}
    for (challenge, view), numbers in counted.items():
        for value, number in numbers.items():
            found = queries.entries(VISITOR, Wanted(challenge, view, value))
            assert len(found) == number


@pytest.mark.parametrize("role", [None, Role.CURATOR])
def test_what_is_not_public_is_counted_for_nobody(session: Any, role: Role | None) -> None:
    actor = make.person(role=role).actor if role else VISITOR
    for status in (Status.DRAFT, Status.RETURNED):
        make.claim(make.activity(status=status), Challenge.C1, 4, LINK)
    gone = make.activity(status=Status.PUBLISHED)
    make.claim(gone, Challenge.C1, 4, LINK)
    make.withdraw(gone)

    counted = queries.counts(actor)

    assert {number for numbers in counted.values() for number in numbers.values()} <= {0}
    assert queries.worth_reading(actor, Challenge.C1) == []
    for view in View:
        for value in (None, *range(5)):
            assert queries.entries(actor, Wanted(Challenge.C1, view, value)) == []


def test_judged_entries_are_worth_reading_before_claims_with_evidence(session: Any) -> None:
    low, high, claimed, bare, refuted = (make.activity(status=Status.PUBLISHED) for _ in range(5))
    make.judgement(low, Challenge.C1, 3)
    make.judgement(high, Challenge.C1, 4)
    make.claim(claimed, Challenge.C1, 4, LINK)
    make.claim(bare, Challenge.C1, 4)
    make.claim(refuted, Challenge.C1, 4, LINK)
    make.judgement(refuted, Challenge.C1, 1)

    found = queries.worth_reading(VISITOR, Challenge.C1)

    assert [each.activity.id for each in found] == [high.id, low.id, claimed.id]
    assert [(each.view, each.value) for each in found] == [
        (View.JUDGED, 4),
        (View.JUDGED, 3),
        (View.CLAIMED, 4),
    ]


def test_a_claim_that_was_taken_lower_is_no_longer_worth_reading(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.claim(entry, Challenge.C1, 4, LINK)
    make.claim(entry, Challenge.C1, 3)

    assert queries.worth_reading(VISITOR, Challenge.C1) == []
