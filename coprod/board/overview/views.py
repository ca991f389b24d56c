"""How we’re doing: the page that a Board and everybody else looks at. It is about today."""

from flask import Blueprint

from coprod.board.overview import presenters, queries
from coprod.core.values.actor import Role
from coprod.web.access import requires_role
from coprod.web.answers import Answer, page
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("overview", __name__)


@bp.get("/how-we-are-doing/one-page")
@requires_role(Role.VISITOR)
def one_page() -> Answer:
    """Show what stands first, and nothing that does not fit one sheet of paper."""
    return page("board/overview/one_page.html", overview_page=presenters.build_overview_page())


@bp.get("/how-we-are-doing")
@requires_role(Role.VISITOR)
def overview() -> Answer:
    return page("board/overview/overview.html", overview_page=presenters.build_overview_page())


def build_home_numbers() -> Context | None:
    """Return the numbers that we know; None where there is nothing to count yet."""
    known = [each for each in queries.load_headlines() if each.now.number is not None]
    return {"headlines": known} if known and known[0].now.number else None


add_slot_template(bp, "home.numbers", "board/overview/_home.html", build_home_numbers)
