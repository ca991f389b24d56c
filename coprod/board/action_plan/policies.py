"""Who keeps the actions of boards, who says how one stands, and whether it was done."""

from coprod.board.action_plan.enums import ActionState
from coprod.board.action_plan.models import BoardAction
from coprod.core.values.actor import Actor, Role


def can_keep_actions(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def can_move(actor: Actor, action: BoardAction) -> bool:
    """Curators, and the account that looks after it, say how an action stands."""
    return can_keep_actions(actor) or is_lead(actor, action)


def is_lead(actor: Actor, action: BoardAction) -> bool:
    return actor.id is not None and actor.id == action.lead_id


def can_answer(actor: Actor, action: BoardAction) -> bool:
    """Anybody, with or without an account, but those who keep the plan or look after the action."""
    return action.state is not ActionState.NOT_DOING and not can_move(actor, action)
