"""The statements to read, their versions for curators to write, and the links of an activity."""

from flask import Blueprint

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import ConflictError, NotFoundError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements import actions, forms, policies, queries
from coprod.outcomes.i_statements.enums import NEVER_CAUSE, TO_BE_CONFIRMED
from coprod.outcomes.i_statements.models import Indicator, OutcomeLink, Statement
from coprod.outcomes.i_statements.queries import StatementSet
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity, get_permitted_activity
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about

bp = Blueprint("i_statements", __name__, url_prefix="/outcomes/statements")

DRAFT = "/draft"
SORT_URL = f"{DRAFT}/<any(statements, indicators):sort>"
ROW_URL = f"{SORT_URL}/<slug:statement>"


@bp.get("")
@requires_role(Role.VISITOR)
def statements() -> Answer:
    return page(
        "outcomes/i_statements/statements.html", **build_statements_page(queries.get_current_set())
    )


@bp.get("/version/<key:version>")
@requires_role(Role.VISITOR)
def version(version: int) -> Answer:
    return page(
        "outcomes/i_statements/statements.html",
        **build_statements_page(queries.get_version(actor(), version)),
    )


def build_statements_page(statement_set: StatementSet | None) -> dict[str, object]:
    return {
        "statement_set": statement_set,
        "current": queries.get_current_set(),
        "versions": queries.list_versions(actor()),
        "can_word": policies.can_word_statements(actor()),
        "to_be_confirmed": TO_BE_CONFIRMED,
    }


# Wording them anew


@bp.post("/begin")
@requires_role(Role.CURATOR)
def begin() -> Answer:
    actions.begin_version(actor())
    return go(
        "outcomes.i_statements.draft", message=N_("A new version was started. Nobody sees it yet")
    )


@bp.get(DRAFT)
@requires_role(Role.CURATOR)
def draft() -> Answer:
    return page("outcomes/i_statements/draft.html", **build_statements_page(queries.get_draft()))


@bp.get(f"{SORT_URL}/add")
@requires_role(Role.CURATOR)
def add(sort: str) -> Answer:
    return page(
        "outcomes/i_statements/statement_form.html", sort=sort, key="", form=build_form(sort, None)
    )


@bp.post(f"{SORT_URL}/add")
@requires_role(Role.CURATOR)
def add_sent(sort: str) -> Answer:
    statement_set, form = queries.get_draft(to_change=True), build_form(sort, None)
    if form.validate():
        with form.catching_rule_errors():
            actions.write_content(actor(), statement_set, form.to_content())
            return go("outcomes.i_statements.draft", message=N_("Saved"))
    return form_page("outcomes/i_statements/statement_form.html", sort=sort, key="", form=form)


@bp.get(f"{ROW_URL}/change")
@requires_role(Role.CURATOR)
def change(sort: str, statement: str) -> Answer:
    row = find_row(queries.get_draft(), sort, statement)
    return page(
        "outcomes/i_statements/statement_form.html",
        sort=sort,
        key=statement,
        form=build_form(sort, row),
    )


@bp.post(f"{ROW_URL}/change")
@requires_role(Role.CURATOR)
def change_sent(sort: str, statement: str) -> Answer:
    statement_set = queries.get_draft(to_change=True)
    row = find_row(statement_set, sort, statement)
    form = build_form(sort, row)
    require(form.seen.data == compute_row_fingerprint(row), ConflictError)
    if form.validate():
        with form.catching_rule_errors():
            actions.write_content(actor(), statement_set, form.to_content(), statement)
            return go("outcomes.i_statements.draft", message=N_("Saved"))
    return form_page(
        "outcomes/i_statements/statement_form.html", sort=sort, key=statement, form=form
    )


@bp.post(f"{ROW_URL}/remove")
@requires_role(Role.CURATOR)
def remove(sort: str, statement: str) -> Answer:
    statement_set = queries.get_draft(to_change=True)
    actions.remove_row(actor(), statement_set, find_row(statement_set, sort, statement))
    return go("outcomes.i_statements.draft", message=N_("It is no longer in the new version"))


