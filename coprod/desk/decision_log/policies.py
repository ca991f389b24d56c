"""Who reads the log of decisions, and how much of each line."""

from typing import Any

from coprod.core.values.actor import Actor
from coprod.reviews import policies
from coprod.reviews.kinds import AnyKind
from coprod.reviews.models import Review


def can_read_log(actor: Actor) -> bool:
    return policies.can_open_queue(actor)


def can_see_line(actor: Actor, kind: AnyKind, review: Review, subject: Any) -> bool:
    """Tell whether somebody learns that it was decided: of what is gone, as its kind allows."""
    if policies.can_read_closed(actor, review):
        return True
    return kind.can_see(actor, subject) if subject is not None else not kind.is_for_deciders


def can_read_words(actor: Actor, kind: AnyKind, review: Review, subject: Any) -> bool:
    """Tell whether somebody reads what it was about, and what was written of it."""
    if policies.can_read_closed(actor, review):
        return True
    return subject is not None and (not kind.hides_words or kind.can_decide(actor, subject))
