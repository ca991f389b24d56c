"""Every rating of an entry, round by round."""

from flask import Blueprint

from coprod.kit.actor import Role
from coprod.kit.errors import NotFoundError
from coprod.ratings import pages, queries
from coprod.register import queries as register
from coprod.register.words import GONE
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, page

bp = Blueprint("ratings", __name__, url_prefix="/library")


@bp.get("/<slug:slug>/ratings")
@opens_to(Role.VISITOR)
def rounds(slug: str) -> Answer:
    activity = register.activity(actor(), slug)
    if activity.status in GONE:
        raise NotFoundError
    four = queries.four(actor(), [activity])[activity.id]
    return page("ratings/rounds.html", activity=activity, shown=pages.rounds_of(four))
