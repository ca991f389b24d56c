"""“Get involved”: sessions to come, calendars of them, and a word to a team."""

from flask import Blueprint
from werkzeug.wrappers import Response

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.phrases import N_
from coprod.participation.groups.queries import may_leave
from coprod.participation.opportunities import actions, forms, policies, presenters, queries
from coprod.participation.opportunities.enums import Wish
from coprod.participation.opportunities.models import OpenSession
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity as entry
from coprod.register.review.emails import write_to_team
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.language import translate
from coprod.web.page_cache import same_for_all_visitors

bp = Blueprint("opportunities", __name__, url_prefix="/get-involved")

OF = "/of/<slug:slug>"
NAME = N_("Get involved")
MIME = "text/calendar; charset=utf-8"


@bp.get("")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def sessions() -> Answer:
    shown = queries.to_come(actor())
    may = {each.id for each in shown if policies.can_announce(actor(), each.activity)}
    return page("participation/opportunities/sessions.html", sessions=shown, may=may)


@bp.get("/calendar.ics")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def calendar() -> Response:
    made = presenters.calendar(translate(NAME), queries.for_calendars(actor()))
    return Response(made, content_type=MIME)


@bp.get(f"{OF}/calendar.ics")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def calendar_of_entry(slug: str) -> Response:
    """Return an empty calendar for what is gone or may not leave: so copies of it are emptied."""
    found = entry(actor(), slug)
    name = found.title if found.status not in GONE and may_leave(found) else translate(NAME)
    made = presenters.calendar(name, queries.for_calendars(actor(), found))
    return Response(made, content_type=MIME)


# For those who look after an entry


@bp.get(f"{OF}/new")
@requires_role(Role.RESIDENT)
def announce(slug: str) -> Answer:
    found = open_to_announce(slug)
    return page(
        "participation/opportunities/open.html",
        activity=found,
        form=forms.OpenForm.offering(),
        kept=None,
    )


@bp.post(f"{OF}/new")
@requires_role(Role.RESIDENT)
@limits.changes
def announced(slug: str) -> Answer:
    found, form = open_to_announce(slug), forms.OpenForm.offering()
    if form.validate():
        with form.catching_rule_errors():
            actions.announce(actor(), found, form.opening())
            said = N_("It is on the page and in the calendars")
            return go("library.stories.activity", slug=slug, said=said)
    return form_page("participation/opportunities/open.html", activity=found, form=form, kept=None)


@bp.get("/<key:open_id>/change")
@requires_role(Role.RESIDENT)
def change(open_id: int) -> Answer:
    kept = open_to_change(open_id)
    form = forms.OpenForm.offering(kept)
    return page(
        "participation/opportunities/open.html", activity=kept.activity, form=form, kept=kept
    )


@bp.post("/<key:open_id>/change")
@requires_role(Role.RESIDENT)
def changed(open_id: int) -> Answer:
    kept = open_to_change(open_id)
    form = forms.OpenForm.offering()
    if form.validate():
        with form.catching_rule_errors():
            actions.change(actor(), kept, form.opening())
            return go(
                "participation.opportunities.sessions", said=N_("Changed, in the calendars too")
            )
    return form_page(
        "participation/opportunities/open.html", activity=kept.activity, form=form, kept=kept
    )


@bp.post("/<key:open_id>/call-off")
@requires_role(Role.RESIDENT)
def call_off(open_id: int) -> Answer:
    actions.call_off(actor(), open_to_change(open_id))
    said = N_("Called off. It stays in sight until its day, so that nobody comes in vain")
    return go("participation.opportunities.sessions", said=said)


def open_to_announce(slug: str) -> Activity:
    found = entry(actor(), slug)
    if not policies.can_announce(actor(), found):
        raise NotAllowedError
    return found


def open_to_change(open_id: int) -> OpenSession:
    found = queries.open_session(actor(), open_id, to_change=True)
    if not policies.can_announce(actor(), found.activity):
        raise NotAllowedError
    return found


# A word to the team


@bp.get(f"{OF}/<any('take-part', 'do-this-here'):wish>")
@requires_role(Role.VISITOR)
def write(slug: str, wish: str) -> Answer:
    found = open_to_letters(slug)
    form = forms.WishForm.from_request()
    return page(
        "participation/opportunities/write.html", activity=found, wish=Wish(wish), form=form
    )


@bp.post(f"{OF}/<any('take-part', 'do-this-here'):wish>")
@requires_role(Role.VISITOR)
@limits.letters
def written(slug: str, wish: str) -> Answer:
    found = open_to_letters(slug)
    form = forms.WishForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            message = form.message()
            actions.check_may_write(found, message)
            write_to_team(found, presenters.wish(Wish(wish), found.title, message))
            said = N_("Sent to the team. They do not see your address unless you wrote it")
            return go("library.stories.activity", slug=slug, said=said)
    return form_page(
        "participation/opportunities/write.html", activity=found, wish=Wish(wish), form=form
    )


def open_to_letters(slug: str) -> Activity:
    found = entry(actor(), slug)
    if not policies.can_write_to_team(found):
        raise NotAllowedError
    return found


# What the page of an entry asks


@bp.app_template_global("open_sessions_of")
def open_sessions_of(activity: Activity) -> list[OpenSession]:
    return list(queries.to_come(actor(), activity))


@bp.app_template_global("can_announce")
def can_announce(activity: Activity) -> bool:
    return policies.can_announce(actor(), activity)
