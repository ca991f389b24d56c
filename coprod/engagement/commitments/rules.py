"""What a promise must say, when it is overdue, and when its owners are written to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.engagement.commitments.enums import (
    CommitmentProgress,
    CommitmentSource,
    CommitmentState,
)

LONGEST = {
    "words": 500,
    "request": 1000,
    "source_words": 200,
    "post": 120,
    "reason": 1000,
    "proof": 1000,
    "proof_link": 2000,
}
REMIND_AGAIN_AFTER = timedelta(days=30)
"""While an overdue promise is still planned, its owners are reminded again after so long."""


@dataclass(frozen=True)
class CommitmentDraft:
    """A promise before it is saved. ``comment_id`` is the comment that it is made from."""

    words: str
    source: CommitmentSource
    source_words: str
    post: str
    due: PartialDate | None
    request: str = ""
    comment_id: int | None = None


@dataclass(frozen=True)
class StepDraft:
    """How a promise stands from now on, which post says so, and what readers can check."""

    state: CommitmentState
    post: str
    reason: str = ""
    due: PartialDate | None = None
    proof: str = ""
    proof_link: str = ""


REQUIRED_MESSAGES: dict[str, Message] = {
    "words": N_("Say what you will do"),
    "source_words": N_("Say which: when it was, or what it is called"),
    "post": N_("Say which role is responsible. Write the role, not the person’s name"),
}


def check_draft(draft: CommitmentDraft) -> None:
    for field, message in REQUIRED_MESSAGES.items():
        check_given(field, getattr(draft, field), message)
    check_lengths(draft, ("words", "request", "source_words", "post"))
    if draft.due is None:
        raise RuleBrokenError(N_("Say by when. A month or a year will do"), field="due")


def check_step(step: StepDraft, was_due: PartialDate) -> None:
    check_given("post", step.post, REQUIRED_MESSAGES["post"])
    check_lengths(step, ("post", "reason", "proof", "proof_link"))
    if step.proof_link and not is_safe_link(step.proof_link):
        message = N_("Enter a whole address, such as https://www.example.org/minutes")
        raise RuleBrokenError(message, field="proof_link")
    CHECKS[step.state](step, was_due)


def check_planned(step: StepDraft, was_due: PartialDate) -> None:
    """A day that moves, or work that begins again, needs a reason."""
    if step.due is None:
        raise RuleBrokenError(N_("Say by when. A month or a year will do"), field="due")
    message = N_("Say why: the old day stays on the page")
    check_given("reason", step.reason, message if step.due != was_due else N_("Say what changed"))


def check_made(step: StepDraft, _was_due: PartialDate) -> None:
    if not (step.proof or step.proof_link):
        message = N_(
            "Give readers something to check: a link, or where they can see it and since when"
        )
        raise RuleBrokenError(message, field="proof")


def check_not_doing(step: StepDraft, _was_due: PartialDate) -> None:
    check_given("reason", step.reason, N_("Say why it is not being done"))


CHECKS = {
    CommitmentState.PLANNED: check_planned,
    CommitmentState.MADE: check_made,
    CommitmentState.NOT_DOING: check_not_doing,
}


def check_given(field: str, text: str, message: Message) -> None:
    if not text:
        raise RuleBrokenError(message, field=field)


def check_lengths(draft: CommitmentDraft | StepDraft, fields: tuple[str, ...]) -> None:
    for field in fields:
        require_short(getattr(draft, field), LONGEST[field], field=field)


def check_why(why: str) -> None:
    check_given("why", why, N_("Say what the team should change"))
    require_short(why, LONGEST["reason"], field="why")


def is_overdue(state: CommitmentState, due: PartialDate, today: date) -> bool:
    """A promise for “June 2026” is overdue in July, and only as long as it stands as planned."""
    return state is CommitmentState.PLANNED and due.latest < today


@dataclass(frozen=True)
class PublicStep:
    """How a promise stood from a day on, as readers saw it."""

    state: CommitmentState
    due: PartialDate
    on: date


def judge_progress(
    state: CommitmentState, steps: Sequence[PublicStep], today: date
) -> tuple[date | None, CommitmentProgress]:
    """Return the day that was promised first, and how the promise stands beside it."""
    first = steps[0].due.latest if steps else None
    if state is CommitmentState.NOT_DOING:
        return first, CommitmentProgress.NOT_DOING
    if state is CommitmentState.MADE:
        made = next((step.on for step in steps if step.state is CommitmentState.MADE), today)
        is_late = first is not None and made > first
        return first, CommitmentProgress.LATE if is_late else CommitmentProgress.ON_TIME
    is_overdue = first is not None and first < today
    return first, CommitmentProgress.OVERDUE if is_overdue else CommitmentProgress.TO_COME


@dataclass(frozen=True)
class KeptShare:
    """How many promises were kept on time, of those whose first day has come or that are settled.

    One that moved its day is late: what counts is the day that was promised first.
    """

    kept: int
    due: int


def count_kept(progress: Sequence[CommitmentProgress]) -> KeptShare:
    due = [each for each in progress if each is not CommitmentProgress.TO_COME]
    return KeptShare(due.count(CommitmentProgress.ON_TIME), len(due))


def is_reminder_due(due: PartialDate, reminded_on: date | None, today: date) -> bool:
    """Tell whether to write today: once when it is overdue, and again in each period."""
    if due.latest >= today:
        return False
    if reminded_on is None or is_first_reminder(due, reminded_on):
        return True
    return today - reminded_on >= REMIND_AGAIN_AFTER


def is_first_reminder(due: PartialDate, reminded_on: date | None) -> bool:
    """Tell whether nobody was reminded yet since this day passed. A day that moved is another."""
    return reminded_on is None or reminded_on <= due.latest
