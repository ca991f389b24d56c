"""What a curator had a hand in goes to whoever stands in, and they decide it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.reviews import actions, queries, rules
from coprod.reviews.commands import route_reviews
from coprod.reviews.rules import StandInDraft
from tests import make
from tests.reviews.make import address_of, decide, review_of, send, stand_in

As = Callable[[Any], Any]
PAGE = "/desk/reviews/stand-ins"
TODAY = date(2026, 4, 1)


def draft(starts_on: date | None, ends_on: date | None) -> StandInDraft:
    return StandInDraft(1, starts_on, ends_on, "«Away»")


@pytest.fixture
def curator(session: Any) -> Person:
    return make.person(role=Role.CURATOR)


@pytest.fixture
def entry(curator: Person) -> Activity:
    """Return what the only curator had a hand in."""
    return make.activity(owner=curator, status=Status.SUBMITTED)


def route(app: Flask) -> int:
    with app.app_context():
        return route_reviews()


def assignee_of(session: Any, subject: Any) -> int | None:
    session.expire_all()
    return review_of(subject).assignee_id


# For how long


def test_a_stand_in_has_a_first_and_a_last_day() -> None:
    days = (TODAY, date(2026, 5, 1))
    assert rules.check_stand_in_days(draft(*days), TODAY) == days
    assert rules.check_stand_in_days(draft(date(2026, 3, 1), TODAY), TODAY)[1] == TODAY


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (None, TODAY),
        (TODAY, None),
        (date(2026, 5, 1), date(2026, 4, 30)),
        (date(2026, 3, 1), date(2026, 3, 31)),
        (TODAY, date(2027, 4, 3)),
    ],
)
def test_no_day_is_missing_over_or_too_far(starts_on: date | None, ends_on: date | None) -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_stand_in_days(draft(starts_on, ends_on), TODAY)


# Naming


def test_only_lay_members_and_other_curators_are_named(session: Any, curator: Person) -> None:
    for person in (curator, make.person(), make.person(role=Role.ADMINISTRATOR)):
        with pytest.raises(RuleBrokenError):
            actions.name_stand_in(curator.actor, StandInDraft(person.id, TODAY, TODAY, "«x»"))
    with pytest.raises(NotAllowedError):
        actions.name_stand_in(make.person().actor, draft(TODAY, TODAY))


def test_it_is_ended_once(session: Any, curator: Person) -> None:
    found = stand_in(make.person(role=Role.LAY_MEMBER), by=curator)
    actions.end_stand_in(curator.actor, found)
    with pytest.raises(ConflictError):
        actions.end_stand_in(curator.actor, found)
    assert queries.list_stand_ins(curator.actor) == []


# Where it goes


def test_it_goes_to_the_lay_member_where_no_curator_may_decide(
    app: Flask, session: Any, curator: Person, entry: Activity
) -> None:
    lay = make.person(role=Role.LAY_MEMBER)
    stand_in(lay, by=curator)
    make.activity(owner=make.person(), status=Status.SUBMITTED)
    session.commit()

    assert (route(app), route(app)) == (1, 0)
    assert assignee_of(session, entry) == lay.id
    letters = session.scalars(select(Outgoing).where(Outgoing.recipient == lay.email)).all()
    assert [each.subject for each in letters] == [
        "You are standing in: something is waiting for your decision"
    ]


def test_a_second_curator_who_stands_in_is_asked_first(
    app: Flask, session: Any, curator: Person, entry: Activity
) -> None:
    second = make.person(role=Role.CURATOR)
    stand_in(make.person(role=Role.LAY_MEMBER), by=curator)
    stand_in(second, by=curator)
    session.commit()

    route(app)
    assert assignee_of(session, entry) == second.id


def test_no_lay_member_is_asked_where_another_curator_may_decide(
    app: Flask, session: Any, curator: Person, entry: Activity
) -> None:
    stand_in(make.person(role=Role.LAY_MEMBER), by=curator)
    make.person(role=Role.CURATOR)
    session.commit()

    assert route(app) == 0


def test_it_goes_to_nobody_before_their_day_or_for_other_kinds(
    app: Flask, session: Any, curator: Person, entry: Activity
) -> None:
    lay = make.person(role=Role.LAY_MEMBER)
    stand_in(lay, "stage-decision", by=curator)
    stand_in(lay, starts_in=2, by=curator)
    session.commit()

    assert route(app) == 0
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert route(app) == 1


def test_it_goes_to_the_next_when_their_time_is_over(
    app: Flask, session: Any, curator: Person, entry: Activity
) -> None:
    first, second = make.person(role=Role.LAY_MEMBER), make.person(role=Role.LAY_MEMBER)
    ended = stand_in(first, by=curator)
    session.commit()
    route(app)
    actions.end_stand_in(curator.actor, ended)
    stand_in(second, by=curator)
    session.commit()

    assert route(app) == 1
    assert assignee_of(session, entry) == second.id
    with pytest.raises(NotAllowedError):
        decide(first.actor, entry, "publish")


# Deciding


def test_a_lay_member_decides_as_themselves(session: Any, curator: Person, entry: Activity) -> None:
    lay = make.person(role=Role.LAY_MEMBER)
    with pytest.raises(NotAllowedError):
        decide(lay.actor, entry, "publish")
    with pytest.raises(RuleBrokenError):
        actions.ask_to_decide(curator.actor, review_of(entry), lay.id)
    stand_in(lay, by=curator)
    actions.ask_to_decide(curator.actor, review_of(entry), lay.id)

    review = decide(lay.actor, entry, "publish")

    assert entry.status is Status.PUBLISHED
    assert review.decided_by_id == lay.id
    with pytest.raises(NotAllowedError):
        actions.name_stand_in(lay.actor, draft(TODAY, TODAY))


def test_the_curator_sees_where_it_went_and_the_lay_member_decides_it(
    app: Flask, as_: As, session: Any, curator: Person, entry: Activity
) -> None:
    lay = make.person(role=Role.LAY_MEMBER)
    path = address_of(entry)
    browser = as_(lay)
    assert browser.get(path).status_code == 404
    stand_in(lay, by=curator)
    session.commit()
    assert browser.get(path).status_code == 404
    route(app)

    assert "It went to a stand-in on" in as_(curator).get(path).text
    assert path in browser.get("/desk/reviews/given").text
    assert "Take it for 20 minutes" not in browser.get(path).text
    assert "Did you type this for somebody else?" in as_(curator).get(path).text
    assert "Did you type this for somebody else?" not in browser.get(path).text
    assert browser.get("/desk").status_code == 403
    assert browser.get(PAGE).status_code == 403
    assert browser.send(f"{path}/take").status_code == 403
    assert send(browser, entry, "publish").location == "/advice"
    assert session.get_one(Activity, entry.id).status is Status.PUBLISHED
    assert browser.get(path).status_code == 404


def test_a_curator_names_a_stand_in_and_ends_it(as_: As, session: Any, curator: Person) -> None:
    lay = make.person(role=Role.LAY_MEMBER)
    browser, today = as_(curator), clock.today()
    days = {
        f"{box}-{part}": str(getattr(today, part))
        for box in ("starts", "ends")
        for part in ("day", "month", "year")
    }
    assert "Nobody stands in now" in browser.get(PAGE).text
    for wrong in ({}, {"person": lay.id}, {"person": lay.id, **days}, {"why": "«x»", **days}):
        assert browser.send(PAGE, wrong).status_code == 422
    fields = {"person": lay.id, "why": "«Knows the ward»", "kinds": ["activity"], **days}
    assert browser.send(PAGE, fields).location == PAGE
    shown = browser.get(PAGE).text
    assert "«Knows the ward»" in shown
    assert "End this today" in shown
    ((found, _person),) = queries.list_stand_ins(curator.actor)
    assert found.kinds == ["activity"]
    assert browser.send(f"{PAGE}/{found.id}/end").location == PAGE
    assert "Nobody stands in now" in browser.get(PAGE).text
    subjects = session.scalars(select(Outgoing.subject)).all()
    assert "You are named to stand in for a curator" in subjects
