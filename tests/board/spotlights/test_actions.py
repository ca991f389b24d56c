from datetime import timedelta
from typing import Any

import pytest

from coprod.board.forward_plan.queries import list_for_meeting
from coprod.board.spotlights import actions, queries
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import (
    ConflictError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
)
from coprod.register.activities.enums import Status
from tests import make
from tests.board.forward_plan import make as plan
from tests.board.meetings import make as meetings
from tests.board.spotlights import make as spotlights


def test_each_person_nominates_once_and_curators_read_why(session: Any) -> None:
    activity, other = spotlights.public_activity(), spotlights.public_activity("Choir")
    person = make.person(role=Role.RESIDENT)
    for reason in ("It is kind", "It is kind, again"):
        spotlights.nominate(activity, person, reason)
    spotlights.nominate(other)
    spotlights.nominate(other)
    nominated = queries.list_nominated(make.curator())
    assert [(each.activity.id, len(each.reasons)) for each in nominated] == [
        (other.id, 2),
        (activity.id, 1),
    ]
    assert nominated[1].reasons == ["It is kind"]
    for refused in (VISITOR, person.actor):
        with pytest.raises(NotAllowedError):
            queries.list_nominated(refused)


def test_nobody_but_curators_chooses_or_changes(session: Any) -> None:
    made, member = spotlights.spotlight(), make.person(role=Role.LAY_MEMBER).actor
    with pytest.raises(NotAllowedError):
        actions.choose_spotlight(member, made.activity, spotlights.draft())
    with pytest.raises(NotAllowedError):
        actions.change_spotlight(member, made, spotlights.draft(), seen=1)
    with pytest.raises(NotAllowedError):
        actions.nominate(VISITOR, made.activity, "Why")


def test_it_is_an_item_of_the_plan_that_says_nothing_itself(session: Any) -> None:
    meeting = meetings.meeting(meetings.group(), is_public=True)
    made = spotlights.spotlight(meeting=meeting)
    (item,) = list_for_meeting(VISITOR, meeting)
    assert (item.id, item.title, item.is_spotlight) == (made.item_id, "Spotlight", True)
    assert [each.subject_id for each in item.links] == [made.activity_id]


def test_an_item_that_was_planned_already_is_taken(session: Any) -> None:
    board, activity = meetings.group(), spotlights.public_activity()
    meeting = meetings.meeting(board)
    addresses = (f"/stories/{activity.slug}",)
    item = plan.item(board, meeting_id=meeting.id, addresses=addresses, is_spotlight=True)
    assert spotlights.spotlight(activity, meeting).item_id == item.id


def test_it_needs_a_meeting_to_come(session: Any) -> None:
    past = meetings.meeting(meetings.group(), days=-5)
    with pytest.raises(RuleBrokenError) as broken:
        spotlights.spotlight(meeting=past)
    assert broken.value.field == "meeting_id"


def test_it_is_shown_on_its_days(session: Any) -> None:
    today = clock.today()
    coming = spotlights.spotlight(starts_on=today + timedelta(days=5))
    assert queries.find_current() is None
    with pytest.raises(NotFoundError):
        queries.get_spotlight(VISITOR, coming.id)
    assert queries.get_spotlight(make.curator(), coming.id).is_on is False
    current = spotlights.spotlight(starts_on=today - timedelta(days=5), ends_on=today)
    yesterday = today - timedelta(days=1)
    past = spotlights.spotlight(starts_on=today - timedelta(days=9), ends_on=yesterday)
    found = queries.find_current()
    assert found is not None
    assert found.id == current.id
    assert [each.id for each in queries.list_spotlights(VISITOR)] == [current.id, past.id]


def test_what_is_taken_down_is_in_no_spotlight(session: Any) -> None:
    made = spotlights.spotlight()
    spotlights.nominate(made.activity)
    made.activity.status = Status.WITHDRAWN
    session.flush()
    assert queries.find_current() is None
    assert queries.list_spotlights(make.curator()) == []
    assert queries.list_nominated(make.curator()) == []
    with pytest.raises(NotFoundError):
        queries.get_spotlight(make.curator(), made.id)


def test_two_curators_at_once_do_not_undo_each_other(session: Any) -> None:
    made = spotlights.spotlight()
    actions.change_spotlight(make.curator(), made, spotlights.draft(title="New"), seen=1)
    with pytest.raises(ConflictError):
        actions.change_spotlight(make.curator(), made, spotlights.draft(), seen=1)
    assert (made.title, made.version) == ("New", 2)


def test_what_was_chosen_is_no_longer_nominated(session: Any) -> None:
    activity = spotlights.public_activity()
    spotlights.nominate(activity)
    spotlights.spotlight(activity)
    assert queries.list_nominated(make.curator()) == []
