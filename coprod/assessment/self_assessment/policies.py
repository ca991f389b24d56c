"""Who may assess an activity, and who may read what came of it."""

from sqlalchemy import ColumnElement, and_, or_, select, true

from coprod.assessment.self_assessment.models import Rating
from coprod.core.database import is_in
from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import (
    is_led_by_organisation_of,
    is_locked_to,
    is_of_leading_organisation,
    is_owned_by,
    is_owner,
    visible_to,
    was_ever_owner,
)

OPEN_TO_ASSESSMENT = frozenset({Status.DRAFT, Status.RETURNED, Status.PUBLISHED})


def can_rate(actor: Actor, activity: Activity) -> bool:
    """The owner assesses: a draft, what was sent back, and again what is published.

    What is published others of the organisation that leads it assess too. What is checked and
    locked nobody assesses anew until a curator has unlocked it.
    """
    own = is_owner(actor, activity) and activity.status in OPEN_TO_ASSESSMENT
    is_of_team = own or is_of_leading_organisation(actor, activity)
    return is_of_team and not is_locked_to(actor, activity)


def can_see_open(actor: Actor, activity: Activity) -> bool:
    """Answers that were not sent in yet are for those who may assess, and for the curators."""
    knows = is_owner(actor, activity) or is_of_leading_organisation(actor, activity)
    return knows or actor.is_at_least(Role.CURATOR)


def can_publish_notes(actor: Actor, activity: Activity) -> bool:
    """Let readers see notes: a curator or a lay member, and nobody of their own activity."""
    return actor.id is not None and decides(actor) and not was_ever_owner(actor, activity)


def can_check_evidence(actor: Actor, rating: Rating) -> bool:
    """A curator or a lay member who never had a hand in the activity, nor gave these answers."""
    return can_publish_notes(actor, rating.activity) and rating.person_id != actor.id


def can_read_notes(actor: Actor, activity: Activity) -> bool:
    """Who reads the notes beside answers before readers do."""
    return decides(actor) or can_see_open(actor, activity)


def decides(actor: Actor) -> bool:
    return actor.role is Role.LAY_MEMBER or actor.is_at_least(Role.CURATOR)


def rating_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that every query for ratings carries.

    What was sent in is seen by whoever may read the activity; of a withdrawn activity only the
    marker is left, so its ratings go out of sight with it.
    """
    if actor.is_at_least(Role.CURATOR):
        return true()
    readable = and_(visible_to(actor), Activity.status.not_in(GONE))
    public = and_(Rating.submitted_at.is_not(None), rating_of_activities(readable))
    own = rating_of_activities(or_(is_owned_by(actor), is_led_by_organisation_of(actor)))
    return public if actor.id is None else or_(public, own)


def rating_of_activities(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return is_in(Rating.activity_id, select(Activity.id).where(condition))
