"""Actions of a board to test with, made as a curator makes them."""

from datetime import timedelta
from typing import Any

import time_machine

from coprod.accounts.users.models import Person
from coprod.board.action_plan import actions, queries
from coprod.board.action_plan.enums import ActionSource, ActionState
from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.rules import ActionDraft, UpdateDraft
from coprod.board.meetings.models import BoardGroup
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from tests import make
from tests.board.meetings import make as meetings


def draft(group: BoardGroup | None = None, **given: Any) -> ActionDraft:
    usual: dict[str, Any] = {
        "group_id": (group or meetings.group()).id,
        "title": "A ramp at the lunch club",
        "source": ActionSource.COMMENT,
        "lead": "Estates lead",
        "due": clock.today() + timedelta(days=30),
    }
    return ActionDraft(**{**usual, **given})


def action(group: BoardGroup | None = None, **given: Any) -> BoardAction:
    made = actions.add_action(make.curator(), draft(group, **given))
    session.commit()
    return queries.get_action(made.id)


def late(
    group: BoardGroup | None = None, *, lead: str = "Estates lead", **given: Any
) -> BoardAction:
    """Return an action whose day was yesterday."""
    with time_machine.travel(clock.now() - timedelta(days=31)):
        return action(group, lead=lead, **given)


def led_by(person: Person, **given: Any) -> BoardAction:
    return late(lead_id=person.id, **given)


def move(made: BoardAction, **given: Any) -> BoardAction:
    usual: dict[str, Any] = {"state": ActionState.OPEN, "due": made.due}
    actions.move_action(make.curator(), made, UpdateDraft(**{**usual, **given}), seen=made.version)
    session.commit()
    return made


def finish(made: BoardAction, **given: Any) -> BoardAction:
    words = {"evidence": "It is there since May.", **given}
    return move(made, state=ActionState.DONE, **words)


def answers(made: BoardAction, *, yes: int = 0, not_yet: int = 0) -> BoardAction:
    for number in range(yes + not_yet):
        actions.save_answer(VISITOR, made, happened=number < yes, once=f"{made.last.id}-{number}")
    session.commit()
    return made


def lead_link(made: BoardAction) -> str:
    """Ask the lead how it stands, and return the token of the link."""
    token = actions.ask_lead(make.curator(), made)
    session.commit()
    return token
