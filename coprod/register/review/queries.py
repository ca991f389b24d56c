"""What waits for a curator, and what was said and done about an activity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.accounts.users.enums import ROLE_LABELS
from coprod.accounts.users.models import Person
from coprod.core.audit_trail.queries import list_events
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_, Message
from coprod.core.values.slugs import get_last_part
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity, ActivityTerm
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.queries import (
    QUEUE_COLUMNS,
    WHOLE_ACTIVITY,
    select_visible_activities,
)
from coprod.register.review import policies
from coprod.register.review.models import ReviewMessage


def list_awaiting_review(actor: Actor) -> Sequence[Activity]:
    """Return what waits for a curator, the longest wait first."""
    statement = select_visible_activities(actor).where(is_submitted())
    statement = statement.options(QUEUE_COLUMNS, joinedload(Activity.owner))
    return session.scalars(statement.order_by(Activity.submitted_at, Activity.id)).all()


def is_submitted() -> ColumnElement[bool]:
    return and_(Activity.status == Status.SUBMITTED, Activity.publish_on.is_(None))


def is_planned() -> ColumnElement[bool]:
    return and_(Activity.status == Status.SUBMITTED, Activity.publish_on.is_not(None))


def list_planned(actor: Actor) -> Sequence[Activity]:
    """Return what is approved and becomes public on a day, the next one first."""
    statement = select_visible_activities(actor).where(is_planned())
    statement = statement.options(QUEUE_COLUMNS, selectinload(Activity.co_owners))
    return session.scalars(statement.order_by(Activity.publish_on, Activity.id)).all()


def list_due_for_publication(today: date) -> Sequence[Activity]:
    statement = select(Activity).where(is_planned(), Activity.publish_on <= today)
    return session.scalars(statement.options(*WHOLE_ACTIVITY).order_by(Activity.id)).unique().all()


def list_curators() -> Sequence[Person]:
    """Return who is notified that something waits."""
    statement = select(Person).where(Person.role == Role.CURATOR, Person.active)
    return session.scalars(statement.order_by(Person.id)).all()


def list_messages(actor: Actor, activity: Activity) -> Sequence[ReviewMessage]:
    """Return what was said about an activity, the first word first."""
    require(policies.can_read_conversation(actor, activity))
    statement = select(ReviewMessage).where(ReviewMessage.activity_id == activity.id)
    return session.scalars(statement.order_by(ReviewMessage.id)).all()


def list_waiting_messages(activity: Activity) -> Sequence[ReviewMessage]:
    """Return what its team wrote and no curator has answered."""
    statement = select(ReviewMessage).where(
        ReviewMessage.activity_id == activity.id, ReviewMessage.waits
    )
    return session.scalars(statement).all()


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
        message = N_("There is no other public story at this address. Copy it from its page")
        raise RuleBrokenError(message, field="read_instead")
    return replacement


@dataclass(frozen=True)
class Removal:
    """When an activity went out of sight, and whether somebody decided so or a consent ended."""

    at: datetime
    is_decided: bool
    role: Role = Role.VISITOR
    """As what somebody decided so."""
    is_requested: bool = False
    """Its team asked for it."""
    keeps_title: bool = False

    @property
    def role_label(self) -> Message:
        return ROLE_LABELS[self.role]


def get_removal(activity: Activity) -> Removal:
    steps = list_events(activity, public_only=True)
    last = next((each for each in reversed(steps) if each.verb == activity.status), None)
    if last is None:
        return Removal(activity.changed_at, is_decided=False)
    return Removal(
        at=last.at,
        is_decided=last.person_id is not None,
        role=Role(str(last.details.get("role", Role.VISITOR))),
        is_requested=bool(last.details.get("is_requested")),
        keeps_title=activity.status is Status.ARCHIVED or bool(last.details.get("keeps_title")),
    )


MOST_SIMILAR = 3


def list_similar(activity: Activity) -> Sequence[Activity]:
    """Return public activities about most of the same, in the place of one that is gone."""
    ids = [term.id for term in activity.terms]
    shared = func.count(ActivityTerm.term_id)
    statement = (
        select(Activity)
        .join(ActivityTerm, ActivityTerm.activity_id == Activity.id)
        .where(ActivityTerm.term_id.in_(ids), is_public_activity(), Activity.id != activity.id)
        .group_by(Activity.id)
        .order_by(shared.desc(), Activity.id)
    )
    return session.scalars(statement.limit(MOST_SIMILAR)).all() if ids else ()


def find_replacement(activity: Activity) -> Activity | None:
    """Return what to read in the place of an activity that is gone."""
    if activity.read_instead_id is None:
        return None
    statement = select_visible_activities(VISITOR).where(Activity.id == activity.read_instead_id)
    return session.scalars(statement).one_or_none()
