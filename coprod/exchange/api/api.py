"""The register for other programs: read only, and what a visitor may read, whoever asks."""

from dataclasses import replace
from typing import Any

from flask import Flask, Response, request
from flask_smorest import Api, Blueprint

from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotFoundError
from coprod.core.values.text import clean
from coprod.decisions.records.presenters import build_list_page, read_decision_filter
from coprod.decisions.records.queries import get_decision
from coprod.exchange.api import presenters, schemas
from coprod.exchange.api.enums import ROUTES, TITLE
from coprod.learning.records import queries as learning
from coprod.learning.records.presenters import (
    build_record_page,
    build_records_page,
    parse_record_filter,
)
from coprod.library.stories.presenters import (
    build_activity_list_page,
    parse_search,
    restrict_to_activities,
    restrict_to_shareable,
)
from coprod.library.stories.queries import load_activities as readable_entries
from coprod.participation.groups.queries import get_shareable_activity
from coprod.register.activities.enums import Status
from coprod.web import limits
from coprod.web.access import requires_role
from coprod.web.page_cache import same_for_all_visitors

VERSION = "1"
bp = Blueprint("api", __name__, url_prefix="/api", description=TITLE.plain)


class Described(Api):  # type: ignore[misc]  # its library has no types
    """The API as it describes itself. All refusals stay with ``web.errors``."""

    def _register_error_handlers(self) -> None:
        pass


def init_app(app: Flask) -> None:
    app.config.update(API_TITLE=TITLE.plain, API_VERSION=VERSION, OPENAPI_VERSION="3.1.0")
    described = Described(app)
    described.register_blueprint(bp)
    app.extensions["described_api"] = described


@bp.after_request
def tag(response: Response) -> Response:
    """Let a program ask again for next to nothing: “has it changed since?”."""
    if response.status_code == 200:
        response.add_etag(weak=True)
        response.make_conditional(request)
    return response


@bp.get("/search")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["search"].plain)
@bp.arguments(schemas.EntriesAsked, location="query")
@bp.response(200, schemas.Results)
def search(asked: dict[str, Any]) -> presenters.Told:
    return presenters.search_results(
        build_activity_list_page(VISITOR, restrict_to_shareable(parse_search(read(asked))))
    )


@bp.get("/entries")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["entries"].plain)
@bp.arguments(schemas.EntriesAsked, location="query")
@bp.response(200, schemas.Entries)
def entries(asked: dict[str, Any]) -> presenters.Told:
    given = restrict_to_shareable(parse_search(read(asked)))
    shown = build_activity_list_page(VISITOR, restrict_to_activities(given))
    found = readable_entries(VISITOR, shown.activity_ids)
    return presenters.entries(replace(shown, search=given), found)


@bp.get("/entries/<slug:slug>")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["entry"].plain)
@bp.response(200, schemas.Entry)
def entry(slug: str) -> presenters.Told:
    return presenters.entry(get_shareable_activity(slug))


@bp.get("/learning")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["records"].plain)
@bp.arguments(schemas.RecordsAsked, location="query")
@bp.response(200, schemas.Records)
def records(asked: dict[str, Any]) -> presenters.Told:
    return presenters.records(build_records_page(VISITOR, parse_record_filter(read(asked))))


@bp.get("/learning/<slug:lesson>")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["record"].plain)
@bp.response(200, schemas.LearningRecord)
def record(lesson: str) -> presenters.Told:
    found = learning.get_record(VISITOR, lesson)
    if found.status is not Status.PUBLISHED:
        raise NotFoundError
    return presenters.record(build_record_page(VISITOR, found, is_elsewhere=True))


@bp.get("/decisions")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["decisions"].plain)
@bp.arguments(schemas.DecisionsAsked, location="query")
@bp.response(200, schemas.Decisions)
def decisions(asked: dict[str, Any]) -> presenters.Told:
    return presenters.decisions(
        build_list_page(VISITOR, read_decision_filter(read(asked)), clock.today())
    )


@bp.get("/decisions/<slug:decision>")
@requires_role(Role.VISITOR)
@same_for_all_visitors
@limits.api
@bp.doc(summary=ROUTES["decision"].plain)
@bp.response(200, schemas.Decision)
def decision(decision: str) -> presenters.Told:
    return presenters.decision(get_decision(VISITOR, decision))


def read(asked: dict[str, Any]) -> dict[str, list[str]]:
    """Return checked parameters in the form in which the pages read an address."""
    many = {name: v if isinstance(v, list) else [v] for name, v in asked.items()}
    return {name: [clean(str(each)) for each in values] for name, values in many.items()}
