"""Finding the activities of imported comments, and which of the comments are here already."""

from collections.abc import Mapping

from sqlalchemy import select

from coprod.core.database import session
from coprod.engagement.comments.models import Origin
from coprod.register.activities.models import Source


def get_activity_ids(source: str) -> Mapping[str, int]:
    """Return the ids of the activities that came from a source, by their keys there."""
    rows = session.execute(select(Source.key, Source.activity_id).where(Source.name == source))
    return dict(rows.all())


def get_imported_comment_ids(source: str) -> Mapping[str, int]:
    """Return the ids of the comments that came from a source before, by their keys there."""
    statement = select(Origin.source_key, Origin.comment_id).where(Origin.source == source)
    return {key: comment_id for key, comment_id in session.execute(statement) if key}
