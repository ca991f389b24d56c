"""What reviews adds to the app, and how an area adds its kinds."""

from collections.abc import Callable

from flask import Flask, redirect, url_for
from werkzeug.wrappers import Response

import coprod.reviews.emails
import coprod.reviews.enums
import coprod.reviews.tracking
import coprod.reviews.views
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.reviews.kinds import AnyKind, add_kind
from coprod.web.access import requires_role
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup


def add_review_kinds(*kinds: AnyKind) -> Callable[[Flask], None]:
    """Return what lets things of these kinds wait in the queue."""

    def init_app(app: Flask) -> None:
        for kind in kinds:
            add_kind(kind)
            for number, address in enumerate(kind.replaced_addresses):
                name = f"reviews.moved.{kind.name}-{number}"
                app.add_url_rule(address, name, lead_to_queue, methods=["GET"])

    return init_app


@requires_role(Role.CURATOR)
def lead_to_queue() -> Response:
    """Lead from where something waited before there was one queue."""
    return redirect(url_for("desk.queue.desk"), code=308)


AREA = Area(
    "reviews",
    blueprints=(coprod.reviews.views.bp,),
    audit_verbs=(coprod.reviews.enums.AUDIT_VERBS,),
    letters=LetterGroup(
        N_("Decisions about what is waiting"),
        (*coprod.reviews.emails.LETTERS,),
    ),
)
