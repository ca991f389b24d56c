"""Writing down an action, saying how it stands, and residents saying whether it was done."""

from coprod.board.action_plan import policies, queries, rules
from coprod.board.action_plan.enums import ActionState
from coprod.board.action_plan.models import (
    BoardAction,
    BoardActionAnswer,
    BoardActionLink,
    BoardActionStep,
    BoardActionUpdate,
)
from coprod.board.action_plan.rules import ActionDraft, UpdateDraft
from coprod.board.mailed_links.actions import open_link, use_link, withdraw_link
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.engagement.resident_answers.actions import save_resident_answer
from coprod.reference.lists.queries import get_place

DRAFT_FIELDS = (
    "group_id",
    "title",
    "details",
    "source",
    "challenge",
    "source_words",
    "source_link",
    "lead",
    "lead_id",
)


def add_action(actor: Actor, draft: ActionDraft) -> BoardAction:
    """Write down what a board will do. It is public at once."""
    require(policies.can_keep_actions(actor))
    check_draft(draft)
    action = BoardAction(due=draft.due, first_due=draft.due, steps=[], updates=[])
    set_action(action, draft)
    update = BoardActionUpdate(person_id=actor.require_id(), state=ActionState.OPEN, due=draft.due)
    update.role = find_role(actor, action)
    action.updates = [update]
    session.add(action)
    session.flush()
    record_event(actor, "added an action", action, is_public=True)
    return action


def check_draft(draft: ActionDraft) -> None:
    rules.check_action(draft)
    lead_ids = {each.id for each in queries.list_possible_leads()}
    if draft.lead_id is not None and draft.lead_id not in lead_ids:
        raise RuleBrokenError(N_("Choose somebody from the list"), field="lead_id")


def set_action(action: BoardAction, draft: ActionDraft) -> None:
    """Copy a draft. A step that keeps its words keeps how far it is."""
    for name in DRAFT_FIELDS:
        setattr(action, name, getattr(draft, name))
    percents = {each.words: each.percent for each in action.steps}
    action.steps = [
        BoardActionStep(position=position, words=words, percent=percents.get(words, 0))
        for position, words in enumerate(draft.steps)
    ]


def change_action(actor: Actor, action: BoardAction, draft: ActionDraft, *, seen: int) -> None:
    """Put an action in other words. Its day moves with an update, which gives the reason."""
    require(policies.can_keep_actions(actor))
    require(seen == action.version, ConflictError)
    check_draft(draft)
    set_action(action, draft)
    action.version += 1
    session.flush()
    record_event(actor, "changed an action", action, is_public=True)


def move_action(actor: Actor, action: BoardAction, draft: UpdateDraft, *, seen: int) -> None:
    """Say how an action stands from now on, and how far each step is."""
    require(policies.can_move(actor, action))
    update = add_update(action, draft, seen)
    update.person_id, update.role = actor.id, find_role(actor, action)
    session.flush()
    record_event(actor, "moved an action", action, is_public=True, state=draft.state)


def find_role(actor: Actor, action: BoardAction) -> str:
    """Return as which role somebody with an account says how an action stands."""
    return action.lead if policies.is_lead(actor, action) else get_place().curator_title


def add_update(action: BoardAction, draft: UpdateDraft, seen: int) -> BoardActionUpdate:
    require(seen == action.version, ConflictError)
    rules.check_update(draft, action.due)
    due = draft.due if draft.state is ActionState.OPEN and draft.due else action.due
    update = BoardActionUpdate(state=draft.state, due=due)
    for name in ("reason", "evidence", "evidence_link"):
        setattr(update, name, getattr(draft, name))
    action.updates.append(update)
    for step in action.steps:
        step.percent = draft.percents.get(step.id, step.percent)
    action.state, action.due = draft.state, due
    action.version += 1
    return update


# By a mailed link


def ask_lead(actor: Actor, action: BoardAction) -> str:
    """Make a link by which the lead says how an action stands, and return its token.

    A link that waits for an answer is taken back: there is one at a time.
    """
    require(policies.can_keep_actions(actor))
    take_back(action)
    link = BoardActionLink(action_id=action.id)
    token = open_link(actor, link)
    session.add(link)
    session.flush()
    record_event(actor, "asked the lead of an action", action)
    return token


def withdraw_lead_link(actor: Actor, action: BoardAction) -> None:
    require(policies.can_keep_actions(actor))
    take_back(action)
    record_event(actor, "took back the link of a lead", action)


def take_back(action: BoardAction) -> None:
    link = queries.find_waiting_link(action)
    if link is not None:
        withdraw_link(link)
        session.flush()


def move_by_link(
    link: BoardActionLink, action: BoardAction, draft: UpdateDraft, *, seen: int
) -> None:
    """Take in what the lead says by a link, which is used up by it."""
    use_link(link)
    add_update(action, draft, seen).role = action.lead
    session.flush()
    record_event(VISITOR, "moved an action", action, is_public=True, state=draft.state)


def save_answer(actor: Actor, action: BoardAction, *, happened: bool, once: str) -> bool:
    """Take in what a resident says of how an action stands; False when they said it before."""
    require(policies.can_answer(actor, action))
    return save_resident_answer(BoardActionAnswer, action.last, happened=happened, once=once)
