"""Up to four stories side by side, at an address that can be kept; more of them on paper."""

from flask import Blueprint, request, url_for

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.text import clean
from coprod.library.compare import presenters, rules
from coprod.library.stories.presenters import parse_search
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go_to, page

bp = Blueprint("compare", __name__)
FIND = "find"
"""Stands in the address while a reader looks for titles. Without it only the choice is kept."""


@bp.get("/compare")
@requires_role(Role.VISITOR)
def compare() -> Answer:
    slugs = read_slugs()
    arguments = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    if FIND not in arguments and set(arguments) - {"entry"}:
        return go_to(url_for("library.compare.compare", entry=slugs))
    search = parse_search(arguments) if FIND in arguments else None
    return page(
        "library/compare/compare.html",
        compare_page=presenters.build_compare_page(actor(), slugs, search),
    )


@bp.get("/compare/document")
@requires_role(Role.VISITOR)
def document() -> Answer:
    """Show the chosen stories one after the other, to print for a meeting."""
    slugs = read_slugs()
    if set(request.args) - {"entry"}:
        return go_to(url_for("library.compare.document", entry=slugs))
    compare_page = presenters.build_document(actor(), slugs)
    return page("library/compare/document.html", compare_page=compare_page, today=clock.today())


def read_slugs() -> list[str]:
    return rules.parse_slugs([clean(text) for text in request.args.getlist("entry")])
