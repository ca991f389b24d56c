"""Reminders once each, and residents who ask for a round."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from coprod.assessment.rounds import actions, queries
from coprod.assessment.rounds.commands import write_round_reminders
from coprod.assessment.rounds.enums import Cause
from coprod.assessment.self_assessment import actions as assessment
from coprod.assessment.self_assessment.enums import Choice, Question, Round
from coprod.assessment.self_assessment.rules import TeamReply
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.sections.actions import write_parts
from coprod.register.sections.enums import SpreadStage
from coprod.register.sections.rules import Basics
from tests import make

HALF_A_YEAR, A_YEAR = timedelta(days=184), timedelta(days=367)


def staged(activity: Activity, stage: SpreadStage) -> None:
    write_parts(activity, (Basics(stage=stage),))
    make.keep(activity)


def after(days: timedelta) -> Any:
    return time_machine.travel(clock.now() + days, tick=False)


def causes(activity: Activity) -> list[Cause]:
    return queries.get_causes([activity])[activity.id]


def provisional(activity: Activity) -> None:
    by = make.owner(activity)
    rating = make.rating(activity, submit=False)
    assessment.answer_question(by, rating, TeamReply(Question.Q12, Choice.NOT_YET))
    assessment.submit_rating(by, rating)
    make.keep(activity)


def test_owners_are_reminded_once_for_each_cause(app: Flask, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    provisional(activity)

    assert write_round_reminders() == 0
    with after(HALF_A_YEAR):
        assert causes(activity) == [Cause.PROVISIONAL]
        assert [write_round_reminders(), write_round_reminders()] == [1, 0]
    with after(A_YEAR):
        assert [write_round_reminders(), write_round_reminders()] == [1, 0]
        assert causes(activity) == [Cause.YEAR, Cause.PROVISIONAL]
    letters = session.scalars(select(Outgoing)).all()
    assert f"/activities/{activity.slug}/assess" in letters[0].text


def test_a_new_round_ends_the_wait_and_begins_another(app: Flask, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity)

    with after(A_YEAR):
        assert write_round_reminders() == 1
        make.rating(activity, round=Round.END)
        assert causes(activity) == []
        assert write_round_reminders() == 0
        with after(A_YEAR):
            assert write_round_reminders() == 1


def test_a_change_of_stage_after_the_last_round_is_told(app: Flask, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    staged(activity, SpreadStage.PILOT)
    make.rating(activity)
    assert write_round_reminders() == 0

    staged(activity, SpreadStage.ADOPTED_ELSEWHERE)

    assert causes(activity) == [Cause.STAGE]
    assert [write_round_reminders(), write_round_reminders()] == [1, 0]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_nobody_is_reminded_of_what_is_not_public(app: Flask, session: Any, status: Status) -> None:
    activity = make.activity(status=Status.PUBLISHED if status is Status.WITHDRAWN else status)
    make.rating(activity)
    if status is Status.WITHDRAWN:
        make.withdraw(activity)

    with after(A_YEAR):
        assert write_round_reminders() == 0


def test_a_rating_keeps_how_far_the_entry_had_come(session: Any) -> None:
    activity = make.activity()
    before = make.rating(activity)
    staged(activity, SpreadStage.PILOT)
    later = make.rating(activity, round=Round.END)

    assert (before.stage_then, later.stage_then) == (None, SpreadStage.PILOT)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER])
def test_a_resident_asks_and_a_new_round_answers(session: Any, role: Role) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity)
    first, second = (make.person(role=role).actor for _ in range(2))

    assert actions.ask_for_round(first, activity)
    assert not actions.ask_for_round(second, activity)
    with pytest.raises(RuleBrokenError):
        actions.ask_for_round(first, activity)
    assert causes(activity) == [Cause.ASKED]

    make.rating(activity, round=Round.ASKED_FOR)
    assert causes(activity) == []
    assert actions.ask_for_round(first, activity)


def test_an_entry_that_was_never_assessed_can_be_asked_for_too(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)

    assert actions.ask_for_round(make.person(role=Role.RESIDENT).actor, activity)
    assert causes(activity) == [Cause.ASKED]


def test_others_do_not_ask_nor_does_anybody_about_their_own(session: Any) -> None:
    resident = make.person(role=Role.RESIDENT)
    own = make.activity(owner=resident, status=Status.PUBLISHED)
    public, sent = make.activity(status=Status.PUBLISHED), make.activity(status=Status.SUBMITTED)

    for actor, activity in (
        (VISITOR, public),
        (make.person(role=Role.TEAM_MEMBER).actor, public),
        (make.person(role=Role.CURATOR).actor, public),
        (resident.actor, own),
        (make.person(role=Role.LAY_MEMBER).actor, sent),
    ):
        with pytest.raises(NotAllowedError):
            actions.ask_for_round(actor, activity)


def test_what_is_due_comes_in_two_queries_for_many(session: Any, queries: list[str]) -> None:
    entries = [make.activity(status=Status.PUBLISHED) for _ in range(3)]
    for each in entries:
        make.rating(each)
    queries.clear()

    assert set(of_many(entries)) == {each.id for each in entries}
    assert len(queries) == 2


of_many = queries.get_causes
