"""What people say about a learning record or a decision, for the pages that show these."""

from flask import Blueprint

from coprod.comments.pages import CommentsPage
from coprod.comments.views import on
from coprod.discussing.queries import DECISIONS, LESSONS
from coprod.learning.models import Record
from coprod.records.models import Decision
from coprod.subjects.queries import Kind
from coprod.web.access import actor

bp = Blueprint("discussing", __name__)


@bp.app_template_global("said_about_lesson")
def said_about_lesson(record: Record) -> CommentsPage | None:
    return said_about(LESSONS, record.slug)


@bp.app_template_global("said_about_decision")
def said_about_decision(decision: Decision) -> CommentsPage | None:
    return said_about(DECISIONS, decision.slug)


def said_about(kind: Kind, slug: str) -> CommentsPage | None:
    """Return nothing for what readers do not see, whoever asks."""
    found = kind.by_slug(actor(), slug)
    return on(found) if found else None
