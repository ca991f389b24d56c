"""Outcomes: what people said of the I-Statements, for everybody to read; results to enter."""

from flask import Blueprint, request

from coprod.core.statistics import rules as statistics
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.enums import TO_BE_CONFIRMED
from coprod.outcomes.i_statements.queries import StatementSet, current, of_statements, wordings
from coprod.outcomes.results import actions, forms, policies, presenters, queries, rules
from coprod.outcomes.results.enums import Said, State
from coprod.outcomes.results.models import Wave
from coprod.outcomes.results.queries import Result
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import choices
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import activity as entry
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page, spreadsheet
from coprod.web.concurrent_decisions import decides_about

bp = Blueprint("results", __name__, url_prefix="/outcomes")
ONE = "/results/<key:wave_id>"


@bp.get("")
@requires_role(Role.VISITOR)
def outcomes() -> Answer:
    framework = current()
    shown = presenters.outcomes(framework) if framework else None
    return page("outcomes/results/outcomes.html", shown=shown, to_be_confirmed=TO_BE_CONFIRMED)


@bp.get("/statement/<slug:statement>")
@requires_role(Role.VISITOR)
def statement(statement: str) -> Answer:
    worded = wordings(statement)
    if not worded:
        raise NotFoundError
    results, aims = queries.public_results([statement]), of_statements([statement])[statement]
    framework = current()
    beside = framework.beside(worded[0].domain_key) if framework else []
    told = presenters.Told(worded[0], results, aims, beside, worded)
    return page("outcomes/results/statement.html", told=told, to_be_confirmed=TO_BE_CONFIRMED)


@bp.get("/results.csv")
@requires_role(Role.VISITOR)
def file() -> Answer:
    return spreadsheet(presenters.spreadsheet(queries.public_results()), "outcomes.csv")


@bp.get("/plan")
@requires_role(Role.VISITOR)
def plan() -> Answer:
    form = forms.PlanForm.of(request.args)
    needed = None
    with form.catching_rule_errors():
        now, hoped = form.shares()
        needed = statistics.count_needed_people(now, hoped) if now != hoped else None
    return page(
        "outcomes/results/plan.html", form=form, needed=needed, usual=presenters.usual_plans()
    )


@bp.get(ONE)
@requires_role(Role.VISITOR)
def wave(wave_id: int) -> Answer:
    found = queries.wave(actor(), wave_id)
    return page("outcomes/results/wave.html", form=forms.ReasonForm(), **wave_page(found))


def wave_page(found: Wave) -> dict[str, object]:
    exact = policies.sees_exact(actor(), found)
    is_shown = found.state is State.PUBLISHED or exact or policies.can_change(actor(), found)
    results: list[Result] = queries.results_of(found) if is_shown else []
    return {
        "wave": found,
        "results": results,
        "charts": [presenters.group_chart(each) for each in results],
        "rows": queries.tallies(found) if exact else [],
        "answers": list(Said),
        "can_change": policies.can_change(actor(), found) and not found.is_survey,
        "can_send": policies.can_change(actor(), found) and found.state is State.DRAFT,
        "can_publish": policies.can_publish(actor(), found),
        "can_take_down": policies.can_take_down(actor(), found),
    }


# Entering results


@bp.get("/of/<slug:slug>")
@requires_role(Role.RESIDENT)
def of_entry(slug: str) -> Answer:
    return page("outcomes/results/waves.html", **waves_page(open_entry(slug), details_form()))


@bp.post("/of/<slug:slug>")
@requires_role(Role.RESIDENT)
def of_entry_sent(slug: str) -> Answer:
    return added(open_entry(slug))


@bp.get("/of-partnership")
@requires_role(Role.CURATOR)
def of_partnership() -> Answer:
    return page("outcomes/results/waves.html", **waves_page(None, details_form()))


@bp.post("/of-partnership")
@requires_role(Role.CURATOR)
def of_partnership_sent() -> Answer:
    return added(None)


def added(activity: Activity | None) -> Answer:
    form = details_form()
    if form.validate():
        with form.catching_rule_errors():
            made = actions.add_wave(actor(), activity, form.details())
            return go(
                "outcomes.results.counts",
                wave_id=made.id,
                said=N_("Now enter what people answered"),
            )
    return form_page("outcomes/results/waves.html", **waves_page(activity, form))


def open_entry(slug: str) -> Activity:
    found = entry(actor(), slug)
    if not policies.can_add(actor(), found):
        raise NotAllowedError
    return found


def details_form() -> forms.DetailsForm:
    return forms.DetailsForm.among(choices(ListKind.LOCALITY, clock.today()))


