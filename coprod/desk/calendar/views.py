"""What comes in the next weeks: on a page, and as a file at a private address."""

from flask import Blueprint
from werkzeug.wrappers import Response

from coprod.core.keyring import create_private_link
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.desk.calendar import actions, presenters, queries, rules
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go, page
from coprod.web.language import translate

bp = Blueprint("calendar", __name__, url_prefix="/desk/calendar")


@bp.get("")
@requires_role(Role.CURATOR)
def calendar() -> Answer:
    address = queries.find_address(actor())
    token = queries.get_token(address) if address else ""
    today = clock.today()
    return page(
        "desk/calendar/calendar.html",
        weeks=rules.group_by_week(queries.list_items(actor()), today),
        today=today,
        address=mailer.build_address("desk.calendar.file", token=token) if token else "",
        made_at=address.made_at if address else None,
    )


@bp.post("/address")
@requires_role(Role.CURATOR)
def make_address() -> Answer:
    actions.make_address(actor(), create_private_link())
    message = N_("This is your private address. Your old one no longer works")
    return go("desk.calendar.calendar", message=message)


@bp.post("/address/remove")
@requires_role(Role.CURATOR)
def remove_address() -> Answer:
    actions.remove_address(actor())
    return go("desk.calendar.calendar", message=N_("The private address no longer works"))


@bp.get("/<token:token>.ics")
@requires_role(Role.VISITOR)
@limits.links
def file(token: str) -> Answer:
    """Return what its curator would see, whoever asks: the address is the key."""
    reader = queries.get_reader(token)
    name = translate(N_("What comes for curators"))
    content = presenters.build_file(name, queries.list_items(reader))
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
