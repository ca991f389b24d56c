"""What the moderator's pages are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coprod.core.disclosure.rules import disclose_count
from coprod.core.values.phrases import Message
from coprod.engagement.comments.enums import ModerationReason
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.rules import Subject
from coprod.engagement.moderation.enums import PUBLIC_OUTCOME_LABELS, Outcome
from coprod.engagement.moderation.models import Report
from coprod.engagement.moderation.queries import ModerationFigures
from coprod.engagement.moderation.rules import Verdict
from coprod.reference.safety.rules import SafetySign
from coprod.register.activities.rules import TextPiece
from coprod.reviews.rules import Verdict as ReviewVerdict


@dataclass(frozen=True)
class DecisionPage:
    """One comment on a moderator's desk, with everything that helps to decide."""

    comment: Comment
    subject: Subject
    reports: Sequence[Report]
    edits: list[TextPiece]
    signs: Sequence[SafetySign]


def read_verdict(verdict: ReviewVerdict) -> Verdict:
    """Return what a moderator decided, from what the form of a review says."""
    extra: Mapping[str, Any] = verdict.extra
    return Verdict(
        outcome=Outcome(verdict.decision),
        body=extra["body"],
        reasons=tuple(ModerationReason(each) for each in verdict.reasons),
        message_to_author=verdict.message,
        route_id=extra["route"],
        kind=extra.get("kind"),
        asks_team=extra.get("asks_team", False),
    )


# Figures


@dataclass(frozen=True)
class PublicCount:
    label: Message
    number: Message


def build_public_counts(figures: ModerationFigures) -> tuple[list[PublicCount], list[PublicCount]]:
    """Return how often what was decided, and why comments were declined, as all may read it."""
    outcomes = [
        PublicCount(label, format_public_count(figures.outcomes.get(outcome, 0)))
        for outcome, label in PUBLIC_OUTCOME_LABELS.items()
    ]
    reasons = [
        PublicCount(reason.label, format_public_count(figures.declined[reason]))
        for reason in ModerationReason
        if figures.declined.get(reason)
    ]
    return outcomes, reasons


def format_public_count(number: int) -> Message:
    """Say how many comments there were as all may read it: a few could be one person's."""
    return disclose_count(number).words
