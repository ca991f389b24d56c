"""Outcomes: what people said of the I-Statements, for everybody to read; results to enter."""

from flask import Blueprint, request

from coprod.core.statistics.rules import count_needed_people
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.enums import TO_BE_CONFIRMED
from coprod.outcomes.i_statements.queries import (
    StatementSet,
    get_current_set,
    get_links_by_statement,
    list_wordings,
)
from coprod.outcomes.results import actions, forms, policies, presenters, queries, rules
from coprod.outcomes.results.enums import LikertAnswer, WaveState
from coprod.outcomes.results.models import Wave
from coprod.outcomes.results.queries import StatementResult
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_permitted_activity
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page, send_spreadsheet
from coprod.web.concurrent_decisions import decides_about

bp = Blueprint("results", __name__, url_prefix="/outcomes")
WAVE_URL = "/results/<key:wave_id>"


@bp.get("")
@requires_role(Role.VISITOR)
def outcomes() -> Answer:
    statement_set = get_current_set()
    outcomes_page = presenters.build_outcomes(statement_set) if statement_set else None
    return page(
        "outcomes/results/outcomes.html", outcomes=outcomes_page, to_be_confirmed=TO_BE_CONFIRMED
    )


@bp.get("/statement/<slug:statement>")
@requires_role(Role.VISITOR)
def statement(statement: str) -> Answer:
    wordings = list_wordings(statement)
    require(wordings, NotFoundError)
    results, links = (
        queries.list_public_results([statement]),
        get_links_by_statement([statement])[statement],
    )
    statement_set = get_current_set()
    indicators = statement_set.list_indicators(wordings[0].domain_key) if statement_set else []
    statement_page = presenters.StatementPage(wordings[0], results, links, indicators, wordings)
    return page(
        "outcomes/results/statement.html",
        statement_page=statement_page,
        to_be_confirmed=TO_BE_CONFIRMED,
    )


@bp.get("/results.csv")
@requires_role(Role.VISITOR)
def file() -> Answer:
    return send_spreadsheet(
        presenters.build_spreadsheet(queries.list_public_results()), "outcomes.csv"
    )


@bp.get("/plan")
@requires_role(Role.VISITOR)
def plan() -> Answer:
    form = forms.PlanForm.build(request.args)
    needed = None
    with form.catching_rule_errors():
        now, hoped = form.to_shares()
        needed = count_needed_people(now, hoped) if now != hoped else None
    return page(
        "outcomes/results/plan.html", form=form, needed=needed, usual=presenters.list_usual_plans()
    )


@bp.get(WAVE_URL)
@requires_role(Role.VISITOR)
def wave(wave_id: int) -> Answer:
    wave = queries.get_wave(actor(), wave_id)
    return page("outcomes/results/wave.html", form=forms.ReasonForm(), **build_wave_page(wave))


def build_wave_page(wave: Wave) -> dict[str, object]:
    exact = policies.sees_exact(actor(), wave)
    is_shown = wave.state is WaveState.PUBLISHED or exact or policies.can_change(actor(), wave)
    results: list[StatementResult] = queries.list_results(wave) if is_shown else []
    return {
        "wave": wave,
        "results": results,
        "charts": [presenters.build_group_chart(each) for each in results],
        "rows": queries.list_tallies(wave) if exact else [],
        "answers": list(LikertAnswer),
        "can_change": policies.can_change(actor(), wave) and not wave.is_survey,
        "can_send": policies.can_change(actor(), wave) and wave.state is WaveState.DRAFT,
        "can_publish": policies.can_publish(actor(), wave),
        "can_take_down": policies.can_take_down(actor(), wave),
    }


# Entering results


@bp.get("/of/<slug:slug>")
@requires_role(Role.RESIDENT)
def of_entry(slug: str) -> Answer:
    return page(
        "outcomes/results/waves.html",
        **build_waves_page(get_open_activity(slug), build_details_form()),
    )


@bp.post("/of/<slug:slug>")
@requires_role(Role.RESIDENT)
def of_entry_sent(slug: str) -> Answer:
    return add_wave(get_open_activity(slug))


@bp.get("/of-partnership")
@requires_role(Role.CURATOR)
def of_partnership() -> Answer:
    return page("outcomes/results/waves.html", **build_waves_page(None, build_details_form()))


@bp.post("/of-partnership")
@requires_role(Role.CURATOR)
def of_partnership_sent() -> Answer:
    return add_wave(None)


def add_wave(activity: Activity | None) -> Answer:
    form = build_details_form()
    if form.validate():
        with form.catching_rule_errors():
            wave = actions.add_wave(actor(), activity, form.to_details())
            return go(
                "outcomes.results.counts",
                wave_id=wave.id,
                message=N_("Now enter what people answered"),
            )
    return form_page("outcomes/results/waves.html", **build_waves_page(activity, form))


def get_open_activity(slug: str) -> Activity:
    return get_permitted_activity(actor(), slug, policies.can_add)


