"""One button: still true."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.register.activities import queries
from coprod.register.freshness import actions
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go

bp = Blueprint("freshness", __name__, url_prefix="/activities")


@bp.post("/<slug:slug>/still-true")
@requires_role(Role.RESIDENT)
def still_true(slug: str) -> Answer:
    activity = queries.get_activity(actor(), slug, to_change=True)
    actions.confirm_activity(actor(), activity)
    message = N_("Thank you. Readers see that it was checked today")
    return go("library.stories.activity", slug=slug, message=message)
