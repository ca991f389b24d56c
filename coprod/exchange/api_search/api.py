"""The search for other programs: everything that the search page finds, and what visitors see."""

from typing import Any

from flask import Flask
from flask_smorest import Blueprint

from coprod.core.values.actor import VISITOR, Role
from coprod.exchange.api import schemas as asked_shapes
from coprod.exchange.api.api import read, tag
from coprod.exchange.api.enums import ROUTES, TITLE
from coprod.exchange.api.presenters import Told
from coprod.exchange.api_search import presenters, schemas
from coprod.library.stories.presenters import entries_page, for_elsewhere, wanted
from coprod.web import limits
from coprod.web.access import requires_role
from coprod.web.page_cache import same_for_all_visitors

bp = Blueprint("api_search", __name__, url_prefix="/api", description=TITLE.plain)
bp.after_request(tag)


def init_app(app: Flask) -> None:
    app.extensions["described_api"].register_blueprint(bp)


@bp.get("/search")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["search"].plain)
@bp.arguments(asked_shapes.EntriesAsked, location="query")
@bp.response(200, schemas.Results)
def search(asked: dict[str, Any]) -> Told:
    return presenters.found(entries_page(VISITOR, for_elsewhere(wanted(read(asked)))))
