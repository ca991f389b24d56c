"""How the jobs are doing: a page for those who look after the register, and a line on the desk."""

from flask import Blueprint

from coprod.core import mail
from coprod.core.values.actor import Role
from coprod.library.index.tasks import search_index
from coprod.operations.jobs import queries
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("jobs", __name__)


@bp.get("/admin/jobs")
@requires_role(Role.CURATOR)
def jobs() -> Answer:
    health = queries.get_health(actor())
    return page(
        "operations/jobs/jobs.html",
        health=health,
        mail_waiting=mail.count_waiting(),
        index_behind=search_index().count_behind() if health.has_index else 0,
    )


def build_health() -> Context:
    return {"health": queries.get_health(actor())}


add_slot_template(bp, "desk.health", "operations/jobs/_health.html", build_health)
