"""Reading spotlights and nominations: only of activities that everybody may read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.board.forward_plan.enums import LinkKind
from coprod.board.forward_plan.models import PlanItem, PlanLink
from coprod.board.meetings.models import Meeting
from coprod.board.meetings.queries import select_meetings
from coprod.board.spotlights import policies
from coprod.board.spotlights.models import Spotlight, SpotlightNomination
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import require, require_found
from coprod.register.activities.models import Activity


def select_spotlights(actor: Actor) -> Select[Spotlight]:
    """Select what the actor may see, the newest first."""
    statement = select(Spotlight).join(Spotlight.activity).join(Spotlight.group)
    whole = (
        contains_eager(Spotlight.activity),
        contains_eager(Spotlight.group),
        joinedload(Spotlight.item),
    )
    statement = statement.where(policies.visible_to(actor)).options(*whole)
    return statement.order_by(Spotlight.starts_on.desc(), Spotlight.id.desc())


def list_spotlights(actor: Actor) -> Sequence[Spotlight]:
    return session.scalars(select_spotlights(actor)).all()


def find_current() -> Spotlight | None:
    """Return the spotlight of today, which is the same for everybody."""
    today = clock.today()
    is_on = (Spotlight.starts_on <= today, Spotlight.ends_on >= today)
    return session.scalars(select_spotlights(VISITOR).where(*is_on).limit(1)).first()


def get_spotlight(actor: Actor, spotlight_id: int, *, to_change: bool = False) -> Spotlight:
    statement = select_spotlights(actor).where(Spotlight.id == spotlight_id)
    if to_change:
        statement = statement.with_for_update(of=Spotlight)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def was_in_spotlight(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that an activity was in the spotlight on one of these days."""
    spotlights = select(Spotlight.id).where(
        Spotlight.activity_id == Activity.id,
        Spotlight.starts_on <= last,
        Spotlight.ends_on >= first,
    )
    return spotlights.correlate(Activity).exists()


# Nominations


@dataclass
class Nominated:
    """An activity with why people nominate it."""

    activity: Activity
    reasons: list[str] = field(default_factory=list)


def list_nominated(actor: Actor) -> list[Nominated]:
    """Return what was nominated and has not been chosen since, the most often first."""
    require(policies.can_keep_spotlights(actor))
    chosen_since = exists().where(
        Spotlight.activity_id == SpotlightNomination.activity_id,
        Spotlight.created_at >= SpotlightNomination.at,
    )
    statement = select(SpotlightNomination).join(SpotlightNomination.activity)
    statement = statement.where(policies.is_running(), ~chosen_since)
    statement = statement.options(contains_eager(SpotlightNomination.activity))
    nominations = defaultdict(list)
    for each in session.scalars(statement.order_by(SpotlightNomination.id)):
        nominations[each.activity].append(each.reason)
    nominated = [Nominated(activity, reasons) for activity, reasons in nominations.items()]
    return sorted(nominated, key=lambda each: -len(each.reasons))


def has_nominated(actor: Actor, activity: Activity) -> bool:
    is_own = (
        SpotlightNomination.activity_id == activity.id,
        SpotlightNomination.person_id == actor.id,
    )
    return bool(session.scalar(select(exists().where(*is_own))))


# Where it is presented


def list_meetings(actor: Actor) -> Sequence[Meeting]:
    """Return the meetings of all boards at which a spotlight can be presented, the next first."""
    statement = select_meetings(actor).where(
        Meeting.ends_at >= clock.now(), Meeting.cancelled_at.is_(None)
    )
    return session.scalars(statement.order_by(Meeting.starts_at, Meeting.id)).all()


def find_planned_item(meeting: Meeting, activity: Activity) -> PlanItem | None:
    """Return the item of a meeting that is marked as a spotlight about this activity."""
    link = exists().where(
        PlanLink.item_id == PlanItem.id,
        PlanLink.kind == LinkKind.ACTIVITY,
        PlanLink.subject_id == activity.id,
    )
    statement = select(PlanItem).where(
        PlanItem.meeting_id == meeting.id, PlanItem.is_spotlight.is_(True), link
    )
    return session.scalars(statement.order_by(PlanItem.id).limit(1)).first()


def find_meeting(actor: Actor, spotlight: Spotlight) -> Meeting | None:
    """Return the meeting at which it is presented, as far as the actor may see it."""
    meeting_id = spotlight.item.meeting_id if spotlight.item else None
    if meeting_id is None:
        return None
    return session.scalars(select_meetings(actor).where(Meeting.id == meeting_id)).one_or_none()
