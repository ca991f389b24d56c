"""Reading requests to partners as far as the asker may, and protected time that ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import require_found
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import select_visible_activities
from coprod.register.sections.enums import CostCategory
from coprod.register.sections.models import ActivityCost
from coprod.resourcing.requests import policies
from coprod.resourcing.requests.models import ResourceRequest
from coprod.resourcing.totals.queries import NOW, select_lines

WHOLE = (
    joinedload(ResourceRequest.partner),
    joinedload(ResourceRequest.board),
    selectinload(ResourceRequest.versions),
    selectinload(ResourceRequest.quarters),
)


def select_requests(actor: Actor) -> Select[ResourceRequest]:
    statement = select(ResourceRequest).where(policies.is_readable_by(actor))
    return statement.options(*WHOLE).order_by(ResourceRequest.purpose, ResourceRequest.id)


def list_requests(actor: Actor) -> Sequence[ResourceRequest]:
    return session.scalars(select_requests(actor)).all()


def get_request(actor: Actor, request_id: int, *, to_change: bool = False) -> ResourceRequest:
    statement = select_requests(actor).where(ResourceRequest.id == request_id)
    if to_change:
        statement = statement.with_for_update(of=ResourceRequest)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def list_ends(actor: Actor, first: date, last: date) -> list[tuple[ResourceRequest, date]]:
    """Return the agreed requests that end between two days, with each day."""
    agreed = [(each, each.agreed) for each in list_requests(actor)]
    ends = [(each, terms.until.latest) for each, terms in agreed if terms and terms.until]
    return [(each, day) for each, day in ends if first <= day <= last]


def find_activity(actor: Actor, activity_id: int | None) -> Activity | None:
    """Return the activity that a request is for, if the actor may read it."""
    statement = select_visible_activities(actor).where(
        Activity.id == activity_id, Activity.status.not_in(GONE)
    )
    return session.scalars(statement).one_or_none() if activity_id else None


@dataclass(frozen=True)
class ProtectedLine:
    """Protected time of a published activity: how much a month, until when, from which partner."""

    slug: str
    title: str
    hundredths: int | None
    until: PartialDate
    partner_id: int | None
    partner: str


def list_protected(actor: Actor, first: date, last: date) -> list[ProtectedLine]:
    """Return the protected time of published activities that ends between two days."""
    columns = (ActivityCost.hundredths, ActivityCost.until, NOW.id, NOW.label)
    statement = select_lines(actor, Activity.slug, Activity.title, *columns).where(
        ActivityCost.category == CostCategory.PROTECTED_TIME, ActivityCost.until.is_not(None)
    )
    rows = session.execute(statement.order_by(ActivityCost.until, Activity.id)).all()
    lines = [
        ProtectedLine(slug, title, amount, until, key, label or "")
        for slug, title, amount, until, key, label in rows
    ]
    return [each for each in lines if first <= each.until.latest <= last]
