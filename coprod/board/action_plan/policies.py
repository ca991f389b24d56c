"""Who keeps the actions of boards, and who may say whether one was done. Everybody reads them."""

from coprod.board.action_plan.enums import ActionState
from coprod.board.action_plan.models import BoardAction
from coprod.core.values.actor import Actor, Role


def can_keep_actions(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def can_answer(actor: Actor, action: BoardAction) -> bool:
    """Anybody, with or without an account, but those who keep the plan or look after the action."""
    is_own = can_keep_actions(actor) or (actor.id is not None and actor.id == action.lead_id)
    return action.state is not ActionState.NOT_DOING and not is_own
