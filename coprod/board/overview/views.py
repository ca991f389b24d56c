"""How we’re doing: the page that a Board and everybody else looks at. It is about today."""

from flask import Blueprint

from coprod.board.overview import presenters
from coprod.core.values.actor import Role
from coprod.web.access import requires_role
from coprod.web.answers import Answer, page

bp = Blueprint("overview", __name__)


@bp.get("/how-we-are-doing")
@requires_role(Role.VISITOR)
def overview() -> Answer:
    return page("board/overview/overview.html", overview_page=presenters.build_overview_page())
