"""Bringing in comments from another site, where somebody published them before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS, load_word_lists
from coprod.exchange.comment_imports import policies, queries
from coprod.exchange.comment_imports.rules import Placed
from coprod.reference.safety.rules import SafetyMatcher


@dataclass(frozen=True)
class Bringing:
    """From where comments come, whether readers see them at once, and what each is about."""

    source: str
    publish: bool
    entry_ids: Mapping[str, int]


def bring_in(actor: Actor, placed: Sequence[Placed], how: Bringing) -> int:
    """Take in comments that are not here yet. Nobody's name comes with them."""
    if not policies.can_bring_in(actor) or actor.id is None:
        raise NotAllowedError
    ids = dict(queries.here_already(how.source))
    fresh = [each for each in placed if each.turn.key not in ids]
    safety = load_word_lists().safety
    made = {each.turn.key: draft_comment(actor.id, each, how, safety) for each in in_time(fresh)}
    session.add_all(made.values())
    session.flush()
    ids.update((key, comment.id) for key, comment in made.items())
    for each in fresh:
        comment = made[each.turn.key]
        comment.parent_id = ids.get(each.under)
        comment.answers_id = ids.get(each.answers)
    session.flush()
    if made:
        first = next(iter(made.values()))
        record_event(actor, "brought in comments", first, source=how.source, number=len(made))
    return len(made)


def in_time(placed: Iterable[Placed]) -> list[Placed]:
    """Return comments in the order in which they were written, so that their keys say it too."""
    now = clock.now()
    return sorted(placed, key=lambda each: each.turn.at or now)


def draft_comment(by_id: int, placed: Placed, how: Bringing, safety: SafetyMatcher) -> Comment:
    turn = placed.turn
    at = turn.at or clock.now()
    origin = Origin(
        typed_by_id=by_id,
        source=how.source,
        source_key=turn.key,
        depth=placed.depth,
        lost_parent=placed.has_lost_parent,
    )
    return Comment(
        subject_kind=ACTIVITY_SUBJECTS.name,
        subject_id=how.entry_ids[turn.about],
        kind=None,
        state=CommentState.PUBLISHED if how.publish else CommentState.WAITING,
        body=turn.text,
        public_body="",
        sent_at=at,
        published_at=clock.now() if how.publish else None,
        may_be_unsafe=bool(safety.find_signs(turn.text)),
        origin=origin,
    )
