"""Who words the statements, who links an activity to them, and who may read a link."""

from sqlalchemy import ColumnElement, and_, or_

from coprod.core.values.actor import Actor, Role
from coprod.outcomes.i_statements.models import OutcomeLink
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import (
    can_edit,
    can_propose,
    can_read_notes,
    is_owned_by,
    is_public_activity,
    visible_to,
)
from coprod.register.review.policies import CORRECTABLE, can_review


def can_word_statements(actor: Actor) -> bool:
    return actor.is_at_least(Role.CURATOR)


def can_link(actor: Actor, activity: Activity) -> bool:
    """Those who write the activity. On a public one, what they say waits for a curator."""
    return can_edit(actor, activity) or can_propose(actor, activity)


def can_publish_link(actor: Actor, activity: Activity) -> bool:
    """A curator who never looked after the activity."""
    return can_review(actor, activity) and activity.status in CORRECTABLE


def can_read_all(actor: Actor, activity: Activity) -> bool:
    return can_read_notes(actor, activity)


def is_read() -> ColumnElement[bool]:
    """A curator has read the link: by itself, or with the whole activity on publishing it."""
    return or_(OutcomeLink.read_at.is_not(None), Activity.published_at >= OutcomeLink.at)


def is_public() -> ColumnElement[bool]:
    """Everybody may read the link. Goes with a join to the activity."""
    return and_(is_public_activity(), is_read())


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Owners read all their own links and curators all; others what a curator has read."""
    if actor.is_at_least(Role.CURATOR):
        return visible_to(actor)
    own = is_read() if actor.id is None else or_(is_read(), is_owned_by(actor))
    not_public_yet = Activity.status == Status.SUBMITTED
    return and_(visible_to(actor), or_(own, not_public_yet))
