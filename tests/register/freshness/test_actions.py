from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotAllowedError
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.freshness.actions import confirm_activity
from coprod.register.freshness.commands import write_freshness_reminders
from coprod.register.freshness.rules import REMIND_AGAIN_AFTER, compute_review_date
from tests import make

YEAR = timedelta(days=367)


def is_old(activity: Activity) -> bool:
    return activity.may_be_out_of_date


def test_publication_counts_as_a_check(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)

    assert activity.checked_on == clock.today()
    assert activity.review_by == compute_review_date(clock.today())
    assert not activity.may_be_out_of_date


@pytest.mark.parametrize("role", [Role.CURATOR, Role.ADMINISTRATOR])
def test_owner_and_curators_say_that_it_is_still_true(session: Any, role: Role) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    with time_machine.travel(clock.now() + YEAR, tick=False):
        assert is_old(activity)
        for actor in (make.owner(activity), make.person(role=role).actor):
            confirm_activity(actor, activity)
            assert activity.checked_on == clock.today()
        assert not is_old(activity)
        assert write_freshness_reminders() == 0


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_nobody_else_says_so(session: Any, role: Role) -> None:
    activity = make.activity(status=Status.PUBLISHED)

    for actor in (VISITOR, make.person(role=role).actor):
        with pytest.raises(NotAllowedError):
            confirm_activity(actor, activity)


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.PUBLISHED])
def test_only_what_is_public_is_confirmed_or_out_of_date(session: Any, status: Status) -> None:
    activity = make.activity(status=status)

    with time_machine.travel(clock.now() + YEAR, tick=False):
        assert not activity.may_be_out_of_date
        with pytest.raises(NotAllowedError):
            confirm_activity(make.person(role=Role.CURATOR).actor, activity)


def test_each_owner_is_reminded_once_a_period(app: Flask, session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner, status=Status.PUBLISHED)
    make.activity(status=Status.DRAFT)
    make.withdraw(make.activity(status=Status.PUBLISHED))
    start = clock.now()

    assert write_freshness_reminders() == 0
    with time_machine.travel(start + YEAR, tick=False):
        assert [write_freshness_reminders(), write_freshness_reminders()] == [1, 0]
    with time_machine.travel(start + YEAR + REMIND_AGAIN_AFTER, tick=False):
        assert [write_freshness_reminders(), write_freshness_reminders()] == [1, 0]
        confirm_activity(make.owner(activity), activity)
        assert write_freshness_reminders() == 0

    letters = session.scalars(select(Outgoing)).all()
    assert {letter.recipient for letter in letters} == {owner.email}
    assert "/activities/falls-group" in letters[0].text


def test_who_has_left_is_not_written_to(app: Flask, session: Any) -> None:
    left, suspended = make.person(), make.person()
    for owner in (left, suspended):
        make.activity(owner=owner, status=Status.PUBLISHED)
    left.email, suspended.active = None, False
    session.commit()

    with time_machine.travel(clock.now() + YEAR, tick=False):
        assert write_freshness_reminders() == 0
