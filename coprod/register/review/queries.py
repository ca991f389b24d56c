"""What waits for a curator, and what was said and done about an activity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.queries import list_events
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import get_last_part
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.queries import QUEUE_COLUMNS, select_visible_activities
from coprod.register.review import policies
from coprod.register.review.models import ReviewMessage


def list_awaiting_review(actor: Actor) -> Sequence[Activity]:
    """Return what waits for a curator, the longest wait first."""
    statement = select_visible_activities(actor).where(is_submitted())
    statement = statement.options(QUEUE_COLUMNS, joinedload(Activity.owner))
    return session.scalars(statement.order_by(Activity.submitted_at, Activity.id)).all()


def is_submitted() -> ColumnElement[bool]:
    return Activity.status == Status.SUBMITTED


def has_unanswered() -> ColumnElement[bool]:
    return exists().where(ReviewMessage.activity_id == Activity.id, ReviewMessage.waits)


def list_curators() -> Sequence[Person]:
    """Return who is notified that something waits."""
    statement = select(Person).where(Person.role == Role.CURATOR, Person.active)
    return session.scalars(statement.order_by(Person.id)).all()


def list_messages(actor: Actor, activity: Activity) -> Sequence[ReviewMessage]:
    """Return what was said about an activity, the first word first."""
    require(policies.can_read_conversation(actor, activity))
    statement = select(ReviewMessage).where(ReviewMessage.activity_id == activity.id)
    return session.scalars(statement.order_by(ReviewMessage.id)).all()


def find_replacement_at(activity: Activity, address: str) -> Activity | None:
    """Return the public activity that an address (or the end of one) leads to."""
    slug = get_last_part(address)
    if not slug:
        return None
    statement = select_visible_activities(VISITOR).where(
        is_public_activity(), Activity.slug == slug, Activity.id != activity.id
    )
    replacement = session.scalars(statement).one_or_none()
    if replacement is None:
        message = N_(
            "There is no other public entry at this address. Copy it from the entry’s page"
        )
        raise RuleBrokenError(message, field="read_instead")
    return replacement


@dataclass(frozen=True)
class Removal:
    """When an activity went out of sight, and whether somebody decided so or a consent ended."""

    at: datetime
    is_decided: bool


def get_removal(activity: Activity) -> Removal:
    steps = list_events(activity, public_only=True)
    last = next((each for each in reversed(steps) if each.verb == activity.status), None)
    return Removal(last.at if last else activity.changed_at, bool(last and last.person_id))


def find_replacement(activity: Activity) -> Activity | None:
    """Return what to read in the place of an activity that is gone."""
    if activity.read_instead_id is None:
        return None
    statement = select_visible_activities(VISITOR).where(Activity.id == activity.read_instead_id)
    return session.scalars(statement).one_or_none()
