"""Money and time across entries, for everybody to read."""

from flask import Blueprint

from coprod.kit.actor import Role
from coprod.reference.queries import term_of
from coprod.reference.words import Listing
from coprod.resources import pages, queries, rules
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, page

bp = Blueprint("resources", __name__, url_prefix="/resources")


@bp.get("")
@opens_to(Role.VISITOR)
def resources() -> Answer:
    given = queries.given(actor())
    whole = rules.sums([each.line for each in given])
    shown = {"partners": pages.partners(given), "silence": queries.silence(actor())}
    return page("resources/resources.html", whole=whole, **shown)


@bp.get("/partners/<key:term_id>")
@opens_to(Role.VISITOR)
def partner(term_id: int) -> Answer:
    term = term_of(Listing.ORGANISATION, term_id)
    given = queries.given(actor(), term.in_use_id or term.id)
    return page("resources/partner.html", name=term.label, **behind(given))


@bp.get("/partners/not-told")
@opens_to(Role.VISITOR)
def not_told() -> Answer:
    return page("resources/partner.html", name="", **behind(queries.given(actor(), None)))


@bp.get("/<any(silent, without):which>")
@opens_to(Role.VISITOR)
def entries(which: str) -> Answer:
    """Show the entries behind a number of those that say nothing, or that have nothing."""
    found = queries.silent(actor()) if which == "silent" else queries.without(actor())
    return page("resources/entries.html", which=which, entries=found)


def behind(given: list[queries.Given]) -> dict[str, object]:
    return {"sums": rules.sums([each.line for each in given]), "rows": pages.behind(given)}
