"""The register for other programs: read only, and what a visitor may read, whoever asks."""

from dataclasses import replace
from typing import Any

from flask import Flask, Response, request
from flask_smorest import Api, Blueprint

from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.text import clean
from coprod.decisions.records.presenters import build_list_page, read_decision_filter
from coprod.decisions.records.queries import get_decision
from coprod.exchange.api import presenters, schemas
from coprod.exchange.api.enums import ROUTES, TITLE
from coprod.learning.records.presenters import (
    build_record_page,
    build_records_page,
    parse_record_filter,
)
from coprod.learning.records.queries import get_record
from coprod.library.stories.presenters import (
    build_activity_list_page,
    parse_search,
    restrict_to_activities,
    restrict_to_shareable,
)
from coprod.library.stories.queries import load_activities
from coprod.participation.groups.queries import get_shareable_activity
from coprod.register.activities.enums import Status
from coprod.web import limits
from coprod.web.access import requires_role
from coprod.web.page_cache import same_for_all_visitors

VERSION = "1"
bp = Blueprint("api", __name__, url_prefix="/api", description=TITLE.plain)


class DescribedApi(Api):  # type: ignore[misc]  # its library has no types
    """The API with its OpenAPI description. All errors are handled by ``web.errors``."""

    def _register_error_handlers(self) -> None:
        pass


def init_app(app: Flask) -> None:
    app.config.update(API_TITLE=TITLE.plain, API_VERSION=VERSION, OPENAPI_VERSION="3.1.0")
    described = DescribedApi(app)
    described.register_blueprint(bp)
    app.extensions["described_api"] = described


@bp.after_request
def add_etag(response: Response) -> Response:
    """Let a program ask cheaply whether an answer has changed."""
    if response.status_code == 200:
        response.add_etag(weak=True)
        response.make_conditional(request)
    return response


@bp.get("/search")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["search"].plain)
@bp.arguments(schemas.EntriesQuerySchema, location="query")
@bp.response(200, schemas.ResultsSchema)
def search(query: dict[str, Any]) -> presenters.JsonObject:
    return presenters.build_search_results(
        build_activity_list_page(
            VISITOR, restrict_to_shareable(parse_search(build_url_values(query)))
        )
    )


@bp.get("/entries")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["entries"].plain)
@bp.arguments(schemas.EntriesQuerySchema, location="query")
@bp.response(200, schemas.EntriesSchema)
def entries(query: dict[str, Any]) -> presenters.JsonObject:
    search = restrict_to_shareable(parse_search(build_url_values(query)))
    page = build_activity_list_page(VISITOR, restrict_to_activities(search))
    activities = load_activities(VISITOR, page.activity_ids)
    return presenters.build_entry_list(replace(page, search=search), activities)


@bp.get("/entries/<slug:slug>")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["entry"].plain)
@bp.response(200, schemas.EntrySchema)
def entry(slug: str) -> presenters.JsonObject:
    return presenters.build_entry(get_shareable_activity(slug))


@bp.get("/learning")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["records"].plain)
@bp.arguments(schemas.RecordsQuerySchema, location="query")
@bp.response(200, schemas.RecordsSchema)
def records(query: dict[str, Any]) -> presenters.JsonObject:
    return presenters.build_record_list(
        build_records_page(VISITOR, parse_record_filter(build_url_values(query)))
    )


@bp.get("/learning/<slug:record_slug>")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["record"].plain)
@bp.response(200, schemas.LearningRecordSchema)
def record(record_slug: str) -> presenters.JsonObject:
    record = get_record(VISITOR, record_slug)
    require(record.status is Status.PUBLISHED, NotFoundError)
    return presenters.build_record(build_record_page(VISITOR, record, is_elsewhere=True))


@bp.get("/decisions")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["decisions"].plain)
@bp.arguments(schemas.DecisionsQuerySchema, location="query")
@bp.response(200, schemas.DecisionsSchema)
def decisions(query: dict[str, Any]) -> presenters.JsonObject:
    return presenters.build_decision_list(
        build_list_page(VISITOR, read_decision_filter(build_url_values(query)), clock.today())
    )


@bp.get("/decisions/<slug:decision>")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["decision"].plain)
@bp.response(200, schemas.DecisionSchema)
def decision(decision: str) -> presenters.JsonObject:
    return presenters.build_decision(get_decision(VISITOR, decision))


def build_url_values(query: dict[str, Any]) -> dict[str, list[str]]:
    """Return validated parameters in the form in which the pages read a query string."""
    values_by_name = {
        name: value if isinstance(value, list) else [value] for name, value in query.items()
    }
    return {
        name: [clean(str(value)) for value in values] for name, values in values_by_name.items()
    }
