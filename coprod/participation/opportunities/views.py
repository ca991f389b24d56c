"""“Have your say”: what people can take part in, calendars, a word to a team or to us."""

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_
from coprod.participation.contact_requests.actions import save_request
from coprod.participation.contact_requests.enums import ContactReason
from coprod.participation.groups.queries import is_activity_shareable
from coprod.participation.opportunities import (
    actions,
    emails,
    forms,
    policies,
    presenters,
    queries,
    rules,
)
from coprod.participation.opportunities.models import OpenSession
from coprod.participation.opportunities.rules import MessageToTeam
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity, get_permitted_activity
from coprod.register.review.emails import write_to_curators, write_to_team
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.filters import say_date
from coprod.web.language import translate
from coprod.web.mailer import build_address
from coprod.web.page_cache import same_for_all_visitors

bp = Blueprint("opportunities", __name__, url_prefix="/have-your-say")

ACTIVITY_ROUTE = "/of/<slug:slug>"
CALENDAR_NAME = N_("Have your say")
CALENDAR_TYPE = "text/calendar; charset=utf-8"


@bp.get("")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def have_your_say() -> Answer:
    return page(
        "participation/opportunities/have_your_say.html",
        say=presenters.build_say_page(current_app.extensions["settings"]),
    )


@bp.get("/dates")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def sessions() -> Answer:
    upcoming = queries.list_upcoming(actor())
    changeable_ids = {
        open_session.id
        for open_session in upcoming
        if policies.can_announce(actor(), open_session.activity)
    }
    return page(
        "participation/opportunities/sessions.html",
        sessions=upcoming,
        changeable_ids=changeable_ids,
    )


@bp.get("/calendar.ics")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def calendar() -> Response:
    content = presenters.build_sessions_calendar(
        translate(CALENDAR_NAME), queries.list_for_calendars(actor())
    )
    return Response(content, content_type=CALENDAR_TYPE)


@bp.get(f"{ACTIVITY_ROUTE}/calendar.ics")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def calendar_of_entry(slug: str) -> Response:
    """Return an empty calendar for what is gone or may not leave: so copies of it are emptied."""
    activity = get_activity(actor(), slug)
    name = (
        activity.title
        if activity.status not in GONE and is_activity_shareable(activity)
        else translate(CALENDAR_NAME)
    )
    content = presenters.build_sessions_calendar(
        name, queries.list_for_calendars(actor(), activity)
    )
    return Response(content, content_type=CALENDAR_TYPE)


# A word to those who look after the register


@bp.get("/tell-us")
@requires_role(Role.VISITOR)
def tell_us() -> Answer:
    form = forms.TellUsForm.from_request()
    return page("participation/opportunities/tell_us.html", form=form)


@bp.post("/tell-us")
@requires_role(Role.VISITOR)
@limits.letters
def tell_us_sent() -> Answer:
    form = forms.TellUsForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            message = form.get_message()
            rules.check_message(message)
            write_to_curators(
                emails.build_message_to_curators(message),
                "participation.opportunities.have_your_say",
            )
            confirmation = N_("Thank you. We have it, and a person will read it")
            return go("participation.opportunities.have_your_say", message=confirmation)
    return form_page("participation/opportunities/tell_us.html", form=form)


# For those who look after an activity


@bp.get(f"{ACTIVITY_ROUTE}/new")
@requires_role(Role.RESIDENT)
def announce(slug: str) -> Answer:
    activity = get_announceable_activity(slug)
    return page(
        "participation/opportunities/open.html",
        activity=activity,
        form=forms.SessionForm.for_session(),
        open_session=None,
    )


@bp.post(f"{ACTIVITY_ROUTE}/new")
@requires_role(Role.RESIDENT)
@limits.changes
def announced(slug: str) -> Answer:
    activity, form = get_announceable_activity(slug), forms.SessionForm.for_session()
    if form.validate():
        with form.catching_rule_errors():
            actions.announce_session(actor(), activity, form.get_details())
            message = N_("It is on the page and in the calendars")
            return go("library.stories.activity", slug=slug, message=message)
    return form_page(
        "participation/opportunities/open.html", activity=activity, form=form, open_session=None
    )


