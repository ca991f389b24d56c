from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.freshness.commands import write_freshness_reminders
from coprod.reviews.queries import find_next
from tests import make
from tests.reviews.make import address_of, is_open, send, waiting_ids

As = Callable[[Any], Any]
LABEL = "May be out of date"


@pytest.fixture
def old(session: Any) -> Any:
    activity = make.activity(owner=make.person(), status=Status.PUBLISHED)
    activity.review_by = clock.today() - timedelta(days=1)
    activity.checked_on = clock.today() - timedelta(days=366)
    return make.keep(activity)


def test_readers_are_told_on_the_entry_and_in_the_list(client: Any, old: Any) -> None:
    for path in ("/stories", "/stories/falls-group"):
        assert LABEL in client.get(path).text
    assert "Last checked on" in client.get("/stories/falls-group").text
    assert "Still true" not in client.get("/stories/falls-group").text


def test_one_button_makes_it_fresh_again(as_: As, client: Any, old: Any, session: Any) -> None:
    browser = as_(session.get_one(Person, old.owner_id))
    assert "Still true" in browser.get("/stories/falls-group").text

    assert browser.send("/activities/falls-group/still-true").status_code == 303

    assert LABEL not in client.get("/stories").text
    assert "Checked: still true" in client.get("/stories/falls-group/history").text


def test_a_curator_says_so_in_the_queue(as_: As, client: Any, old: Any) -> None:
    write_freshness_reminders()
    desk = as_(Role.CURATOR)
    assert address_of(old, "yearly-check") in desk.get("/desk").text

    assert send(desk, old, "still-true", kind="yearly-check").status_code == 303

    assert LABEL not in client.get("/stories").text
    assert not is_open(old, "yearly-check")


def test_a_curator_puts_away_what_has_had_its_day(as_: As, client: Any, old: Any) -> None:
    write_freshness_reminders()
    desk = as_(Role.CURATOR)

    assert send(desk, old, "retire", kind="yearly-check").status_code == 422
    answer = send(desk, old, "retire", kind="yearly-check", message="The group has ended")

    assert answer.status_code == 303
    assert "The group has ended" in client.get("/stories/falls-group").text


def test_what_the_owners_may_still_answer_rests(session: Any, old: Any) -> None:
    old.review_by = clock.today() + timedelta(days=7)
    make.keep(old)
    write_freshness_reminders()
    curator = make.person(role=Role.CURATOR).actor

    assert waiting_ids(curator, "yearly-check") == [old.id]
    assert find_next(curator) is None


def test_who_looks_after_it_does_not_decide_in_the_queue(session: Any) -> None:
    own = make.person(role=Role.CURATOR)
    activity = make.activity(owner=own, status=Status.PUBLISHED)
    activity.review_by = clock.today() - timedelta(days=1)
    make.keep(activity)
    write_freshness_reminders()

    assert waiting_ids(own.actor, "yearly-check") == []
    assert waiting_ids(make.person(role=Role.CURATOR).actor, "yearly-check") == [activity.id]


def test_nobody_else_presses_it(as_: As, client: Any, old: Any) -> None:
    assert as_(Role.TEAM_MEMBER).send("/activities/falls-group/still-true").status_code == 403
    assert client.get("/activities/falls-group/still-true").status_code == 405


def test_a_reminder_tells_what_readers_would_like_to_know(session: Any, old: Any) -> None:
    assert [write_freshness_reminders(), write_freshness_reminders()] == [1, 0]
    letter = session.scalars(select(Outgoing)).one()
    assert "Readers would also like to know:" in letter.text
