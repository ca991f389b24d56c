"""Writing down that somebody waits for an answer, and that they have it."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock, workdays
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, require
from coprod.participation.contact_requests import policies
from coprod.participation.contact_requests.enums import ContactReason, ContactState
from coprod.participation.contact_requests.models import ContactRequest
from coprod.participation.contact_requests.rules import ANSWER_WORKDAYS
from coprod.reference.lists.queries import get_place
from coprod.register.activities.models import Activity

VERBS = {
    ContactState.ANSWERED: "answered a request",
    ContactState.UNREACHABLE: "could not reach somebody",
}


def save_request(activity: Activity, reason: ContactReason) -> ContactRequest:
    """Write down that a team owes somebody an answer. The caller has checked that it is public.

    It writes no audit event: that would name whoever asked, if they were signed in.
    """
    today = clock.today()
    request = ContactRequest(
        activity=activity,
        reason=reason,
        answer_by=workdays.add_workdays(today, ANSWER_WORKDAYS, get_place().off),
        state=ContactState.WAITING,
    )
    session.add(request)
    session.flush()
    return request


def settle_request(actor: Actor, request: ContactRequest, state: ContactState) -> None:
    """Say that somebody has an answer, or that nobody could reach them."""
    require(policies.can_settle(actor, request))
    require(request.state is ContactState.WAITING, ConflictError)
    request.state, request.settled_on = state, clock.today()
    session.flush()
    record_event(actor, VERBS[state], request.activity)
