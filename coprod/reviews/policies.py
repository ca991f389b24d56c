"""Who works on the queue, who reads a review, and who joins its conversation."""

from typing import Any

from coprod.core.values.actor import Actor, Role
from coprod.reviews.kinds import AnyKind
from coprod.reviews.models import Review


def can_open_queue(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def can_decide(actor: Actor, kind: AnyKind, review: Review, subject: Any) -> bool:
    return actor.id is not None and review.is_open and kind.can_decide(actor, subject)


def can_read(actor: Actor, kind: AnyKind, subject: Any) -> bool:
    """Curators, those who sent it in or look after it, and whoever may decide."""
    return actor.id is not None and (
        kind.can_see(actor, subject)
        or kind.is_party(actor, subject)
        or kind.can_decide(actor, subject)
    )


def can_read_closed(actor: Actor, review: Review) -> bool:
    """Whoever was at it: of a subject that is gone, nobody can tell who had a hand in it."""
    known = {review.decided_by_id, review.claimed_by_id, review.assignee_id}
    return can_open_queue(actor) and actor.id in known


def can_write(actor: Actor, kind: AnyKind, review: Review, subject: Any) -> bool:
    """Write in the conversation, while the review is open and nobody closed the conversation."""
    is_writable = review.is_open and not review.is_locked
    return is_writable and can_read(actor, kind, subject)


def can_lock(actor: Actor, kind: AnyKind, subject: Any) -> bool:
    return can_open_queue(actor) and kind.can_decide(actor, subject)
