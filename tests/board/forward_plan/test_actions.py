from typing import Any

import pytest
from sqlalchemy import select

from coprod.board.forward_plan import actions, queries
from coprod.board.forward_plan.enums import LinkKind
from coprod.board.forward_plan.models import PlanItem
from coprod.board.meetings.enums import GroupKind
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.models import ActivityTerm
from tests import make
from tests.board.action_plan import make as action_plan
from tests.board.forward_plan import make as plan
from tests.board.meetings import make as meetings


def test_nobody_but_curators_plans(session: Any) -> None:
    board = meetings.group()
    item, member = plan.item(board), meetings.member_of(board).actor
    for refused in (
        lambda: actions.plan_item(member, board, plan.draft()),
        lambda: actions.change_item(member, item, plan.draft(), seen=1),
        lambda: actions.record_outcome(member, item, "Agreed", (), seen=1),
        lambda: actions.drop_item(member, item, seen=1),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_an_item_that_goes_to_another_meeting_was_put_off(session: Any) -> None:
    board = meetings.group()
    first, second = meetings.meeting(board), meetings.meeting(board, days=40)
    item = plan.item(board, meeting_id=first.id)
    plan.change(item, meeting_id=first.id)
    assert not item.moves
    plan.change(item, meeting_id=second.id)
    plan.change(item)
    plan.change(item, meeting_id=first.id)
    assert [each.meeting_id for each in item.moves] == [first.id, second.id]
    assert item.was_put_off_often
    with pytest.raises(ConflictError):
        actions.change_item(make.curator(), item, plan.draft(), seen=1)


def test_an_item_goes_to_a_meeting_of_its_board(session: Any) -> None:
    other = meetings.meeting(meetings.group(name="Other"))
    with pytest.raises(RuleBrokenError) as broken:
        plan.item(meetings.group(), meeting_id=other.id)
    assert broken.value.field == "meeting_id"


def test_what_an_item_is_about_is_public_and_goes_when_it_is_taken_down(session: Any) -> None:
    board, action = meetings.group(), action_plan.action()
    activity = make.activity(status=Status.PUBLISHED)
    draft = make.activity(status=Status.DRAFT)
    item = plan.item(board, addresses=(f"/stories/{activity.slug}", f"/board/actions/{action.id}"))
    kinds = [each.kind for each in queries.load_things([item])[item.id]]
    assert kinds == [LinkKind.ACTIVITY, LinkKind.ACTION]
    with pytest.raises(RuleBrokenError):
        plan.item(board, addresses=(f"/stories/{draft.slug}",))
    make.withdraw(activity)
    assert [each.kind for each in queries.load_things([item])[item.id]] == [LinkKind.ACTION]


def test_an_outcome_leads_to_what_it_became_and_keeps_what_it_was_about(session: Any) -> None:
    board = meetings.group()
    about, became = action_plan.action(board), action_plan.action(board, title="Ramp")
    item = plan.item(board, addresses=(f"/board/actions/{about.id}",))
    plan.outcome(item, "Agreed", f"/board/actions/{became.id}")
    plan.outcome(item, "Agreed, at last", f"/board/actions/{became.id}")
    things = queries.load_things([item])[item.id]
    assert {(each.subject_id, each.is_outcome) for each in things} == {
        (about.id, False),
        (became.id, True),
    }
    with pytest.raises(RuleBrokenError):
        actions.drop_item(make.curator(), item, seen=item.version)


def test_an_item_of_which_nothing_came_can_be_dropped(session: Any) -> None:
    item = plan.item(meetings.group())
    actions.drop_item(make.curator(), item, seen=1)
    assert session.scalars(select(PlanItem)).all() == []


def test_an_agenda_knows_what_is_due(session: Any) -> None:
    board = meetings.group()
    late = action_plan.late(board)
    action_plan.action(board, title="Long after")
    meeting = meetings.meeting(board, is_public=True)
    due = queries.load_due(VISITOR, meeting)
    assert [each.id for each in due.actions] == [late.id]
    planned = plan.item(board, addresses=(f"/board/actions/{late.id}",))
    items = queries.list_items(make.curator(), board)
    unplanned = queries.list_unplanned(board, items, meeting.papers_on)
    assert planned in items
    assert [each.title for each in unplanned] == ["Long after"]


def test_members_alone_know_what_is_hidden_but_all_know_how_long_it_takes(session: Any) -> None:
    board = meetings.group()
    meeting = meetings.meeting(board, is_public=True)
    plan.item(board, meeting_id=meeting.id, is_public=True, minutes=20)
    plan.item(board, meeting_id=meeting.id, minutes=45)
    person = make.person(role=Role.RESIDENT)
    assert len(queries.list_for_meeting(person.actor, meeting)) == 1
    assert queries.count_minutes([meeting.id]) == {meeting.id: 65}


def test_a_board_knows_which_workstreams_no_item_is_about(session: Any) -> None:
    board, group = meetings.group(), meetings.group(name="Other", kind=GroupKind.PLANNING_GROUP)
    heard, silent = (make.term(ListKind.WORKSTREAM, label=each) for each in ("Heard", "Silent"))
    activity = make.activity(status=Status.PUBLISHED)
    session.add(ActivityTerm(activity_id=activity.id, term_id=heard.id))
    session.commit()
    plan.item(board, addresses=(f"/stories/{activity.slug}",))
    items, today = queries.list_items(make.curator(), board), clock.today()
    assert queries.list_silent_workstreams(board, items, today) == [silent.label]
    assert queries.list_silent_workstreams(board, [], today) == [heard.label, silent.label]
    assert queries.list_silent_workstreams(group, [], today) == []
