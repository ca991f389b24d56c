"""What people say about a learning record, a decision or an insight, for their pages."""

from flask import Blueprint

from coprod.comments.pages import CommentsPage, comments_on
from coprod.discussing.queries import DECISIONS, INSIGHTS, LESSONS
from coprod.feedback.models import Insight
from coprod.learning.models import Record
from coprod.records.models import Decision
from coprod.web.access import actor

bp = Blueprint("discussing", __name__)


@bp.app_template_global("said_about_lesson")
def said_about_lesson(record: Record) -> CommentsPage | None:
    """Return nothing for what readers do not see, whoever asks."""
    found = LESSONS.by_slug(actor(), record.slug)
    return comments_on(actor(), found) if found else None


@bp.app_template_global("said_about_decision")
def said_about_decision(decision: Decision) -> CommentsPage | None:
    """Return nothing for a draft. The page has the whole record already: it is not asked for."""
    return comments_on(actor(), DECISIONS.of(decision)) if decision.is_signed else None


@bp.app_template_global("said_about_insight")
def said_about_insight(insight: Insight) -> CommentsPage | None:
    """Return nothing for a summary that is private."""
    found = INSIGHTS.by_slug(actor(), str(insight.id))
    return comments_on(actor(), found) if found else None
