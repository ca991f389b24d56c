"""Who took part in all activities together, beside who lives here: for everybody."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.participation.representation import presenters
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_terms_in_use
from coprod.web.access import requires_role
from coprod.web.answers import Answer, page, send_spreadsheet

bp = Blueprint("representation", __name__, url_prefix="/who-took-part")


@bp.get("")
@requires_role(Role.VISITOR)
def who_took_part() -> Answer:
    places = list_terms_in_use(ListKind.LOCALITY, clock.today())
    return page(
        "participation/representation/who_took_part.html",
        shown=presenters.build_page(places, request.args.get("place", "")),
    )


@bp.get("/file.csv")
@requires_role(Role.VISITOR)
def file() -> Response:
    places = list_terms_in_use(ListKind.LOCALITY, clock.today())
    return send_spreadsheet(presenters.build_spreadsheet(places), "who-took-part.csv")
