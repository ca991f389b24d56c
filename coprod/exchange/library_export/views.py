"""The files of the library and their codebook: for everybody; with exact numbers for curators."""

from flask import Blueprint, make_response
from werkzeug.wrappers import Response

from coprod.core import storage
from coprod.core.values.actor import Role
from coprod.core.values.errors import require_found
from coprod.core.values.phrases import N_
from coprod.exchange.library_export import actions, policies, presenters, queries
from coprod.exchange.library_export.enums import ExportKind
from coprod.exchange.library_export.schemas import TABLES
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go, page

bp = Blueprint("library_export", __name__, url_prefix="/export")
LOOKS_AGAIN_SECONDS = 5
MIME_TYPES = {
    "csv": "text/csv",
    "txt": "text/plain",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.get("")
@requires_role(Role.VISITOR)
def export() -> Answer:
    return show_page(ExportKind.PUBLIC)


@bp.post("")
@requires_role(Role.CURATOR)
def export_sent() -> Answer:
    """Let the worker make what everybody may take, without waiting for its hour."""
    actions.request_export(actor(), ExportKind.PUBLIC)
    return go("exchange.library_export.export", message=N_("New files are being made"))


@bp.get("/curators")
@requires_role(Role.CURATOR)
def curators() -> Answer:
    return show_page(ExportKind.CURATORS)


@bp.post("/curators")
@requires_role(Role.CURATOR)
def curators_sent() -> Answer:
    actions.request_export(actor(), ExportKind.CURATORS)
    return go("exchange.library_export.curators", message=N_("New files are being made"))


def show_page(kind: ExportKind) -> Answer:
    made, waiting = queries.find_made(actor(), kind), queries.find_waiting(kind)
    export_page = presenters.build_export_page(kind, made, waiting, TABLES)
    response = make_response(
        page(
            "exchange/library_export/export.html",
            export=export_page,
            citation=presenters.build_citation(made.day) if made else None,
            can_request=policies.can_request(actor()),
        )
    )
    if waiting:
        response.headers["Refresh"] = str(LOOKS_AGAIN_SECONDS)
    return response


@bp.get("/codebook")
@requires_role(Role.VISITOR)
def codebook() -> Answer:
    return page(
        "exchange/library_export/codebook.html",
        tables=[(table, presenters.list_columns_on_page(table)) for table in TABLES],
    )


@bp.get("/files/<dotted:name>")
@requires_role(Role.VISITOR)
def file(name: str) -> Answer:
    return send_file(ExportKind.PUBLIC, name)


@bp.get("/curators/files/<dotted:name>")
@requires_role(Role.CURATOR)
def curators_file(name: str) -> Answer:
    return send_file(ExportKind.CURATORS, name)


def send_file(kind: ExportKind, name: str) -> Response:
    """Send a file piece by piece, under a name that has its day."""
    day, found = queries.get_file(actor(), kind, name)
    pieces = require_found(storage.stream(found.key))
    stem, _dot, ending = name.rpartition(".")
    response = Response(pieces, mimetype=MIME_TYPES.get(ending, "application/octet-stream"))
    download = f"{stem}-{day.isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{download}"'
    response.headers["Content-Length"] = str(found.size)
    response.headers["Cache-Control"] = "no-store"
    return response
