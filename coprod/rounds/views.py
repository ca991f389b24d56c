"""One button for residents, and the word on the owner's page that it is time for a round."""

from flask import Blueprint

from coprod.curation.emails import write_to_curators, write_to_owners
from coprod.kit.actor import Role
from coprod.kit.phrases import N_
from coprod.register import queries as register
from coprod.register.models import Activity
from coprod.register.policies import is_owner
from coprod.rounds import actions, pages, policies, queries
from coprod.rounds.words import Cause
from coprod.web import limits
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, go

bp = Blueprint("rounds", __name__, url_prefix="/assess")


@bp.post("/<slug:slug>/ask")
@opens_to(Role.RESIDENT)
@limits.letters
def ask(slug: str) -> Answer:
    activity = register.activity(actor(), slug, to_change=True)
    if actions.ask_for_round(actor(), activity):
        letter = pages.asked(activity.title)
        write_to_owners(activity, letter, "register.check", slug=slug)
        write_to_curators(letter, "library.ratings", slug=slug)
    said = N_("Thank you. The team knows that you ask for another assessment")
    return go("library.ratings", slug=slug, said=said)


@bp.app_template_global("can_ask_for_round")
def can_ask_for_round(activity: Activity) -> bool:
    may = policies.can_ask(actor(), activity)
    return may and not queries.was_asked(activity, actor())


@bp.app_template_global("round_causes")
def round_causes(entries: list[Activity]) -> dict[int, list[Cause]]:
    """Return why it is time for another round, of the entries that this person looks after."""
    own = [each for each in entries if is_owner(actor(), each) and each.published_at]
    return queries.causes(own) if own else {}
