"""Spotlights: seen by everybody, nominated by anybody with an account, chosen by curators."""

from flask import Blueprint

from coprod.board.spotlights import actions, policies, queries
from coprod.board.spotlights.forms import NominateForm, SpotlightForm
from coprod.board.spotlights.models import Spotlight
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.covers.queries import Covers
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.slots import add_slot_template

bp = Blueprint("spotlights", __name__, url_prefix="/board/spotlights")
SPOTLIGHT = "/<key:spotlight_id>"


@bp.get("")
@requires_role(Role.VISITOR)
def spotlights() -> Answer:
    found = queries.list_spotlights(actor())
    return page(
        "board/spotlights/spotlights.html",
        spotlights=found,
        covers=load_covers(*found),
        can_keep=policies.can_keep_spotlights(actor()),
    )


@bp.get(SPOTLIGHT)
@requires_role(Role.VISITOR)
def spotlight(spotlight_id: int) -> Answer:
    found = queries.get_spotlight(actor(), spotlight_id)
    return page(
        "board/spotlights/spotlight.html",
        spotlight=found,
        covers=load_covers(found),
        meeting=queries.find_meeting(actor(), found),
        can_keep=policies.can_keep_spotlights(actor()),
    )


def load_covers(*spotlights: Spotlight) -> Covers:
    return Covers(VISITOR, [each.activity_id for each in spotlights])


# For whoever nominates


@bp.get("/nominate/<slug:slug>")
@requires_role(Role.RESIDENT)
def nominate(slug: str) -> Answer:
    return page("board/spotlights/nominate.html", **build_nominate_page(slug, NominateForm()))


@bp.post("/nominate/<slug:slug>")
@requires_role(Role.RESIDENT)
@limits.changes
def nominate_sent(slug: str) -> Answer:
    activity = get_public_activity(slug)
    form = NominateForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.nominate(actor(), activity, form.reason.data or "")
            message = N_("Thank you. Curators read it when they choose the next spotlight")
            return go("library.stories.activity", slug=slug, message=message)
    return form_page("board/spotlights/nominate.html", **build_nominate_page(slug, form))


def get_public_activity(slug: str) -> Activity:
    activity = get_activity(actor(), slug)
    require(activity.is_public, NotFoundError)
    return activity


def build_nominate_page(slug: str, form: NominateForm) -> dict[str, object]:
    activity = get_public_activity(slug)
    has_nominated = queries.has_nominated(actor(), activity)
    return {"activity": activity, "form": form, "has_nominated": has_nominated}


# For curators


@bp.get("/nominations")
@requires_role(Role.CURATOR)
def nominations() -> Answer:
    return page("board/spotlights/nominations.html", nominated=queries.list_nominated(actor()))


@bp.get("/choose/<slug:slug>")
@requires_role(Role.CURATOR)
def choose(slug: str) -> Answer:
    activity = get_choosable_activity(slug)
    form = SpotlightForm.build_new(queries.list_meetings(actor()), activity.title)
    return page("board/spotlights/edit.html", activity=activity, spotlight=None, form=form)


@bp.post("/choose/<slug:slug>")
@requires_role(Role.CURATOR)
def choose_sent(slug: str) -> Answer:
    activity = get_choosable_activity(slug)
    form = SpotlightForm.build_new(queries.list_meetings(actor()), activity.title)
    if form.validate():
        with form.catching_rule_errors():
            chosen = actions.choose_spotlight(actor(), activity, form.to_draft())
            message = N_(
                "It is in the plan of the meeting, and everybody sees it from its first day"
            )
            return go("board.spotlights.spotlight", spotlight_id=chosen.id, message=message)
    return form_page("board/spotlights/edit.html", activity=activity, spotlight=None, form=form)


def get_choosable_activity(slug: str) -> Activity:
    activity = get_public_activity(slug)
    require(policies.can_choose(actor(), activity))
    return activity


@bp.get(f"{SPOTLIGHT}/change")
@requires_role(Role.CURATOR)
def change(spotlight_id: int) -> Answer:
    found = queries.get_spotlight(actor(), spotlight_id)
    form = SpotlightForm.build_change(found)
    return page("board/spotlights/edit.html", activity=found.activity, spotlight=found, form=form)


@bp.post(f"{SPOTLIGHT}/change")
@requires_role(Role.CURATOR)
def change_sent(spotlight_id: int) -> Answer:
    found = queries.get_spotlight(actor(), spotlight_id, to_change=True)
    form = SpotlightForm.build_change(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_spotlight(actor(), found, form.to_draft(), seen=form.seen)
            return go("board.spotlights.spotlight", spotlight_id=found.id, message=N_("Saved"))
    context = {"activity": found.activity, "spotlight": found, "form": form}
    return form_page("board/spotlights/edit.html", **context)


# What the home page shows of it


def build_home_spotlight() -> dict[str, object] | None:
    found = queries.find_current()
    return {"spotlight": found, "covers": load_covers(found)} if found else None


def build_story_link(activity: Activity) -> dict[str, object]:
    return {"activity": activity}


add_slot_template(bp, "home.spotlight", "board/spotlights/_home.html", build_home_spotlight)
add_slot_template(bp, "story.links", "board/spotlights/_nominate_link.html", build_story_link)
