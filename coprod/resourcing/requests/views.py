"""What partners are asked for, agreed to and gave: for everybody to read, for curators to keep."""

from flask import Blueprint

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import require_found
from coprod.core.values.phrases import N_
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.register.sections.queries import find_programme
from coprod.resourcing.requests import actions, policies, presenters, queries, rules
from coprod.resourcing.requests.forms import (
    NewRequestForm,
    QuarterForm,
    RequestForm,
    RevisionForm,
    get_request_values,
)
from coprod.resourcing.requests.models import ResourceRequest
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page, send_spreadsheet
from coprod.web.concurrent_decisions import decides_about

bp = Blueprint("requests", __name__, url_prefix="/money-and-time")
REQUEST = "/requests/<key:resource_id>"
QUARTER = f"{REQUEST}/given/<slug:quarter>"


# For everybody


@bp.get("/by-partner")
@requires_role(Role.VISITOR)
def by_partner() -> Answer:
    today = clock.today()
    protected = queries.list_protected(actor(), today, today + rules.SOON)
    partners = presenters.list_partner_pages(queries.list_requests(actor()), protected, today)
    return page(
        "resourcing/requests/by_partner.html",
        partners=partners,
        quarter=get_last_whole_quarter(today),
        tags=presenters.TAG_COLOURS,
        can_keep=policies.can_keep_requests(actor()),
    )


@bp.get("/by-partner.csv")
@requires_role(Role.VISITOR)
def file() -> Answer:
    rows = presenters.list_csv_rows(queries.list_requests(actor()))
    return send_spreadsheet(rows, "by-partner.csv")


@bp.get(REQUEST)
@requires_role(Role.VISITOR)
def request(resource_id: int) -> Answer:
    found = queries.get_request(actor(), resource_id)
    return page(
        "resourcing/requests/request.html",
        resource_request=found,
        quarters=presenters.list_quarter_rows(found, clock.today()),
        activity=queries.find_activity(actor(), found.activity_id),
        tags=presenters.TAG_COLOURS,
        can_keep=policies.can_keep_requests(actor()),
    )


# For curators


@bp.get("/requests/new")
@requires_role(Role.CURATOR)
def new() -> Answer:
    return page("resourcing/requests/edit.html", form=build_new_form(), resource_request=None)


@bp.post("/requests/new")
@requires_role(Role.CURATOR)
def new_sent() -> Answer:
    form = build_new_form()
    if form.validate():
        with form.catching_rule_errors():
            draft = form.to_draft(find_activity_id(form))
            made = actions.add_request(actor(), draft, form.to_step())
            return go_to_request(made.id)
    return form_page("resourcing/requests/edit.html", form=form, resource_request=None)


def build_new_form() -> NewRequestForm:
    return NewRequestForm.build(*list_form_choices())


def list_form_choices() -> list[list[tuple[int, str]]]:
    kinds = (ListKind.ORGANISATION, ListKind.BOARD)
    return [list_choices(kind, clock.today()) for kind in kinds]


def find_activity_id(form: RequestForm) -> int | None:
    text = form.entry.data or ""
    return find_programme(actor(), text, "entry") if text else None


def go_to_request(resource_id: int) -> Answer:
    return go("resourcing.requests.request", resource_id=resource_id, message=N_("Saved"))


@bp.get(f"{REQUEST}/change")
@requires_role(Role.CURATOR)
def change(resource_id: int) -> Answer:
    found = queries.get_request(actor(), resource_id)
    return page(
        "resourcing/requests/edit.html", form=build_change_form(found), resource_request=found
    )


@bp.post(f"{REQUEST}/change")
@requires_role(Role.CURATOR)
def change_sent(resource_id: int) -> Answer:
    found = queries.get_request(actor(), resource_id, to_change=True)
    form = build_change_form(found)
    if form.validate():
        with form.catching_rule_errors():
            draft = form.to_draft(find_activity_id(form))
            actions.change_request(actor(), found, draft, seen=form.seen)
            return go_to_request(resource_id)
    return form_page("resourcing/requests/edit.html", form=form, resource_request=found)


def build_change_form(request: ResourceRequest) -> RequestForm:
    activity = queries.find_activity(actor(), request.activity_id)
    partners, boards = list_form_choices()
    values = get_request_values(request, activity.slug if activity else "")
    return RequestForm.build(
        add_chosen(partners, request.partner_id, request.partner.label),
        add_chosen(boards, request.board_id, request.board.label if request.board else ""),
        **values,
    )


def add_chosen(
    choices: list[tuple[int, str]], term_id: int | None, label: str
) -> list[tuple[int, str]]:
    """Offer what was chosen before, also where the list has it no more."""
    is_offered = term_id is None or term_id in dict(choices)
    return choices if is_offered else [*choices, (term_id or 0, label)]


@bp.get(f"{REQUEST}/revise")
@requires_role(Role.CURATOR)
def revise(resource_id: int) -> Answer:
    found = queries.get_request(actor(), resource_id)
    form = RevisionForm.build(found, clock.today())
    return page("resourcing/requests/revise.html", form=form, resource_request=found)


@bp.post(f"{REQUEST}/revise")
@requires_role(Role.CURATOR)
@decides_about("resource_request", "resource_id")
def revise_sent(resource_id: int) -> Answer:
    found = queries.get_request(actor(), resource_id, to_change=True)
    form = RevisionForm.build(found, clock.today())
    if form.validate():
        with form.catching_rule_errors():
            actions.revise_request(actor(), found, form.to_step(found), seen=form.seen)
            return go_to_request(resource_id)
    return form_page("resourcing/requests/revise.html", form=form, resource_request=found)


@bp.get(QUARTER)
@requires_role(Role.CURATOR)
def given(resource_id: int, quarter: str) -> Answer:
    found = queries.get_request(actor(), resource_id)
    at = get_quarter(found, quarter)
    form = QuarterForm.build(found, at)
    return page("resourcing/requests/given.html", form=form, resource_request=found, quarter=at)


@bp.post(QUARTER)
@requires_role(Role.CURATOR)
def given_sent(resource_id: int, quarter: str) -> Answer:
    found = queries.get_request(actor(), resource_id, to_change=True)
    at = get_quarter(found, quarter)
    form = QuarterForm.build(found, at)
    if form.validate():
        with form.catching_rule_errors():
            actions.record_quarter(actor(), found, at, form.read_given(), seen=form.seen)
            return go_to_request(resource_id)
    return form_page(
        "resourcing/requests/given.html", form=form, resource_request=found, quarter=at
    )


def get_quarter(request: ResourceRequest, text: str) -> Quarter:
    """Return the quarter of an address, if it is one of the agreement that is over."""
    quarters = rules.list_quarters(request.agreed, clock.today())
    return require_found(next((each for each in quarters if str(each).lower() == text), None))
