"""What a decision about a comment needs before it can be made."""

from dataclasses import dataclass

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.engagement.comments.enums import CommentKind, CommentState, ModerationReason
from coprod.engagement.comments.rules import check_body
from coprod.engagement.moderation.enums import REASONS_FOR_EDITS, Outcome

LONGEST_MESSAGE = 2000
STATE_AFTER: dict[Outcome, CommentState] = {
    Outcome.PUBLISH: CommentState.PUBLISHED,
    Outcome.EDIT: CommentState.PUBLISHED,
    Outcome.REWORD: CommentState.REWORD,
    Outcome.DECLINE: CommentState.DECLINED,
    Outcome.ELSEWHERE: CommentState.PASSED_ON,
    Outcome.HOLD: CommentState.HELD,
}
DECIDABLE_STATES = frozenset({CommentState.WAITING, CommentState.HELD, CommentState.PUBLISHED})
"""Public words may be looked at again, whether or not somebody reported them."""


@dataclass(frozen=True)
class Verdict:
    """A moderator's decision. ``body`` is what stood in the box for edits."""

    outcome: Outcome
    body: str
    reasons: tuple[ModerationReason, ...] = ()
    message_to_author: str = ""
    route_id: int | None = None
    kind: CommentKind | None = None
    """What kind it really is; None leaves it."""
    asks_team: bool = False


def check_verdict(verdict: Verdict, words: str) -> None:
    check_edits(verdict, words)
    if verdict.outcome is Outcome.DECLINE and not verdict.reasons:
        message = N_("Tick why. We count the reasons in public, and the author reads them")
        raise RuleBrokenError(message, field="reasons")
    if verdict.outcome is Outcome.REWORD and not (verdict.reasons or verdict.message_to_author):
        message = N_("Tick or write what the author should change")
        raise RuleBrokenError(message, field="reasons")
    if verdict.outcome is Outcome.ELSEWHERE and verdict.route_id is None:
        raise RuleBrokenError(N_("Choose the place to turn to"), field="route")


def check_edits(verdict: Verdict, words: str) -> None:
    """The author is notified of edits, which are never made because words criticise somebody."""
    has_changed = verdict.body != words
    if verdict.outcome is not Outcome.EDIT:
        if has_changed and verdict.outcome is Outcome.PUBLISH:
            message = N_("You changed the words. Choose “Publish it with the edits below”")
            raise RuleBrokenError(message, field="decision")
        return
    if not has_changed:
        raise RuleBrokenError(N_("Make your edits in the box first"), field="body")
    check_body(verdict.body)
    if not REASONS_FOR_EDITS.intersection(verdict.reasons):
        message = N_("Tick what you took out: names, details, insults. Criticism always stays")
        raise RuleBrokenError(message, field="reasons")


def check_appeal(words: str) -> None:
    if not words:
        raise RuleBrokenError(N_("Say why the decision is not right"), field="body")
