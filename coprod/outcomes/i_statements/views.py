"""The statements to read, their versions for curators to write, and the links of an entry."""

from flask import Blueprint

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements import actions, forms, policies, queries
from coprod.outcomes.i_statements.enums import NEVER_CAUSE, TO_BE_CONFIRMED
from coprod.outcomes.i_statements.models import Indicator, OutcomeLink, Statement
from coprod.outcomes.i_statements.queries import StatementSet
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import activity as entry
from coprod.register.activities.queries import fingerprint
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about

bp = Blueprint("i_statements", __name__, url_prefix="/outcomes/statements")

DRAFT = "/draft"
SORT = f"{DRAFT}/<any(statements, indicators):sort>"
ONE = f"{SORT}/<slug:statement>"


@bp.get("")
@requires_role(Role.VISITOR)
def statements() -> Answer:
    return page("outcomes/i_statements/statements.html", **told(queries.current()))


@bp.get("/version/<key:version>")
@requires_role(Role.VISITOR)
def version(version: int) -> Answer:
    return page("outcomes/i_statements/statements.html", **told(queries.version(actor(), version)))


def told(framework: StatementSet | None) -> dict[str, object]:
    return {
        "framework": framework,
        "current": queries.current(),
        "versions": queries.versions(actor()),
        "can_word": policies.can_word(actor()),
        "to_be_confirmed": TO_BE_CONFIRMED,
    }


# Wording them anew


@bp.post("/begin")
@requires_role(Role.CURATOR)
def begin() -> Answer:
    actions.begin_version(actor())
    return go("outcomes.i_statements.draft", said=N_("A new version was begun. Nobody sees it yet"))


@bp.get(DRAFT)
@requires_role(Role.CURATOR)
def draft() -> Answer:
    return page("outcomes/i_statements/draft.html", **told(queries.draft()))


@bp.get(f"{SORT}/add")
@requires_role(Role.CURATOR)
def add(sort: str) -> Answer:
    return page("outcomes/i_statements/said.html", sort=sort, key="", form=form_for(sort, None))


@bp.post(f"{SORT}/add")
@requires_role(Role.CURATOR)
def add_sent(sort: str) -> Answer:
    framework, form = queries.draft(to_change=True), form_for(sort, None)
    if form.validate():
        with form.catching_rule_errors():
            actions.write_said(actor(), framework, form.said())
            return go("outcomes.i_statements.draft", said=N_("Saved"))
    return form_page("outcomes/i_statements/said.html", sort=sort, key="", form=form)


@bp.get(f"{ONE}/change")
@requires_role(Role.CURATOR)
def change(sort: str, statement: str) -> Answer:
    found = one(queries.draft(), sort, statement)
    return page(
        "outcomes/i_statements/said.html", sort=sort, key=statement, form=form_for(sort, found)
    )


@bp.post(f"{ONE}/change")
@requires_role(Role.CURATOR)
def change_sent(sort: str, statement: str) -> Answer:
    framework = queries.draft(to_change=True)
    found = one(framework, sort, statement)
    form = form_for(sort, found)
    if form.seen.data != mark(found):
        raise ConflictError
    if form.validate():
        with form.catching_rule_errors():
            actions.write_said(actor(), framework, form.said(), statement)
            return go("outcomes.i_statements.draft", said=N_("Saved"))
    return form_page("outcomes/i_statements/said.html", sort=sort, key=statement, form=form)


@bp.post(f"{ONE}/remove")
@requires_role(Role.CURATOR)
def remove(sort: str, statement: str) -> Answer:
    framework = queries.draft(to_change=True)
    actions.remove_said(actor(), framework, one(framework, sort, statement))
    return go("outcomes.i_statements.draft", said=N_("It is no longer in the new version"))


@bp.get(f"{DRAFT}/effective")
@requires_role(Role.CURATOR)
def effective() -> Answer:
    day = clock.today()
    form = forms.EffectForm.from_request(day=PartialDate(day.year, day.month, day.day))
    return page("outcomes/i_statements/effective.html", form=form, **told(queries.draft()))


