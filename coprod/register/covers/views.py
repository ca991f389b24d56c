"""The address of a drawn cover, which browsers may store: it is the same for everybody."""

from flask import Blueprint, Response

from coprod.core.values.actor import Role
from coprod.reference.lists.enums import Motif
from coprod.register.covers.rules import draw_patchwork
from coprod.web.access import requires_role
from coprod.web.headers import allow_storing

bp = Blueprint("covers", __name__)
MOTIFS = ", ".join(Motif)


@bp.get(f"/covers/<any({MOTIFS}):motif>/<slug:seed>.svg")
@requires_role(Role.VISITOR)
def patchwork(motif: str, seed: str) -> Response:
    allow_storing()
    return Response(draw_patchwork(Motif(motif), seed), mimetype="image/svg+xml")
