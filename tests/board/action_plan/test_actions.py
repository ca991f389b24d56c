from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from coprod.board.action_plan import actions, queries
from coprod.board.action_plan.enums import ActionState, ActionTiming
from coprod.board.action_plan.rules import UpdateDraft
from coprod.board.figures.enums import FigureKey
from coprod.board.figures.queries import FigureContext, build_figures
from coprod.board.mailed_links.enums import LinkState
from coprod.core.audit_trail.models import Event
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.reference.lists.queries import get_place
from tests import make
from tests.board.action_plan import make as plan


def test_nobody_but_curators_keeps_the_plan(session: Any) -> None:
    action, member = plan.action(), make.person(role=Role.LAY_MEMBER).actor
    update = UpdateDraft(ActionState.NOT_DOING, None, "No money")
    for refused in (
        lambda: actions.add_action(member, plan.draft()),
        lambda: actions.change_action(member, action, plan.draft(), seen=1),
        lambda: actions.move_action(member, action, update, seen=1),
        lambda: actions.ask_lead(member, action),
        lambda: actions.withdraw_lead_link(member, action),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_letters_go_to_an_account_that_can_have_them(session: Any) -> None:
    resident = make.person(role=Role.RESIDENT)
    with pytest.raises(RuleBrokenError):
        plan.action(lead_id=resident.id)


def test_a_step_that_keeps_its_words_keeps_how_far_it_is(session: Any) -> None:
    action = plan.action(steps=("Price", "Build"))
    plan.move(action, percents={action.steps[0].id: 100})
    draft = plan.draft(action.group, steps=("Plan", "Price"))
    actions.change_action(make.curator(), action, draft, seen=action.version)
    assert [(each.words, each.percent) for each in action.steps] == [("Plan", 0), ("Price", 100)]
    assert (action.steps_done, action.percent) == (1, 50)


def test_a_day_that_moves_stays_with_its_reason(session: Any) -> None:
    action = plan.late()
    assert action.timing is ActionTiming.OVERDUE
    assert action.days_late == 1
    first, later = action.due, clock.today() + timedelta(days=30)
    plan.move(action, due=later, reason="The builder is ill")
    assert (action.first_due, action.due) == (first, later)
    assert [each.due for each in action.updates] == [first, later]
    with pytest.raises(ConflictError):
        actions.move_action(make.curator(), action, UpdateDraft(ActionState.OPEN, later), seen=1)


def test_late_actions_are_a_figure_by_themselves(session: Any) -> None:
    late, _open, done = plan.late(), plan.action(), plan.finish(plan.action())
    context = FigureContext(clock.today(), clock.today(), {})
    figure = build_figures([FigureKey.ACTIONS], context)[FigureKey.ACTIONS]
    assert figure.value.words == "1 of 2"
    assert [row.subject_id for row in figure.rows if row.is_counted] == [late.id]
    assert done.id not in {row.subject_id for row in figure.rows}


def test_few_answers_show_nothing_and_none_leaves_a_trace(session: Any) -> None:
    action = plan.action()
    before = session.scalar(select(func.count()).select_from(Event))
    plan.answers(action, yes=4)
    assert not action.last.answers.has_enough
    plan.answers(action, yes=5)
    assert action.last.answers.yes
    assert session.scalar(select(func.count()).select_from(Event)) == before
    assert not actions.save_answer(VISITOR, action, happened=True, once=f"{action.last.id}-0")


def test_an_update_says_by_which_role_it_was_made(session: Any) -> None:
    person = make.person(role=Role.TEAM_MEMBER)
    action = plan.action(lead="Estates lead", lead_id=person.id)
    update = UpdateDraft(ActionState.OPEN, action.due)
    actions.move_action(person.actor, action, update, seen=action.version)
    plan.move(action)
    assert [each.role for each in action.updates] == [
        get_place().curator_title,
        "Estates lead",
        get_place().curator_title,
    ]


def test_a_link_of_the_lead_is_used_once(session: Any) -> None:
    action = plan.action(lead="Estates lead", steps=("Price",))
    link = queries.find_link(plan.lead_link(action))
    assert link
    update = UpdateDraft(ActionState.OPEN, action.due, percents={action.steps[0].id: 50})
    actions.move_by_link(link, action, update, seen=action.version)
    assert (action.last.role, action.last.person_id, action.percent) == ("Estates lead", None, 50)
    with pytest.raises(RuleBrokenError):
        actions.move_by_link(link, action, update, seen=action.version)


def test_a_new_link_takes_the_place_of_the_one_before(session: Any) -> None:
    action = plan.action()
    first, second = (queries.find_link(plan.lead_link(action)) for _each in range(2))
    assert first
    assert second
    assert (first.link_state, second.link_state) == (LinkState.WITHDRAWN, LinkState.WAITING)
    actions.withdraw_lead_link(make.curator(), action)
    assert queries.find_waiting_link(action) is None