@bp.post(f"{DRAFT}/effective")
@requires_role(Role.CURATOR)
def effective_sent() -> Answer:
    framework, form = queries.draft(to_change=True), forms.EffectForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.make_effective(actor(), framework, form.effect())
            return go("outcomes.i_statements.statements", said=N_("The version is kept"))
    return form_page("outcomes/i_statements/effective.html", form=form, **told(framework))


@bp.post(f"{DRAFT}/discard")
@requires_role(Role.CURATOR)
def discard() -> Answer:
    actions.discard_version(actor(), queries.draft(to_change=True))
    return go("outcomes.i_statements.statements", said=N_("The draft was thrown away"))


def one(framework: StatementSet, sort: str, key: str) -> Statement | Indicator:
    ours = framework.statements if sort == "statements" else framework.indicators
    found = next((each for each in ours if each.key == key), None)
    if found is None:
        raise NotFoundError
    return found


def form_for(
    sort: str, found: Statement | Indicator | None
) -> forms.StatementForm | forms.IndicatorForm:
    if isinstance(found, Indicator) or (found is None and sort == "indicators"):
        return forms.IndicatorForm.of(found, mark(found))
    return forms.StatementForm.of(found, mark(found))


def mark(found: Statement | Indicator | None) -> str:
    """Return a short mark of what a writer is shown, which changes whenever that does."""
    if found is None:
        return ""
    return fingerprint(tuple(getattr(found, c.key) for c in found.__table__.columns))


# What an entry has to do with them


@bp.app_template_global("aims_of")
def aims_of(activity: Activity) -> list[OutcomeLink]:
    return list(queries.aims(actor(), activity))


@bp.get("/of/<slug:slug>")
@requires_role(Role.RESIDENT)
def links(slug: str) -> Answer:
    found = entry(actor(), slug)
    if not policies.reads_all(actor(), found):
        raise NotAllowedError
    return page("outcomes/i_statements/links.html", **links_page(found, link_form()))


@bp.post("/of/<slug:slug>")
@requires_role(Role.RESIDENT)
def link(slug: str) -> Answer:
    found = entry(actor(), slug, to_change=True)
    if not policies.can_link(actor(), found):
        raise NotAllowedError
    form = link_form()
    if form.validate():
        with form.catching_rule_errors():
            key = form.statement.data or ""
            actions.link_statement(actor(), found, key, form.linking())
            return go("outcomes.i_statements.links", slug=slug, said=N_("Linked"))
    return form_page("outcomes/i_statements/links.html", **links_page(found, form))


@bp.post("/of/<slug:slug>/<key:aim_id>/<any(remove, show):step>")
@requires_role(Role.RESIDENT)
@decides_about("aim", "aim_id")
def aim(slug: str, aim_id: int, step: str) -> Answer:
    found = entry(actor(), slug, to_change=True)
    chosen = queries.aim(actor(), found, aim_id)
    if step == "show":
        actions.let_be_read(actor(), found, chosen)
        return go("outcomes.i_statements.waiting", said=N_("Readers can see it now"))
    actions.unlink_statement(actor(), found, chosen)
    return go("outcomes.i_statements.links", slug=slug, said=N_("The link was taken away"))


@bp.get("/waiting")
@requires_role(Role.CURATOR)
def waiting() -> Answer:
    return page("outcomes/i_statements/waiting.html", waiting=queries.waiting(actor()))


def link_form() -> forms.LinkForm:
    framework = queries.current()
    return forms.LinkForm.among(framework.statements if framework else ())


def links_page(found: Activity, form: forms.LinkForm) -> dict[str, object]:
    waits = {each.id for each in queries.waits_of(found)}
    return {
        "activity": found,
        "form": form,
        "aims": queries.aims(actor(), found),
        "waits": waits,
        "can_link": policies.can_link(actor(), found),
        "never_cause": NEVER_CAUSE,
    }