@bp.get(f"{DRAFT}/effective")
@requires_role(Role.CURATOR)
def effective() -> Answer:
    day = clock.today()
    form = forms.StatementEffectForm.from_request(day=PartialDate.from_day(day))
    return page(
        "outcomes/i_statements/effective.html",
        form=form,
        **build_statements_page(queries.get_draft()),
    )


@bp.post(f"{DRAFT}/effective")
@requires_role(Role.CURATOR)
def effective_sent() -> Answer:
    statement_set, form = (
        queries.get_draft(to_change=True),
        forms.StatementEffectForm.from_request(),
    )
    if form.validate():
        with form.catching_rule_errors():
            actions.make_effective(actor(), statement_set, form.effect())
            return go("outcomes.i_statements.statements", message=N_("The version is saved"))
    return form_page(
        "outcomes/i_statements/effective.html", form=form, **build_statements_page(statement_set)
    )


@bp.post(f"{DRAFT}/discard")
@requires_role(Role.CURATOR)
def discard() -> Answer:
    actions.discard_version(actor(), queries.get_draft(to_change=True))
    return go("outcomes.i_statements.statements", message=N_("The draft was deleted"))


def find_row(statement_set: StatementSet, sort: str, key: str) -> Statement | Indicator:
    rows = statement_set.statements if sort == "statements" else statement_set.indicators
    row = next((each for each in rows if each.key == key), None)
    if row is None:
        raise NotFoundError
    return row


def build_form(
    sort: str, row: Statement | Indicator | None
) -> forms.StatementForm | forms.IndicatorForm:
    if isinstance(row, Indicator) or (row is None and sort == "indicators"):
        return forms.IndicatorForm.build(row, compute_row_fingerprint(row))
    return forms.StatementForm.build(row, compute_row_fingerprint(row))


def compute_row_fingerprint(row: Statement | Indicator | None) -> str:
    """Return a short hash of what a form shows; it differs once somebody else has saved."""
    if row is None:
        return ""
    return compute_fingerprint(tuple(getattr(row, c.key) for c in row.__table__.columns))


# What an activity has to do with them


@bp.app_template_global("list_outcome_links")
def list_outcome_links(activity: Activity) -> list[OutcomeLink]:
    return list(queries.list_links(actor(), activity))


@bp.get("/of/<slug:slug>")
@requires_role(Role.RESIDENT)
def links(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_read_all)
    return page("outcomes/i_statements/links.html", **build_links_page(activity, build_link_form()))


@bp.post("/of/<slug:slug>")
@requires_role(Role.RESIDENT)
def link(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_link, to_change=True)
    form = build_link_form()
    if form.validate():
        with form.catching_rule_errors():
            key = form.statement.data or ""
            actions.link_statement(actor(), activity, key, form.to_details())
            return go("outcomes.i_statements.links", slug=slug, message=N_("Linked"))
    return form_page("outcomes/i_statements/links.html", **build_links_page(activity, form))


@bp.post("/of/<slug:slug>/<key:aim_id>/remove")
@requires_role(Role.RESIDENT)
@decides_about("aim", "aim_id")
def unlink(slug: str, aim_id: int) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    actions.unlink_statement(actor(), activity, queries.get_link(actor(), activity, aim_id))
    return go("outcomes.i_statements.links", slug=slug, message=N_("The link was removed"))


def build_link_form() -> forms.LinkForm:
    statement_set = queries.get_current_set()
    return forms.LinkForm.build(statement_set.statements if statement_set else ())


def build_links_page(activity: Activity, form: forms.LinkForm) -> dict[str, object]:
    unread = {each.id for each in queries.list_unread_links(activity)}
    return {
        "activity": activity,
        "form": form,
        "links": queries.list_links(actor(), activity),
        "unread": unread,
        "can_link": policies.can_link(actor(), activity),
        "never_cause": NEVER_CAUSE,
    }
