"""How the jobs are doing: a page for those who look after the register, and a line on the desk."""

from flask import Blueprint, g

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


def get_health() -> queries.Health:
    """Return how the jobs are doing, asked once for the two places that a page has for it."""
    if "job_health" not in g:
        g.job_health = queries.get_health(actor())
    health: queries.Health = g.job_health
    return health


def build_alert() -> Context | None:
    return None if get_health().is_good else {"health": get_health()}


def build_good_news() -> Context | None:
    return {} if get_health().is_good else None


add_slot_template(bp, "desk.alert", "operations/jobs/_alert.html", build_alert)
add_slot_template(bp, "desk.health", "operations/jobs/_health.html", build_good_news)