def build_details_form() -> forms.DetailsForm:
    return forms.DetailsForm.build(list_choices(ListKind.LOCALITY, clock.today()))


def build_waves_page(activity: Activity | None, form: forms.DetailsForm) -> dict[str, object]:
    waves = (
        queries.list_waves_of_activity(actor(), activity)
        if activity
        else queries.list_waves_of_partnership(actor())
    )
    return {
        "activity": activity,
        "waves": waves,
        "form": form,
        "usual": presenters.list_usual_plans(),
    }


@bp.get(f"{WAVE_URL}/counts")
@requires_role(Role.RESIDENT)
def counts(wave_id: int) -> Answer:
    wave = get_open_wave(wave_id)
    return page(
        "outcomes/results/counts.html",
        **build_counts_page(wave, build_counts_form(), forms.PasteForm()),
    )


@bp.post(f"{WAVE_URL}/counts")
@requires_role(Role.RESIDENT)
def counts_sent(wave_id: int) -> Answer:
    wave, form = get_open_wave(wave_id, to_change=True), build_counts_form()
    if form.validate():
        with form.catching_rule_errors():
            actions.enter_counts(actor(), wave, [form.to_row()])
            return go(
                "outcomes.results.counts", wave_id=wave_id, message=N_("The counts were saved")
            )
    return form_page(
        "outcomes/results/counts.html", **build_counts_page(wave, form, forms.PasteForm())
    )


@bp.post(f"{WAVE_URL}/paste")
@requires_role(Role.RESIDENT)
def paste(wave_id: int) -> Answer:
    wave, form = get_open_wave(wave_id, to_change=True), forms.PasteForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            rows = rules.read_rows(form.rows.data or "", get_statement_ids(get_current_set()))
            actions.enter_counts(actor(), wave, rows)
            return go("outcomes.results.counts", wave_id=wave_id, message=N_("The table was added"))
    return form_page(
        "outcomes/results/counts.html",
        **build_counts_page(wave, build_counts_form(empty=True), form),
    )


def get_statement_ids(statement_set: StatementSet | None) -> dict[str, int]:
    """Return the statements in use by their key and by their words."""
    statements = statement_set.statements if statement_set else ()
    return {name: each.id for each in statements for name in (each.key, each.words)}


def build_counts_form(*, empty: bool = False) -> forms.CountsForm:
    statement_set = get_current_set()
    return forms.CountsForm.build(statement_set.statements if statement_set else (), empty=empty)


def build_counts_page(
    wave: Wave, form: forms.CountsForm, paste_form: forms.PasteForm
) -> dict[str, object]:
    rows = queries.list_tallies(wave)
    return {
        "wave": wave,
        "form": form,
        "paste_form": paste_form,
        "rows": rows,
        "answers": list(LikertAnswer),
    }


def get_open_wave(wave_id: int, *, to_change: bool = False) -> Wave:
    wave = queries.get_wave(actor(), wave_id, to_change=to_change)
    require(policies.can_change(actor(), wave) and not wave.is_survey)
    return wave


# Sending them to a curator, and taking them down


@bp.post(f"{WAVE_URL}/<any(send, discard):step>")
@requires_role(Role.RESIDENT)
@decides_about("wave", "wave_id")
def step(wave_id: int, step: str) -> Answer:
    wave, form = queries.get_wave(actor(), wave_id, to_change=True), forms.ReasonForm(None)
    moved: Answer | None = None
    with form.catching_rule_errors():
        moved = take_step(wave, step)
    return moved or form_page("outcomes/results/wave.html", form=form, **build_wave_page(wave))


def take_step(wave: Wave, step: str) -> Answer:
    if step == "send":
        actions.send_wave(actor(), wave)
        return go("outcomes.results.wave", wave_id=wave.id, message=N_("Sent to a curator"))
    activity = wave.activity
    actions.discard_wave(actor(), wave)
    message = N_("The results were deleted")
    if activity is None:
        return go("outcomes.results.of_partnership", message=message)
    return go("outcomes.results.of_entry", slug=activity.slug, message=message)


@bp.post(f"{WAVE_URL}/take-down")
@requires_role(Role.CURATOR)
@decides_about("wave", "wave_id")
def take_down(wave_id: int) -> Answer:
    wave, form = queries.get_wave(actor(), wave_id, to_change=True), forms.ReasonForm.from_request()
    require(policies.can_take_down(actor(), wave))
    if form.validate():
        with form.catching_rule_errors():
            actions.take_wave_down(actor(), wave, form.reason.data or "")
            return go(
                "outcomes.results.wave", wave_id=wave_id, message=N_("The results were taken down")
            )
    return form_page("outcomes/results/wave.html", form=form, **build_wave_page(wave))


@bp.app_template_global("list_published_waves")
def list_published_waves(activity: Activity) -> list[Wave]:
    waves = queries.list_waves_of_activity(actor(), activity)
    return [each for each in waves if each.state is WaveState.PUBLISHED]
