"""The audit log: for administrators alone, on a page and as a file."""

from flask import Blueprint, request, stream_with_context
from werkzeug.wrappers import Response

from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.values.actor import Role
from coprod.core.values.text import clean
from coprod.desk.audit import presenters, queries
from coprod.desk.audit.enums import kind
from coprod.desk.audit.queries import A_PAGE, Wanted
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("")
@requires_role(Role.ADMINISTRATOR)
def audit() -> Answer:
    wanted = asked()
    found = queries.steps(actor(), wanted)
    shown = found[:A_PAGE]
    following = shown[-1].note.id if len(found) > A_PAGE else None
    return page(
        "desk/audit/audit.html",
        wanted=wanted,
        steps=shown,
        verbs=[(name, get_verb_text(name)) for name in queries.verbs(actor())],
        kinds=[(name, kind(name)) for name in queries.kinds(actor())],
        kind=kind,
        first_page=presenters.address(wanted),
        next_page=presenters.address(wanted, following) if following else None,
    )


@bp.get("/file.csv")
@requires_role(Role.ADMINISTRATOR)
def file() -> Answer:
    steps = queries.every_step(actor(), asked())
    lines = stream_with_context(presenters.spreadsheet(steps))
    response = Response(lines, mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def asked() -> Wanted:
    return presenters.wanted({name: clean(value) for name, value in request.args.items()})
