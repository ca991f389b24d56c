"""What engagement adds to the app."""

from flask import Flask

import coprod.engagement.comments.emails
import coprod.engagement.comments.enums
import coprod.engagement.comments.views
import coprod.engagement.commitments.emails
import coprod.engagement.commitments.enums
import coprod.engagement.commitments.views
import coprod.engagement.moderation.emails
import coprod.engagement.moderation.enums
import coprod.engagement.moderation.views
import coprod.engagement.receipts.views
import coprod.engagement.suggestions.emails
import coprod.engagement.suggestions.enums
import coprod.engagement.suggestions.views
from coprod.assessment.self_assessment.enums import ItemKind
from coprod.assessment.self_assessment.queries import add_item_source
from coprod.core.values.phrases import N_
from coprod.engagement.comments.policies import add_subject_kind
from coprod.engagement.comments.queries import (
    ACTIVITY_SUBJECTS,
    DECISION_SUBJECTS,
    INSIGHT_SUBJECTS,
    LEARNING_RECORD_SUBJECTS,
)
from coprod.engagement.commitments.queries import COMMITMENT_ITEMS
from coprod.engagement.commitments.review_kinds import CommitmentStepReview
from coprod.engagement.moderation.review_kinds import CommentReview
from coprod.engagement.suggestions.review_kinds import EditSuggestionReview
from coprod.reviews.wiring import add_review_kinds
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup


def add_kinds(_app: Flask) -> None:
    """Tell packages below of the kinds of things that come from packages above them."""
    for kind in (ACTIVITY_SUBJECTS, LEARNING_RECORD_SUBJECTS, DECISION_SUBJECTS, INSIGHT_SUBJECTS):
        add_subject_kind(kind)
    add_item_source(ItemKind.PROMISE, COMMITMENT_ITEMS)


AREA = Area(
    "engagement",
    init_functions=(
        add_kinds,
        add_review_kinds(CommentReview(), CommitmentStepReview(), EditSuggestionReview()),
    ),
    blueprints=(
        coprod.engagement.commitments.views.bp,
        coprod.engagement.comments.views.bp,
        coprod.engagement.receipts.views.bp,
        coprod.engagement.moderation.views.bp,
        coprod.engagement.suggestions.views.bp,
    ),
    audit_verbs=(
        coprod.engagement.comments.enums.AUDIT_VERBS,
        coprod.engagement.commitments.enums.AUDIT_VERBS,
        coprod.engagement.moderation.enums.AUDIT_VERBS,
        coprod.engagement.suggestions.enums.AUDIT_VERBS,
    ),
    letters=LetterGroup(
        N_("Comments, promises and suggestions"),
        (
            *coprod.engagement.comments.emails.LETTERS,
            *coprod.engagement.moderation.emails.LETTERS,
            *coprod.engagement.commitments.emails.LETTERS,
            *coprod.engagement.suggestions.emails.LETTERS,
        ),
    ),
)
