from datetime import timedelta
from itertools import chain
from typing import Any

import pytest

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.perception_gap import actions
from coprod.assessment.perception_gap import queries as gaps
from coprod.assessment.perception_gap.rules import LONGEST, GapTalk
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from tests import make
from tests.assessment.perception_gap.conftest import ANSWERS, Say

LOW, HIGH = "11222120110021", "33333333333333"
TALK = GapTalk(PartialDate(2026, 7), "Papers a week before", PartialDate(2026, 9), "Head of care")


def entry(digits: str = HIGH) -> Activity:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity, digits=digits)
    return activity


def curator() -> Actor:
    return make.person(role=Role.CURATOR).actor


def waiting(actor: Actor = VISITOR) -> list[int]:
    return sorted(chain.from_iterable(gaps.get_undiscussed_activities(actor).values()))


def test_a_gap_of_two_rungs_puts_an_entry_on_the_list_and_one_rung_does_not(
    session: Any, residents_say: Say
) -> None:
    far, near, unheard = entry(), entry(), entry()
    residents_say(far, Rung.ENGAGEMENT)
    residents_say(near, Rung.CO_DESIGN)

    assert waiting(curator()) == [far.id]
    assert unheard.id not in waiting(curator())


def test_residents_who_see_more_than_the_team_are_on_the_list_too(
    session: Any, residents_say: Say
) -> None:
    far = entry(LOW)
    residents_say(far, Rung.CO_PRODUCTION)

    assert waiting(curator()) == [far.id]


def test_a_conversation_takes_it_off_the_list_and_stays_for_everybody(
    session: Any, residents_say: Say
) -> None:
    far = entry()
    residents_say(far, Rung.INFORMING)

    actions.record_conversation(make.owner(far), far, TALK)

    assert waiting(curator()) == []
    (kept,) = gaps.list_conversations(far)
    assert (kept.agreed, kept.post) == (TALK.agreed, TALK.post)


def test_a_gap_in_a_later_round_is_a_new_one(session: Any, residents_say: Say) -> None:
    far = entry()
    residents_say(far, Rung.INFORMING)
    actions.record_conversation(make.owner(far), far, TALK)

    make.rating(far, digits=HIGH, round="end")
    assert waiting(curator()) == [far.id]
    actions.record_conversation(make.owner(far), far, TALK)
    assert waiting(curator()) == []
    residents_say(far, Rung.INFORMING, Rung.CONSULTATION)
    make.rating(far, digits=HIGH, round="midpoint")

    assert waiting(curator()) == [far.id]


def test_a_later_round_that_the_team_collects_does_not_close_the_gap_nor_hide_the_earlier_one(
    session: Any, client: Any, residents_say: Say
) -> None:
    far = entry()
    residents_say(far, Rung.CONSULTATION)
    make.released_round(far, *[ANSWERS[Rung.CO_PRODUCTION]] * 10, by_code=False)

    assert waiting(curator()) == [far.id]
    page = client.get(f"/stories/{far.slug}/ratings").text
    assert "they were 3 levels apart: this needs a conversation" in page
    (view,) = [v for v in get_four_ratings(VISITOR, [far])[far.id].views if v.earlier]
    assert view.point
    assert [mark.rung for mark in (*view.earlier, view.point)] == [
        Rung.CONSULTATION,
        Rung.CO_PRODUCTION,
    ]
    told = client.get(f"/stories/{far.slug}/ratings.csv").text
    assert [told.count("Collected independently"), told.count("Collected by the team")] == [1, 1]

    actions.record_conversation(make.owner(far), far, TALK)
    assert waiting(curator()) == []


def test_a_lower_rating_of_the_team_closes_no_gap_either(session: Any, residents_say: Say) -> None:
    far = entry()
    residents_say(far, Rung.INFORMING)
    with clock.on(clock.today() + timedelta(days=1)):
        make.rating(far, digits=LOW, round="midpoint")

    assert waiting(curator()) == [far.id]


def test_after_a_year_a_gap_in_an_old_round_waits_no_longer(
    session: Any, residents_say: Say
) -> None:
    far = entry()
    residents_say(far, Rung.INFORMING)
    with clock.on(clock.today() + timedelta(days=366)):
        assert waiting(curator()) == []


def test_what_went_out_of_sight_needs_no_conversation(session: Any, residents_say: Say) -> None:
    far = entry()
    residents_say(far, Rung.INFORMING)
    make.withdraw(far)

    assert waiting(curator()) == []


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_others_than_the_team_and_the_curators_write_nothing_down(
    session: Any, residents_say: Say, role: Role
) -> None:
    far = entry()
    residents_say(far, Rung.INFORMING)

    with pytest.raises(NotAllowedError):
        actions.record_conversation(make.person(role=role).actor, far, TALK)


def test_without_a_gap_there_is_nothing_to_write_down(session: Any, residents_say: Say) -> None:
    near = entry()
    residents_say(near, Rung.CO_DESIGN)

    with pytest.raises(RuleBrokenError):
        actions.record_conversation(make.owner(near), near, TALK)


TOMORROW = clock.today() + timedelta(days=1)


@pytest.mark.parametrize(
    ("talk", "field"),
    [
        (GapTalk(None, TALK.agreed, TALK.by_when, TALK.post), "held"),
        (GapTalk(TALK.held, "", TALK.by_when, TALK.post), "agreed"),
        (GapTalk(TALK.held, TALK.agreed, None, TALK.post), "by_when"),
        (GapTalk(TALK.held, TALK.agreed, TALK.by_when, ""), "post"),
        (
            GapTalk(PartialDate.from_day(TOMORROW), "x", TALK.by_when, "x"),
            "held",
        ),
        (GapTalk(TALK.held, "x" * (LONGEST["agreed"] + 1), TALK.by_when, "x"), "agreed"),
    ],
)
def test_date_agreement_day_and_post_are_all_needed(
    session: Any, residents_say: Say, talk: GapTalk, field: str
) -> None:
    far = entry()
    residents_say(far, Rung.INFORMING)

    with pytest.raises(RuleBrokenError) as caught:
        actions.record_conversation(make.owner(far), far, talk)

    assert caught.value.field == field


def test_what_was_agreed_is_never_written_again(session: Any, residents_say: Say) -> None:
    far = entry()
    residents_say(far, Rung.INFORMING)
    kept = actions.record_conversation(make.owner(far), far, TALK)
    session.commit()
    kept.agreed = "Something else"

    with pytest.raises(RuleBrokenError):
        session.flush()


def test_the_list_asks_the_same_few_questions_however_long_it_is(
    session: Any, residents_say: Say, queries: list[str]
) -> None:
    for _n in range(4):
        residents_say(entry(), Rung.INFORMING)
    actor = curator()
    queries.clear()

    assert len(waiting(actor)) == 4

    assert len(queries) <= 6
