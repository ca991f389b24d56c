"""Statements that people voted on: read by everybody once a curator has read them."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.intelligence.statements import actions, policies, queries
from coprod.intelligence.statements.presenters import build_poll_view
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go, page

bp = Blueprint("statements", __name__, url_prefix="/what-people-told-us/votes")
POLL = "/<slug:poll>"


@bp.get("")
@requires_role(Role.VISITOR)
def polls() -> Answer:
    return page(
        "intelligence/statements/polls.html",
        polls=queries.list_polls(actor()),
        can_keep=policies.can_keep_polls(actor()),
    )


@bp.get(POLL)
@requires_role(Role.VISITOR)
def poll(poll: str) -> Answer:
    found = queries.get_poll(actor(), poll)
    return page(
        "intelligence/statements/poll.html",
        view=build_poll_view(actor(), found),
        can_keep=policies.can_keep_polls(actor()),
    )


@bp.post(f"{POLL}/<any(show, hide):way>")
@requires_role(Role.CURATOR)
def publish(poll: str, way: str) -> Answer:
    """Show a poll to readers, or take it back from them."""
    found = queries.get_poll(actor(), poll, to_change=True)
    actions.publish_poll(actor(), found, is_public=way == "show")
    message = N_("Readers see it now") if way == "show" else N_("It is private now")
    return go("intelligence.statements.poll", poll=poll, message=message)


@bp.post(f"{POLL}/remove")
@requires_role(Role.CURATOR)
def remove(poll: str) -> Answer:
    actions.remove_poll(actor(), queries.get_poll(actor(), poll, to_change=True))
    message = N_("Taken out, with all its statements and votes")
    return go("intelligence.statements.polls", message=message)
