from typing import Any

import pytest

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.quick_pass.actions import give_quick_pass
from coprod.assessment.quick_pass.models import QuickPass
from coprod.assessment.quick_pass.queries import find_current_quick_pass
from coprod.assessment.self_assessment import actions as assessment
from coprod.assessment.self_assessment import queries as ratings
from coprod.assessment.self_assessment.enums import Choice, FreeChoice, Question, TeachOrTell
from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.review.actions import withdraw_activity
from tests import make


def test_a_quick_pass_has_its_level_and_stands_in_the_history(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)

    quick_pass = make.quick_pass(activity, "31222")

    assert quick_pass.rung == Rung.CONSULTATION
    assert quick_pass.answers == make.quick_answers("31222")
    assert "gave a quick pass" in [e.verb for e in list_events(activity, public_only=True)]


def test_only_who_may_assess_gives_one(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    stranger = make.person().actor

    with pytest.raises(NotAllowedError):
        give_quick_pass(stranger, activity, make.quick_answers())


def test_what_is_not_whole_is_not_saved(session: Any) -> None:
    activity = make.activity()
    answers = make.quick_answers(free_choice=None)

    with pytest.raises(RuleBrokenError, match="all six"):
        give_quick_pass(make.owner(activity), activity, answers)

    assert session.query(QuickPass).count() == 0


def test_it_is_no_assessment(session: Any) -> None:
    """It is in no chart of rungs, and it answers no “is it time again?”."""
    activity = make.activity(status=Status.PUBLISHED)
    make.quick_pass(activity, "31222")

    four = get_four_ratings(VISITOR, [activity])[activity.id]

    assert ratings.get_latest_rungs([activity.id]) == {}
    assert ratings.find_latest_rating(VISITOR, activity) is None
    assert (four.team, four.current_rung) == ((), None)
    assert Rung.CONSULTATION not in four.marks


def test_it_is_called_a_quick_pass_where_the_team_has_no_level_yet(session: Any) -> None:
    exact, above = make.activity(status=Status.PUBLISHED), make.activity(status=Status.PUBLISHED)
    make.quick_pass(exact, "31222")
    make.quick_pass(above, "44444")

    four = get_four_ratings(VISITOR, [exact, above])

    words = [str(four[each.id].team_view.none_in_short.plain) for each in (exact, above)]
    assert words == ["Quick pass: Consultation", "Quick pass: Engagement or above"]
    assert all(four[each.id].team_view.rungs == () for each in (exact, above))


def test_an_assessment_takes_its_place_and_a_later_one_stands_beside_that(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.quick_pass(activity)
    make.rating(activity)
    assert find_current_quick_pass(activity.id) is None

    later = make.quick_pass(activity, "31222")

    four = get_four_ratings(VISITOR, [activity])[activity.id]
    assert four.quick_pass is not None
    assert four.quick_pass.quick_pass_id == later.id
    assert four.team_view.rungs == (Rung.CO_DESIGN,)
    assert four.team_view.quick_pass is None


def test_the_last_of_several_counts(session: Any) -> None:
    activity = make.activity()
    make.quick_pass(activity, "31222")
    last = make.quick_pass(activity, "44444")

    assert find_current_quick_pass(activity.id) is last


def test_it_is_seen_by_whoever_may_read_the_activity(session: Any) -> None:
    draft, public = make.activity(), make.activity(status=Status.PUBLISHED)
    for each in (draft, public):
        make.quick_pass(each)

    def list_seen(actor: Actor) -> set[int]:
        four = get_four_ratings(actor, [draft, public])
        return {number for number, ratings in four.items() if ratings.quick_pass}

    assert list_seen(VISITOR) == {public.id}
    assert list_seen(make.owner(draft)) == {draft.id, public.id}

    withdraw_activity(make.person(role=Role.CURATOR).actor, public, "It was entered twice")

    assert list_seen(VISITOR) == set()


def begin(activity: Activity) -> Any:
    return assessment.begin_rating(make.owner(activity), activity, assessment.RoundDetails())


def test_its_answers_are_filled_into_the_assessment_that_begins(session: Any) -> None:
    activity = make.activity()
    make.quick_pass(activity, "23203", teach_or_tell=TeachOrTell.TEACH)

    rating = begin(activity)

    answers = ratings.get_answers(rating)
    assert (answers.free_choice, answers.teach_or_tell) == (FreeChoice.YES, TeachOrTell.TEACH)
    assert answers.choices == make.quick_answers("23203").choices


def test_those_of_before_the_last_assessment_are_not(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.quick_pass(activity)
    make.rating(activity)

    rating = assessment.begin_rating(
        make.owner(activity), activity, assessment.RoundDetails(correction="Better numbers")
    )

    assert not rating.answers


def test_proof_is_asked_for_before_the_assessment_is_sent(session: Any) -> None:
    activity = make.activity()
    make.quick_pass(activity, "33222")
    rating, owner = begin(activity), make.owner(activity)
    for reply in make.answered(note=""):
        if reply.question not in make.quick_answers().choices:
            assessment.answer_question(owner, rating, reply)

    with pytest.raises(RuleBrokenError, match="how others could check"):
        assessment.submit_rating(owner, rating)


def test_not_yet_is_filled_in_as_well(session: Any) -> None:
    activity = make.activity()
    choices = {**make.quick_answers().choices, Question.Q13: Choice.NOT_YET}
    make.quick_pass(activity, choices=choices)

    assert ratings.get_answers(begin(activity)).choices[Question.Q13] is Choice.NOT_YET
