from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from coprod.board.action_plan import actions, queries
from coprod.board.action_plan.enums import ActionState, ActionTiming
from coprod.board.action_plan.rules import UpdateDraft
from coprod.board.figures.enums import FigureKey
from coprod.board.figures.queries import FigureContext, build_figures
from coprod.core.audit_trail.models import Event
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from tests import make
from tests.board.action_plan import make as plan


def test_nobody_but_curators_keeps_the_plan(session: Any) -> None:
    action, member = plan.action(), make.person(role=Role.LAY_MEMBER).actor
    update = UpdateDraft(ActionState.NOT_DOING, None, "No money")
    for refused in (
        lambda: actions.add_action(member, plan.draft()),
        lambda: actions.change_action(member, action, plan.draft(), seen=1),
        lambda: actions.move_action(member, action, update, seen=1),
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
    assert not queries.summarise_answers(action.last).has_enough
    plan.answers(action, yes=5)
    assert queries.summarise_answers(action.last).yes
    assert session.scalar(select(func.count()).select_from(Event)) == before
    assert not actions.save_answer(VISITOR, action, happened=True, once=f"{action.last.id}-0")
