"""What was decided and why: for curators, on a page and as a file."""

from flask import Blueprint, request

from coprod.core.values.actor import Role
from coprod.core.values.text import clean
from coprod.desk.decision_log import presenters, queries
from coprod.desk.decision_log.queries import LogFilter
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page, send_spreadsheet

bp = Blueprint("decision_log", __name__)


@bp.get("/desk/decisions")
@requires_role(Role.CURATOR)
def decisions() -> Answer:
    criteria = read_filter()
    batch = queries.list_batch(actor(), criteria)
    following = batch.next_before
    return page(
        "desk/decision_log/decisions.html",
        criteria=criteria,
        lines=list(presenters.build_lines(batch.decisions)),
        kinds=presenters.list_kinds(),
        first_page=presenters.build_parameters(criteria),
        next_page=presenters.build_parameters(criteria, following) if following else None,
    )


@bp.get("/desk/decisions.csv")
@requires_role(Role.CURATOR)
def file() -> Answer:
    decided = queries.iterate_decisions(actor(), read_filter())
    return send_spreadsheet(presenters.list_rows(decided), "decisions.csv")


def read_filter() -> LogFilter:
    return presenters.read_filter({name: clean(value) for name, value in request.args.items()})
