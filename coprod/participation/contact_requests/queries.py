"""Who waits for an answer of a team."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.participation.contact_requests import policies, rules
from coprod.participation.contact_requests.enums import ContactState
from coprod.participation.contact_requests.models import ContactRequest
from coprod.participation.contact_requests.rules import AnswerTime, RequestCounts
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owned_by


def select_requests() -> Select[ContactRequest]:
    statement = select(ContactRequest).join(ContactRequest.activity)
    whole = contains_eager(ContactRequest.activity).selectinload(Activity.co_owners)
    return statement.where(Activity.status == Status.PUBLISHED).options(whole)


def list_to_answer(actor: Actor) -> Sequence[ContactRequest]:
    """Return what waits for those who look after an activity, the one that is due first on top."""
    if actor.id is None:
        return []
    is_waiting = ContactRequest.state == ContactState.WAITING
    statement = select_requests().where(is_waiting, is_owned_by(actor))
    return session.scalars(statement.order_by(ContactRequest.answer_by, ContactRequest.id)).all()


def count_own(actor: Actor) -> RequestCounts:
    """Count all that came to somebody's teams. Whom nobody could reach is left out."""
    is_counted = ContactRequest.state != ContactState.UNREACHABLE
    statement = select_requests().where(is_counted, is_owned_by(actor))
    times = [AnswerTime(each.answer_by, each.settled_on) for each in session.scalars(statement)]
    return rules.count_requests(times, clock.today())


def get_request(actor: Actor, request_id: int) -> ContactRequest:
    """Return a request to whoever may settle it. Held: it is settled once."""
    statement = select_requests().where(ContactRequest.id == request_id)
    request = require_found(
        session.scalars(statement.with_for_update(of=ContactRequest)).one_or_none()
    )
    require(policies.can_settle(actor, request), NotFoundError)
    return request
