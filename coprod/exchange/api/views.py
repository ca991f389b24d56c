"""The page about the API, and its description for machines."""

from flask import Blueprint, Response, current_app, json

from coprod.core.values.actor import Role
from coprod.exchange.api.enums import ROUTES, TITLE
from coprod.learning.records.enums import Facet
from coprod.library.stories.enums import FACET_LABELS
from coprod.web.access import requires_role
from coprod.web.answers import Answer, page
from coprod.web.mailer import build_address
from coprod.web.page_cache import same_for_all_visitors

bp = Blueprint("api", __name__)
ADDRESSES = {
    "search": "/api/search",
    "entries": "/api/entries",
    "entry": "/api/entries/…",
    "records": "/api/learning",
    "record": "/api/learning/…",
    "decisions": "/api/decisions",
    "decision": "/api/decisions/…",
}
FACETS_BY_ROUTE = {"search": FACET_LABELS, "entries": FACET_LABELS, "records": Facet.labels()}


@bp.get("/api")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def about() -> Answer:
    routes = [
        (ADDRESSES[name], label, FACETS_BY_ROUTE.get(name, {})) for name, label in ROUTES.items()
    ]
    return page(
        "exchange/api/about.html", heading=TITLE, routes=routes, try_it=build_address("api.search")
    )


@bp.get("/api/openapi.json")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def openapi() -> Answer:
    described = current_app.extensions["described_api"].spec.to_dict()
    described["servers"] = [{"url": build_address("library.home.home").rstrip("/")}]
    return Response(json.dumps(described), content_type="application/json; charset=utf-8")
