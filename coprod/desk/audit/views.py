"""The audit log: for administrators alone, on a page and as a file."""

from flask import Blueprint, request, stream_with_context
from werkzeug.wrappers import Response

from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.values.actor import Role
from coprod.core.values.text import clean
from coprod.desk.audit import presenters, queries
from coprod.desk.audit.enums import label_kind
from coprod.desk.audit.queries import PAGE_SIZE, AuditFilter
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("")
@requires_role(Role.ADMINISTRATOR)
def audit() -> Answer:
    criteria = read_filter()
    rows = queries.list_rows(actor(), criteria)
    page_rows = rows[:PAGE_SIZE]
    following = page_rows[-1].event.id if len(rows) > PAGE_SIZE else None
    return page(
        "desk/audit/audit.html",
        criteria=criteria,
        rows=page_rows,
        verbs=[(name, get_verb_text(name)) for name in queries.list_verbs(actor())],
        kinds=[(name, label_kind(name)) for name in queries.list_kinds(actor())],
        label_kind=label_kind,
        first_page=presenters.build_parameters(criteria),
        next_page=presenters.build_parameters(criteria, following) if following else None,
    )


@bp.get("/file.csv")
@requires_role(Role.ADMINISTRATOR)
def file() -> Answer:
    rows = queries.iterate_rows(actor(), read_filter())
    lines = stream_with_context(presenters.render_csv(rows))
    response = Response(lines, mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def read_filter() -> AuditFilter:
    return presenters.read_filter({name: clean(value) for name, value in request.args.items()})
