"""Money and time across activities, for everybody to read."""

from flask import Blueprint, request

from coprod.core.money.enums import AmountUnit
from coprod.core.values.actor import Role
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.core.values.phrases import Message
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_term_of_list
from coprod.resourcing.totals import presenters, queries
from coprod.resourcing.totals.enums import UNIT_WORDS
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page

bp = Blueprint("totals", __name__, url_prefix="/money-and-time")


@bp.get("")
@requires_role(Role.VISITOR)
def resources() -> Answer:
    partner_sums = queries.list_partner_sums()
    partners = presenters.list_partners(queries.list_givers(), partner_sums)
    return page(
        "resourcing/totals/resources.html",
        whole=presenters.build_sums(partner_sums),
        partners=partners,
        silence=queries.count_silence(),
    )


@bp.get("/partners/<key:term_id>")
@requires_role(Role.VISITOR)
def partner(term_id: int) -> Answer:
    term = get_term_of_list(ListKind.ORGANISATION, term_id)
    lines_page = build_lines_page(term.in_use_id or term.id)
    address = {"endpoint": "resourcing.totals.partner", "term_id": term_id}
    return page(
        "resourcing/totals/partner.html", name=term.label, lines_page=lines_page, address=address
    )


@bp.get("/partners/not-told")
@requires_role(Role.VISITOR)
def unstated_partner() -> Answer:
    address = {"endpoint": "resourcing.totals.unstated_partner"}
    return page(
        "resourcing/totals/partner.html",
        name="",
        lines_page=build_lines_page(None),
        address=address,
    )


def build_lines_page(partner_id: int | None) -> presenters.LinesPage:
    """Return the page of lines that the address asks for, beside the totals of all of them."""
    partner_sums = presenters.filter_partner(queries.list_partner_sums(), partner_id)
    last = count_pages(sum(each.number for each in partner_sums), queries.A_PAGE)
    number = read_page_number(last)
    rows = presenters.list_line_rows(queries.list_partner_lines(actor(), partner_id, number))
    return presenters.LinesPage(presenters.build_sums(partner_sums), rows, number, last)


def read_page_number(last: int) -> int:
    return parse_page_number(request.args.get("page", ""), last)


@bp.get("/<any(silent, without):which>")
@requires_role(Role.VISITOR)
def entries(which: str) -> Answer:
    """Show the activities behind a number of those that say nothing, or that have nothing."""
    counted = queries.count_silence()
    is_silent = which == "silent"
    last = count_pages(counted.say_nothing if is_silent else counted.without, queries.A_PAGE)
    number = read_page_number(last)
    list_entries = queries.list_silent if is_silent else queries.list_unresourced
    return page(
        "resourcing/totals/entries.html",
        which=which,
        entries=list_entries(actor(), number),
        number=number,
        last=last,
    )


@bp.app_template_global("unit_label")
def unit_label(unit: AmountUnit) -> Message:
    return UNIT_WORDS[unit]
