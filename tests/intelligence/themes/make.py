"""Comments and clusters to test with."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.values.actor import Role
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.intelligence.feedback_comments.models import FeedbackComment
from coprod.intelligence.themes import actions, queries
from coprod.intelligence.themes.enums import ClusterKind
from coprod.intelligence.themes.models import CommentCluster
from coprod.intelligence.themes.rules import FoundCluster
from tests import make
from tests.intelligence.feedback.make import counted_file

SOURCE = "«Survey»"
DAY = date(2026, 5, 4)
NUMBERS = count(1)


def comments(*texts: str, file: FeedbackFile | None = None, **given: Any) -> list[FeedbackComment]:
    """Keep comments as a file brought them."""
    came_in = file or session.scalars(select(FeedbackFile)).first() or counted_file(curator())
    values: dict[str, Any] = {"source": SOURCE, "given_on": DAY, "feeling": None, **given}
    rows = [
        FeedbackComment(file_id=came_in.id, key=f"key-{next(NUMBERS)}", text=text, **values)
        for text in texts
    ]
    return [make.keep(row) for row in rows]


def cluster(
    texts: Sequence[str] = ("«Nobody answers»", "«I rang for an hour»", "«Engaged all day»"),
    words: Sequence[str] = ("«phone»", "«rang»"),
    kind: ClusterKind = ClusterKind.THEME,
    **given: Any,
) -> CommentCluster:
    """Suggest one group of comments, in place of those that nobody has named yet."""
    found = FoundCluster(kind, [each.id for each in comments(*texts, **given)], words)
    actions.save_suggestions([found])
    return make.keep(max(list_all(), key=lambda each: each.id))


def list_all() -> list[CommentCluster]:
    return list(session.scalars(select(CommentCluster).order_by(CommentCluster.id)))


def get_themes(of: CommentCluster) -> list[str]:
    """Return the themes of the comments of a cluster, the most typical first."""
    return [comment.themes for comment in queries.list_comments(of, 1)]


def curator() -> Person:
    return make.person(role=Role.CURATOR)
