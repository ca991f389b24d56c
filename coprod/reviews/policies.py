"""Who works on the queue, who reads a review, and who joins its conversation."""

from dataclasses import replace
from typing import Any

from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.reviews.kinds import AnyKind
from coprod.reviews.models import Review, StandIn


def can_open_queue(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def can_name_stand_ins(actor: Actor) -> bool:
    return can_open_queue(actor)


def can_decide(actor: Actor, kind: AnyKind, review: Review, subject: Any) -> bool:
    may = kind.can_decide(actor, subject) or was_given(actor, kind, review, subject)
    return actor.id is not None and review.is_open and may


def was_given(actor: Actor, kind: AnyKind, review: Review, subject: Any) -> bool:
    """Tell whether somebody who stands in was asked to decide this one, and may do so today."""
    is_asked = review.stand_in is not None and review.assignee_id == actor.id
    return is_asked and can_stand_in(actor, kind, review.stand_in, subject)


def can_stand_in(actor: Actor, kind: AnyKind, stand_in: StandIn | None, subject: Any) -> bool:
    """Tell whether somebody decides what is given to them: a curator by the rules of the kind.

    A lay member decides as a curator would who had the same hand in it, so never about what is
    theirs; and only kinds that allow it, on the days for which they were named.
    """
    if stand_in is None or actor.id != stand_in.person_id:
        return False
    if not stand_in.covers(kind.name, clock.today()):
        return False
    is_lay = actor.role is Role.LAY_MEMBER and kind.allows_lay_members
    return kind.can_decide(lend_role(actor) if is_lay else actor, subject)


def lend_role(actor: Actor) -> Actor:
    """Return the same person as a curator: to ask the area's own rules, and for one decision."""
    return replace(actor, role=Role.CURATOR)


def can_read(actor: Actor, kind: AnyKind, review: Review, subject: Any) -> bool:
    """Curators, those who sent it in or look after it, and whoever may decide."""
    return actor.id is not None and (
        kind.can_see(actor, subject)
        or kind.is_party(actor, subject)
        or kind.can_decide(actor, subject)
        or was_given(actor, kind, review, subject)
    )


def can_read_closed(actor: Actor, review: Review) -> bool:
    """Whoever was at it: of a subject that is gone, nobody can tell who had a hand in it."""
    known = {review.decided_by_id, review.claimed_by_id, review.assignee_id}
    return can_open_queue(actor) and actor.id in known


def can_write(actor: Actor, kind: AnyKind, review: Review, subject: Any) -> bool:
    """Write in the conversation, while the review is open and nobody closed the conversation."""
    is_writable = kind.has_conversation and review.is_open and not review.is_locked
    return is_writable and can_read(actor, kind, review, subject)


def can_lock(actor: Actor, kind: AnyKind, subject: Any) -> bool:
    return can_open_queue(actor) and kind.can_decide(actor, subject)
