"""Importing comments from another site, where somebody published them before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS, load_word_lists
from coprod.exchange.comment_imports import policies, queries
from coprod.exchange.comment_imports.rules import PlacedComment
from coprod.reference.safety.rules import SafetyMatcher


@dataclass(frozen=True)
class CommentImport:
    """The source of comments, whether to publish them at once, and the activity of each."""

    source: str
    publish: bool
    activity_ids: Mapping[str, int]


def import_comments(
    actor: Actor, placed: Sequence[PlacedComment], comment_import: CommentImport
) -> int:
    """Import comments that are not here yet. Nobody's name is imported."""
    require(policies.can_import_comments(actor))
    actor_id = actor.require_id()
    ids = dict(queries.get_imported_comment_ids(comment_import.source))
    new_comments = [comment for comment in placed if comment.original.key not in ids]
    safety = load_word_lists().safety
    comments = {
        new.original.key: build_comment(actor_id, new, comment_import, safety)
        for new in sort_by_time(new_comments)
    }
    session.add_all(comments.values())
    session.flush()
    ids.update((key, comment.id) for key, comment in comments.items())
    for new in new_comments:
        comments[new.original.key].parent_id = ids.get(new.under)
        comments[new.original.key].answers_id = ids.get(new.answers)
    session.flush()
    if comments:
        first = next(iter(comments.values()))
        record_event(
            actor, "brought in comments", first, source=comment_import.source, number=len(comments)
        )
    return len(comments)


def sort_by_time(placed: Iterable[PlacedComment]) -> list[PlacedComment]:
    """Return comments in the order in which they were written, so that their keys say it too."""
    now = clock.now()
    return sorted(placed, key=lambda comment: comment.original.sent_at or now)


def build_comment(
    by_id: int, placed: PlacedComment, comment_import: CommentImport, safety: SafetyMatcher
) -> Comment:
    original = placed.original
    sent_at = original.sent_at or clock.now()
    origin = Origin(
        typed_by_id=by_id,
        source=comment_import.source,
        source_key=original.key,
        depth=placed.depth,
        lost_parent=placed.has_lost_parent,
    )
    return Comment(
        subject_kind=ACTIVITY_SUBJECTS.name,
        subject_id=comment_import.activity_ids[original.about],
        kind=None,
        state=CommentState.PUBLISHED if comment_import.publish else CommentState.WAITING,
        body=original.text,
        public_body="",
        sent_at=sent_at,
        published_at=clock.now() if comment_import.publish else None,
        may_be_unsafe=bool(safety.find_signs(original.text)),
        origin=origin,
    )
