"""A curator approves an entry for a day: hidden until then, public from then on."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.review import actions, policies, rules
from coprod.register.review.commands import publish_planned_activities
from tests import make
from tests.reviews.make import is_open, review_of, send

As = Callable[[Any], Any]
PAGE = "/stories/falls-group"
PLAN = "/activities/falls-group/publication"
TODAY = date(2026, 4, 1)


def in_days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def typed(day: date) -> dict[str, str]:
    return {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}


def planned(day: date, owner: Any = None) -> Activity:
    activity = make.activity(owner=owner or make.person(), status=Status.SUBMITTED)
    actions.plan_publication(make.curator(), activity, day)
    return make.keep(activity)


@pytest.mark.parametrize("day", [None, TODAY, date(2026, 3, 1), date(2028, 1, 1)])
def test_the_day_is_a_later_one_within_a_year(day: date | None) -> None:
    assert rules.check_day(date(2026, 5, 4), TODAY) == date(2026, 5, 4)
    with pytest.raises(RuleBrokenError):
        rules.check_day(day, TODAY)


def test_who_plans_and_who_takes_it_back(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    own, other = planned(in_days(5), curator), planned(in_days(5))

    assert policies.can_change_plan(curator.actor, other)
    assert not policies.can_change_plan(curator.actor, own)
    assert policies.can_reopen(curator.actor, own)
    assert not policies.can_reopen(curator.actor, other)
    assert not policies.can_decide(curator.actor, other)
    with pytest.raises(NotAllowedError):
        actions.cancel_publication(curator.actor, own)


def test_it_is_hidden_until_its_day_and_public_from_then_on(
    app: Flask, as_: As, session: Any, client: Any
) -> None:
    person = make.person()
    activity = make.activity(owner=person, status=Status.SUBMITTED)
    curator = as_(Role.CURATOR)

    assert send(curator, activity, "later").status_code == 422
    assert send(curator, activity, "later", **typed(in_days(5))).status_code == 303

    assert not is_open(activity)
    assert client.get(PAGE).status_code == 404
    assert "will be public on" in as_(person).get("/activities/falls-group").text
    assert "Approved for a day" in as_(Role.CURATOR).get("/desk").text
    with app.app_context():
        assert publish_planned_activities() == 0
    with time_machine.travel(clock.now() + timedelta(days=5)), app.app_context():
        assert publish_planned_activities() == 1
        assert publish_planned_activities() == 0
    session.expire_all()
    assert client.get(PAGE).status_code == 200
    subjects = session.scalars(select(Outgoing.subject)).all()
    assert "Your story is public" in subjects


def test_a_curator_changes_the_day_and_takes_it_back(as_: As, session: Any) -> None:
    activity = planned(in_days(5))
    curator = as_(Role.CURATOR)

    assert curator.send(PLAN, {}).status_code == 422
    assert curator.send(PLAN, {"day-year": str(in_days(5).year)}).status_code == 422
    assert curator.send(PLAN, typed(in_days(9))).status_code == 303
    assert session.get_one(Activity, activity.id).publish_on == in_days(9)
    assert curator.send(f"{PLAN}/cancel").status_code == 303
    assert is_open(activity)
    assert curator.get(PLAN).status_code == 403


def test_a_team_that_changes_it_sends_it_back_for_reading(as_: As, session: Any) -> None:
    person = make.person()
    activity = planned(in_days(5), person)
    team = as_(person)

    assert team.get("/activities/falls-group/summary").status_code == 403
    assert team.send("/activities/falls-group/reopen").status_code == 303
    assert team.get("/activities/falls-group/summary").status_code == 200
    assert team.send("/activities/falls-group/submit").status_code == 303
    assert is_open(activity)
    assert session.get_one(Activity, activity.id).publish_on is None


def test_what_may_not_be_public_on_its_day_waits_for_a_curator(app: Flask, session: Any) -> None:
    activity = planned(in_days(5))

    def refuse(*_args: object) -> None:
        raise RuleBrokenError(N_("Not like this"))

    actions.PUBLICATION_CHECKS.append(refuse)
    try:
        with time_machine.travel(clock.now() + timedelta(days=6)), app.app_context():
            assert publish_planned_activities() == 0
    finally:
        actions.PUBLICATION_CHECKS.remove(refuse)
    session.expire_all()
    assert session.get_one(Activity, activity.id).status is Status.SUBMITTED
    assert review_of(activity).is_open
