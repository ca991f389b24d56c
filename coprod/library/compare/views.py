"""Up to four entries side by side, at an address that can be kept and shared."""

from flask import Blueprint, request, url_for

from coprod.core.values.actor import Role
from coprod.core.values.text import clean
from coprod.library.compare import presenters, rules
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go_to, page

bp = Blueprint("compare", __name__)


@bp.get("/compare")
@requires_role(Role.VISITOR)
def compare() -> Answer:
    """Ticks in a list send the list's own filters along: those are left out of the address."""
    slugs = rules.parse_slugs([clean(text) for text in request.args.getlist("entry")])
    if set(request.args) - {"entry"}:
        return go_to(url_for("library.compare.compare", entry=slugs))
    return page(
        "library/compare/compare.html", compare_page=presenters.build_compare_page(actor(), slugs)
    )
