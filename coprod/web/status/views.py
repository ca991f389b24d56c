"""Two addresses for what keeps the register running: a supervisor, a proxy, a monitor."""

from flask import Blueprint, Response

from coprod.core.values.actor import Role
from coprod.web.access import requires_role
from coprod.web.answers import Answer
from coprod.web.status import queries

bp = Blueprint("status", __name__)


@bp.get("/health")
@requires_role(Role.VISITOR)
def health() -> Answer:
    """Say that the process lives. To start it anew would not bring back a lost database."""
    return send_plain_text("ok", 200)


@bp.get("/ready")
@requires_role(Role.VISITOR)
def ready() -> Answer:
    """Say whether it can read and save now: the database, the tables, room on the disk."""
    obstacles = queries.list_obstacles()
    return send_plain_text("\n".join(obstacles), 503) if obstacles else send_plain_text("ok", 200)


def send_plain_text(text: str, status: int) -> Response:
    return Response(text, status, mimetype="text/plain", headers={"Cache-Control": "no-store"})
