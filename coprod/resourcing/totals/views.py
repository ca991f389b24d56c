"""Money and time across entries, for everybody to read."""

from flask import Blueprint, request

from coprod.core.money.enums import AmountUnit
from coprod.core.values.actor import Role
from coprod.core.values.phrases import Message
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import term_of
from coprod.resourcing.totals import presenters, queries
from coprod.resourcing.totals.enums import UNIT_WORDS
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page

bp = Blueprint("totals", __name__, url_prefix="/resources")


@bp.get("")
@requires_role(Role.VISITOR)
def resources() -> Answer:
    given = queries.together()
    partners = presenters.partners(queries.givers(), given)
    shown = {"partners": partners, "silence": queries.silence()}
    return page("resourcing/totals/resources.html", whole=presenters.sums(given), **shown)


@bp.get("/partners/<key:term_id>")
@requires_role(Role.VISITOR)
def partner(term_id: int) -> Answer:
    term = term_of(ListKind.ORGANISATION, term_id)
    shown = lines(term.in_use_id or term.id)
    address = {"endpoint": "resourcing.totals.partner", "term_id": term_id}
    return page("resourcing/totals/partner.html", name=term.label, shown=shown, address=address)


@bp.get("/partners/not-told")
@requires_role(Role.VISITOR)
def not_told() -> Answer:
    address = {"endpoint": "resourcing.totals.not_told"}
    return page("resourcing/totals/partner.html", name="", shown=lines(None), address=address)


def lines(partner_id: int | None) -> presenters.Lines:
    """Return the page of lines that the address asks for, beside the totals of all of them."""
    given = presenters.of_partner(queries.together(), partner_id)
    last = presenters.pages(sum(each.number for each in given))
    number = asked_page(last)
    rows = presenters.behind(queries.given(actor(), partner_id, number))
    return presenters.Lines(presenters.sums(given), rows, number, last)


def asked_page(last: int) -> int:
    return presenters.page_number(request.args.get("page", ""), last)


@bp.get("/<any(silent, without):which>")
@requires_role(Role.VISITOR)
def entries(which: str) -> Answer:
    """Show the entries behind a number of those that say nothing, or that have nothing."""
    counted = queries.silence()
    is_silent = which == "silent"
    last = presenters.pages(counted.say_nothing if is_silent else counted.without)
    number = asked_page(last)
    found = (queries.silent if is_silent else queries.without)(actor(), number)
    shown = {"entries": found, "number": number, "last": last}
    return page("resourcing/totals/entries.html", which=which, **shown)


@bp.app_template_global("unit_label")
def unit_label(unit: AmountUnit) -> Message:
    return UNIT_WORDS[unit]