@bp.get("/<key:open_id>/change")
@requires_role(Role.RESIDENT)
def change(open_id: int) -> Answer:
    open_session = get_changeable_session(open_id)
    form = forms.SessionForm.for_session(open_session)
    return page(
        "participation/opportunities/open.html",
        activity=open_session.activity,
        form=form,
        open_session=open_session,
    )


@bp.post("/<key:open_id>/change")
@requires_role(Role.RESIDENT)
def changed(open_id: int) -> Answer:
    open_session = get_changeable_session(open_id)
    form = forms.SessionForm.for_session()
    if form.validate():
        with form.catching_rule_errors():
            actions.change_session(actor(), open_session, form.get_details())
            return go(
                "participation.opportunities.sessions", message=N_("Changed, in the calendars too")
            )
    return form_page(
        "participation/opportunities/open.html",
        activity=open_session.activity,
        form=form,
        open_session=open_session,
    )


@bp.post("/<key:open_id>/call-off")
@requires_role(Role.RESIDENT)
def call_off(open_id: int) -> Answer:
    actions.call_off_session(actor(), get_changeable_session(open_id))
    message = N_("Called off. It stays on the page until its day, so that nobody comes for nothing")
    return go("participation.opportunities.sessions", message=message)


def get_announceable_activity(slug: str) -> Activity:
    return get_permitted_activity(actor(), slug, policies.can_announce)


def get_changeable_session(open_id: int) -> OpenSession:
    open_session = queries.get_open_session(actor(), open_id, to_change=True)
    require(policies.can_announce(actor(), open_session.activity))
    return open_session


# A word to the team


@bp.get(f"{ACTIVITY_ROUTE}/<any('take-part', 'do-this-here'):wish>")
@requires_role(Role.VISITOR)
def write(slug: str, wish: str) -> Answer:
    activity = get_contactable_activity(slug)
    form = forms.ContactForm.from_request()
    return page(
        "participation/opportunities/write.html",
        activity=activity,
        wish=ContactReason(wish),
        form=form,
    )


@bp.post(f"{ACTIVITY_ROUTE}/<any('take-part', 'do-this-here'):wish>")
@requires_role(Role.VISITOR)
@limits.letters
def written(slug: str, wish: str) -> Answer:
    activity = get_contactable_activity(slug)
    form = forms.ContactForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            message = form.get_message()
            actions.check_can_write_to_team(activity, message)
            send_to_team(activity, ContactReason(wish), message)
            confirmation = N_("Sent to the team. They do not see your address unless you wrote it")
            return go("library.stories.activity", slug=slug, message=confirmation)
    return form_page(
        "participation/opportunities/write.html",
        activity=activity,
        wish=ContactReason(wish),
        form=form,
    )


def send_to_team(activity: Activity, reason: ContactReason, message: MessageToTeam) -> None:
    """Write to the team. Where it can answer, the register keeps that it owes an answer."""
    if not message.can_be_answered:
        write_to_team(activity, emails.build_message_to_team(reason, activity.title, message))
        return
    day = say_date(save_request(activity, reason).answer_by)
    email = emails.build_message_to_team(reason, activity.title, message, day)
    link = build_address("participation.contact_requests.waiting")
    write_to_team(activity, email, link=link)


def get_contactable_activity(slug: str) -> Activity:
    activity = get_activity(actor(), slug)
    require(policies.can_write_to_team(activity))
    return activity


# What the page of an activity asks


@bp.app_template_global("list_open_sessions")
def list_open_sessions(activity: Activity) -> list[OpenSession]:
    return list(queries.list_upcoming(actor(), activity))


@bp.app_template_global("can_announce")
def can_announce(activity: Activity) -> bool:
    return policies.can_announce(actor(), activity)
