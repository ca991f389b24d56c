"""What people say about a learning record, a decision or an insight, for their pages."""

from flask import Blueprint

from coprod.decisions.records.models import DecisionRecord
from coprod.engagement.comments.presenters import comments_on
from coprod.engagement.discussing.queries import DECISIONS, INSIGHTS, LESSONS
from coprod.engagement.subjects.rules import Subject
from coprod.intelligence.feedback.models import Insight
from coprod.learning.records.models import LearningRecord
from coprod.web.access import actor
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("discussing", __name__)


COMMENTS_TEMPLATE = "engagement/comments/_of_subject.html"


def build_record_comments(record: LearningRecord) -> Context | None:
    """Return nothing for what readers do not see, whoever asks."""
    return build_comments(LESSONS.by_slug(actor(), record.slug))


def build_decision_comments(decision: DecisionRecord) -> Context | None:
    """Return nothing for a draft. The page has the whole record already: it is not asked for."""
    return build_comments(DECISIONS.of(decision)) if decision.is_signed else None


def build_insight_comments(insight: Insight) -> Context | None:
    """Return nothing for a summary that is private."""
    return build_comments(INSIGHTS.by_slug(actor(), str(insight.id)))


def build_comments(subject: Subject | None) -> Context | None:
    return {"comments": comments_on(actor(), subject)} if subject else None


add_slot_template(bp, "learning_record.comments", COMMENTS_TEMPLATE, build_record_comments)
add_slot_template(bp, "decision.comments", COMMENTS_TEMPLATE, build_decision_comments)
add_slot_template(bp, "insight.comments", COMMENTS_TEMPLATE, build_insight_comments)