def waves_page(activity: Activity | None, form: forms.DetailsForm) -> dict[str, object]:
    found = queries.of_entry(actor(), activity) if activity else queries.of_partnership(actor())
    return {"activity": activity, "waves": found, "form": form, "usual": presenters.usual_plans()}


@bp.get(f"{ONE}/counts")
@requires_role(Role.RESIDENT)
def counts(wave_id: int) -> Answer:
    found = open_wave(wave_id)
    return page(
        "outcomes/results/counts.html", **counts_page(found, counts_form(), forms.PasteForm())
    )


@bp.post(f"{ONE}/counts")
@requires_role(Role.RESIDENT)
def counts_sent(wave_id: int) -> Answer:
    found, form = open_wave(wave_id, to_change=True), counts_form()
    if form.validate():
        with form.catching_rule_errors():
            actions.enter(actor(), found, [form.row()])
            return go("outcomes.results.counts", wave_id=wave_id, said=N_("The counts were kept"))
    return form_page("outcomes/results/counts.html", **counts_page(found, form, forms.PasteForm()))


@bp.post(f"{ONE}/paste")
@requires_role(Role.RESIDENT)
def paste(wave_id: int) -> Answer:
    found, form = open_wave(wave_id, to_change=True), forms.PasteForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            rows = rules.read_rows(form.rows.data or "", names_of(current()))
            actions.enter(actor(), found, rows)
            return go("outcomes.results.counts", wave_id=wave_id, said=N_("The table was taken in"))
    return form_page(
        "outcomes/results/counts.html", **counts_page(found, counts_form(empty=True), form)
    )


def names_of(framework: StatementSet | None) -> dict[str, int]:
    """Return the statements in use by their key and by their words."""
    said = framework.statements if framework else ()
    return {name: each.id for each in said for name in (each.key, each.words)}


def counts_form(*, empty: bool = False) -> forms.CountsForm:
    framework = current()
    return forms.CountsForm.among(framework.statements if framework else (), empty=empty)


def counts_page(
    found: Wave, form: forms.CountsForm, paste_form: forms.PasteForm
) -> dict[str, object]:
    rows = queries.tallies(found)
    return {
        "wave": found,
        "form": form,
        "paste_form": paste_form,
        "rows": rows,
        "answers": list(Said),
    }


def open_wave(wave_id: int, *, to_change: bool = False) -> Wave:
    found = queries.wave(actor(), wave_id, to_change=to_change)
    if not policies.can_change(actor(), found) or found.is_survey:
        raise NotAllowedError
    return found


# Publishing them


@bp.post(f"{ONE}/<any(send, publish, discard):step>")
@requires_role(Role.RESIDENT)
@decides_about("wave", "wave_id")
def step(wave_id: int, step: str) -> Answer:
    found, form = queries.wave(actor(), wave_id, to_change=True), forms.ReasonForm(None)
    moved: Answer | None = None
    with form.catching_rule_errors():
        moved = take_step(found, step)
    return moved or form_page("outcomes/results/wave.html", form=form, **wave_page(found))


def take_step(found: Wave, step: str) -> Answer:
    if step == "send":
        actions.send(actor(), found)
        return go("outcomes.results.wave", wave_id=found.id, said=N_("Sent to a curator"))
    if step == "publish":
        actions.publish(actor(), found)
        return go(
            "outcomes.results.wave", wave_id=found.id, said=N_("Everybody can read the results now")
        )
    activity = found.activity
    actions.discard(actor(), found)
    said = N_("The results were thrown away")
    if activity is None:
        return go("outcomes.results.of_partnership", said=said)
    return go("outcomes.results.of_entry", slug=activity.slug, said=said)


@bp.post(f"{ONE}/take-down")
@requires_role(Role.CURATOR)
@decides_about("wave", "wave_id")
def take_down(wave_id: int) -> Answer:
    found, form = queries.wave(actor(), wave_id, to_change=True), forms.ReasonForm.from_request()
    if not policies.can_take_down(actor(), found):
        raise NotAllowedError
    if form.validate():
        with form.catching_rule_errors():
            actions.take_down(actor(), found, form.reason.data or "")
            return go(
                "outcomes.results.wave", wave_id=wave_id, said=N_("The results were taken down")
            )
    return form_page("outcomes/results/wave.html", form=form, **wave_page(found))


@bp.get("/results/waiting")
@requires_role(Role.CURATOR)
def waiting() -> Answer:
    return page("outcomes/results/waiting.html", waiting=queries.waiting(actor()))


@bp.app_template_global("waves_of")
def waves_of(activity: Activity) -> list[Wave]:
    found = queries.of_entry(actor(), activity)
    return [each for each in found if each.state is State.PUBLISHED]
