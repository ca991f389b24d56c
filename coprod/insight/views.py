"""The curator's desk."""

from flask import Blueprint

from coprod.curation.queries import awaiting_review
from coprod.kit.actor import Role
from coprod.kit.phrases import N_
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, page
from coprod.web.frame import Link

bp = Blueprint("insight", __name__)

TOOLS = (
    Link("people.people", N_("People: invite, change roles, suspend")),
    Link("reference.lists", N_("Lists: places, organisations, workstreams and more")),
    Link("sheets.imports", N_("Import: bring in entries from a spreadsheet")),
)


@bp.get("/desk")
@opens_to(Role.CURATOR)
def desk() -> Answer:
    return page("insight/desk.html", waiting=awaiting_review(actor()), me=actor().id, tools=TOOLS)
