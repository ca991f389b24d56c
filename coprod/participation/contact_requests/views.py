"""For those who look after an activity: who would like to take part and waits for an answer."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.participation.contact_requests import actions, queries
from coprod.participation.contact_requests.enums import ContactState
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go, page

bp = Blueprint("contact_requests", __name__, url_prefix="/my-work/requests")


@bp.get("")
@requires_role(Role.RESIDENT)
def waiting() -> Answer:
    return page(
        "participation/contact_requests/waiting.html",
        requests=queries.list_to_answer(actor()),
        counts=queries.count_own(actor()),
    )


@bp.post("/<key:contact_id>/<any('answered', 'unreachable'):state>")
@requires_role(Role.RESIDENT)
@limits.changes
def settle(contact_id: int, state: str) -> Answer:
    request = queries.get_request(actor(), contact_id)
    actions.settle_request(actor(), request, ContactState(state))
    return go("participation.contact_requests.waiting", message=N_("Thank you. Saved"))
