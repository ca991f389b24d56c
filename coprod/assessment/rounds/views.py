"""One button for residents, and the word on the owner's page that it is time for a round."""

from collections.abc import Sequence

from flask import Blueprint, g

from coprod.assessment.rounds import actions, emails, policies, queries
from coprod.assessment.rounds.enums import Cause
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.register.activities.queries import get_activity
from coprod.register.review.emails import write_to_curators, write_to_owners
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("rounds", __name__, url_prefix="/activities/<slug:slug>/assess")


@bp.post("/ask")
@requires_role(Role.RESIDENT)
@limits.letters
def ask(slug: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    if actions.ask_for_round(actor(), activity):
        letter = emails.build_request_email(activity.title)
        write_to_owners(activity, letter, "register.activities.check", slug=slug)
        write_to_curators(letter, "library.stories.ratings", slug=slug)
    message = N_("Thank you. The team knows that you ask for another assessment")
    return go("library.stories.ratings", slug=slug, message=message)


@bp.app_template_global("can_ask_for_round")
def can_ask_for_round(activity: Activity) -> bool:
    may = policies.can_ask(actor(), activity)
    return may and not queries.is_round_requested(activity, actor())


def list_causes(activities: Sequence[Activity]) -> dict[int, list[Cause]]:
    """Return why it is time for another round, of the published ones that this person owns."""
    own = [each for each in activities if is_owner(actor(), each) and each.published_at]
    published = {each.id for each in own if each.status is Status.PUBLISHED}
    causes = queries.get_causes(own) if own else {}
    return {number: found for number, found in causes.items() if number in published}


def build_due(activity: Activity, **_page: object) -> Context | None:
    causes = list_causes([activity]).get(activity.id)
    return {"activity": activity, "causes": causes} if causes else None


def build_due_row(entry: Activity, entries: Sequence[Activity]) -> Context | None:
    """Each row of the list needs its own causes: they are read once, for all of them."""
    if "round_causes" not in g:
        g.round_causes = list_causes(entries)
    causes = g.round_causes.get(entry.id)
    return {"entry": entry, "causes": causes} if causes else None


add_slot_template(bp, "activity.check", "assessment/rounds/_due.html", build_due, order=20)
add_slot_template(bp, "activity.mine_row", "assessment/rounds/_due_row.html", build_due_row)
