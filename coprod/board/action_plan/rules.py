"""What an action must say, what must be true before it is done, and when it is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from coprod.board.action_plan.enums import (
    PERCENTS,
    ActionSource,
    ActionState,
    ActionTiming,
    ActionView,
)
from coprod.challenges.enums import Challenge
from coprod.core.disclosure.rules import check_public_text, refuse_small_counts
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message

LONGEST = {
    "title": 150,
    "details": 2000,
    "source_words": 200,
    "source_link": 2000,
    "lead": 120,
    "reason": 1000,
    "evidence": 1000,
    "evidence_link": 2000,
}
LONGEST_STEP = 200
MOST_STEPS = 12
SOON = timedelta(days=14)
WHOLE = 100


@dataclass(frozen=True)
class ActionDraft:
    """An action before it is saved. ``lead`` is a role; ``lead_id`` its account, if it has one."""

    group_id: int | None
    title: str
    source: ActionSource
    lead: str
    due: date | None
    details: str = ""
    challenge: Challenge | None = None
    source_words: str = ""
    source_link: str = ""
    steps: tuple[str, ...] = ()
    lead_id: int | None = None


@dataclass(frozen=True)
class UpdateDraft:
    """How an action stands from now on. ``percents`` is how far each step is, by its number."""

    state: ActionState
    due: date | None
    reason: str = ""
    evidence: str = ""
    evidence_link: str = ""
    percents: Mapping[int, int] = field(default_factory=dict)


REQUIRED_MESSAGES: dict[str, Message] = {
    "group_id": N_("Choose the board"),
    "title": N_("Say what will be done"),
    "lead": N_("Say which role looks after it. Write the role, not the name"),
    "due": N_("Say by which day"),
}


def check_action(draft: ActionDraft) -> None:
    for name, message in REQUIRED_MESSAGES.items():
        if not getattr(draft, name):
            raise RuleBrokenError(message, field=name)
    check_source(draft)
    check_steps(draft.steps)
    for name in ("title", "details", "source_words", "source_link", "lead"):
        check_text(name, getattr(draft, name))


def check_source(draft: ActionDraft) -> None:
    if draft.source is ActionSource.CHALLENGE and draft.challenge is None:
        raise RuleBrokenError(N_("Choose which of the four challenges"), field="challenge")
    check_followable(draft.source_link, "source_link")


def check_followable(link: str, field: str) -> None:
    """Refuse what nobody could follow. No link at all is none."""
    if link and not is_followable(link):
        message = N_("Enter the address of a page here, or a whole address that begins https://")
        raise RuleBrokenError(message, field=field)


def is_followable(link: str) -> bool:
    """Tell whether a link is safe: a whole address, or the path of a page of the register."""
    is_path = link.startswith("/") and is_safe_link(f"https://example.org{link}")
    return is_safe_link(link) or (is_path and not link.startswith("//"))


def check_steps(steps: Sequence[str]) -> None:
    if len(steps) > MOST_STEPS:
        raise RuleBrokenError(N_("Write %(most)s steps at most", most=MOST_STEPS), field="steps")
    for step in steps:
        if len(step) > LONGEST_STEP:
            message = N_("Shorten each step to %(most)s characters", most=LONGEST_STEP)
            raise RuleBrokenError(message, field="steps")
        refuse_small_counts(step, field="steps")


def check_text(name: str, text: str) -> None:
    check_public_text(text, LONGEST[name], field=name)


def check_update(draft: UpdateDraft, was_due: date) -> None:
    for name in ("reason", "evidence", "evidence_link"):
        check_text(name, getattr(draft, name))
    check_followable(draft.evidence_link, "evidence_link")
    if any(percent not in PERCENTS for percent in draft.percents.values()):
        raise RuleBrokenError(N_("Choose how far each step is"))
    check_state(draft, was_due)


def check_state(draft: UpdateDraft, was_due: date) -> None:
    """A day that moves needs a reason, what is done evidence, what is dropped a reason."""
    if draft.state is ActionState.DONE and not (draft.evidence or draft.evidence_link):
        message = N_("Give readers something to check: a link, or where they can see it")
        raise RuleBrokenError(message, field="evidence")
    if draft.state is ActionState.NOT_DOING and not draft.reason:
        raise RuleBrokenError(N_("Say why it is not being done"), field="reason")
    if draft.state is ActionState.OPEN:
        check_day(draft, was_due)


def check_day(draft: UpdateDraft, was_due: date) -> None:
    if draft.due is None:
        raise RuleBrokenError(N_("Say by which day"), field="due")
    if draft.due != was_due and not draft.reason:
        raise RuleBrokenError(N_("Say why: the old day stays on the page"), field="reason")


def find_timing(state: ActionState, due: date, today: date) -> ActionTiming:
    if state is not ActionState.OPEN:
        return ActionTiming(state.value)
    if due < today:
        return ActionTiming.OVERDUE
    return ActionTiming.SOON if due - today <= SOON else ActionTiming.LATER


def find_percent(state: ActionState, percents: Sequence[int]) -> int:
    """Return how far an action is: as its steps say, or all of it once it is done."""
    if state is ActionState.DONE:
        return WHOLE
    return sum(percents) // len(percents) if percents else 0


def is_listed(
    view: ActionView, state: ActionState, source: ActionSource, timing: ActionTiming
) -> bool:
    """Tell whether a view of the list shows an action that stands like this."""
    is_true: dict[ActionView, bool] = {
        ActionView.ALL: True,
        ActionView.OPEN: state is ActionState.OPEN,
        ActionView.OVERDUE: timing is ActionTiming.OVERDUE,
        ActionView.CHALLENGES: source is ActionSource.CHALLENGE,
        ActionView.COMMENTS: source is ActionSource.COMMENT,
        ActionView.GAPS: source is ActionSource.GAP,
        ActionView.DECISIONS: source is ActionSource.DECISION,
        ActionView.DONE: state is ActionState.DONE,
    }
    return is_true[view]
