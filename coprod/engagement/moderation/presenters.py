"""What the moderator's pages are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.core.disclosure.rules import disclose_count
from coprod.core.values.phrases import Message
from coprod.engagement.comments.enums import ModerationReason
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.rules import CommentSettings, Subject
from coprod.engagement.moderation.enums import PUBLIC_OUTCOME_LABELS
from coprod.engagement.moderation.models import Report
from coprod.engagement.moderation.queries import ModerationFigures
from coprod.reference.safety.rules import SafetySign
from coprod.register.activities.rules import TextPiece


@dataclass(frozen=True)
class ModerationDesk:
    """What waits for one moderator."""

    waiting: Sequence[Comment]
    number: int
    reported: Sequence[Comment]
    held: Sequence[Comment]
    subjects: Mapping[int, Subject]
    signs: Mapping[int, Sequence[SafetySign]]
    settings: CommentSettings

    @property
    def first(self) -> int | None:
        comments = [*self.waiting, *self.reported]
        return comments[0].id if comments else None


@dataclass(frozen=True)
class DecisionPage:
    """One comment on a moderator's desk, with everything that helps to decide."""

    comment: Comment
    subject: Subject
    reports: Sequence[Report]
    number: int
    edits: list[TextPiece]
    signs: Sequence[SafetySign]


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
