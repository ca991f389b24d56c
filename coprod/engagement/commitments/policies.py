"""Who may make a promise, say how it stands, and say whether it was kept."""

from sqlalchemy import ColumnElement, or_, true

from coprod.core.values.actor import Actor, Role
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.commitments.models import Commitment
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owned_by, is_owner, was_ever_owner


def can_promise(actor: Actor, activity: Activity) -> bool:
    """Those who look after a public activity, and curators, who may type in what a board said."""
    knows = is_owner(actor, activity) or actor.is_at_least(Role.CURATOR)
    return actor.id is not None and knows and activity.status is Status.PUBLISHED


def can_read(actor: Actor, activity: Activity) -> bool:
    """A curator who never looked after the activity reads what its team says before readers do."""
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    return (
        is_curator and not was_ever_owner(actor, activity) and activity.status is Status.PUBLISHED
    )


def is_readable(actor: Actor) -> ColumnElement[bool]:
    """Readers see what was read; those who look after an activity and curators see the rest too."""
    if actor.is_at_least(Role.CURATOR):
        return true()
    is_public = Commitment.published_at.is_not(None)
    return is_public if actor.id is None else or_(is_public, is_owned_by(actor))


def can_answer(actor: Actor, commitment: Commitment) -> bool:
    """Anybody, with or without an account, but those who look after the activity or did.

    There is nothing to answer when nothing is being done.
    """
    is_public = commitment.activity.status is Status.PUBLISHED
    is_public = is_public and commitment.published_at is not None
    is_open = is_public and commitment.state is not CommitmentState.NOT_DOING
    return is_open and not was_ever_owner(actor, commitment.activity)
