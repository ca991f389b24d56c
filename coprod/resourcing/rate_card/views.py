"""The rate card, and what a plan would cost. The plan is in the address: nothing is stored."""

from typing import Any

from flask import Blueprint, request

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_write
from coprod.register.activities.queries import get_permitted_activity
from coprod.register.sections.queries import get_part_for_form
from coprod.register.sections.rules import Costs
from coprod.resourcing.rate_card import actions, forms, policies, queries, rules
from coprod.resourcing.rate_card.forms import PlanForm, RateForm
from coprod.resourcing.rate_card.rules import BudgetLine, Rate
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.forms import clean_form_data

bp = Blueprint("rate_card", __name__, url_prefix="/rate-card")


@bp.get("")
@requires_role(Role.VISITOR)
def rates() -> Answer:
    everything, today = queries.list_rates(), clock.today()
    now = [each for each in everything if each.is_in_use(today)]
    old = [each for each in everything if not each.is_in_use(today)]
    return page(
        "resourcing/rate_card/rates.html",
        now=now,
        old=old,
        can_keep=policies.can_keep_rates(actor()),
    )


@bp.get("/add")
@requires_role(Role.CURATOR)
def add() -> Answer:
    return page("resourcing/rate_card/rate.html", form=RateForm.build(), rate=None)


@bp.post("/add")
@requires_role(Role.CURATOR)
def add_sent() -> Answer:
    form = RateForm.build()
    if form.validate():
        with form.catching_rule_errors():
            actions.add_rate(actor(), form.to_details())
            return go("resourcing.rate_card.rates", message=N_("The rate was added"))
    return form_page("resourcing/rate_card/rate.html", form=form, rate=None)


@bp.get("/<key:rate_id>/change")
@requires_role(Role.CURATOR)
def change(rate_id: int) -> Answer:
    rate = queries.get_rate(rate_id)
    return page("resourcing/rate_card/rate.html", form=RateForm.build(rate), rate=rate)


@bp.post("/<key:rate_id>/change")
@requires_role(Role.CURATOR)
def change_sent(rate_id: int) -> Answer:
    rate = queries.get_rate(rate_id)
    form = RateForm.build(rate)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_rate(actor(), rate, form.to_details(), seen=form.seen)
            return go("resourcing.rate_card.rates", message=N_("The rate was changed"))
    return form_page("resourcing/rate_card/rate.html", form=form, rate=rate)


# Cost it up


@bp.get("/cost-it-up")
@requires_role(Role.VISITOR)
def cost_it_up() -> Answer:
    return render_plan(None)


@bp.get("/cost-it-up/<slug:slug>")
@requires_role(Role.RESIDENT)
def cost_entry(slug: str) -> Answer:
    return render_plan(get_activity_to_write(slug))


@bp.post("/cost-it-up/<slug:slug>")
@requires_role(Role.RESIDENT)
def cost_entry_sent(slug: str) -> Answer:
    """Copy the budget of the plan that was sent into the activity, as planned lines."""
    activity = get_activity_to_write(slug, to_change=True)
    rates = queries.list_rates_in_use(clock.today())
    form = forms.build_plan_form(rates).from_request()
    lines = build_budget(form, rates) if form.validate() else []
    if not lines:
        return form_page(
            "resourcing/rate_card/plan.html", **build_plan_page(form, rates, lines, activity)
        )
    seen = request.form.get("seen", "")
    actions.plan_costs(actor(), activity, rules.build_cost_lines(lines), seen=seen)
    return go(
        "register.activities.check", slug=slug, message=N_("The budget was copied in, line by line")
    )


def render_plan(activity: Activity | None) -> Answer:
    rates = queries.list_rates_in_use(clock.today())
    answers = clean_form_data(request.args) if request.args else None
    form = forms.build_plan_form(rates)(answers)
    lines = build_budget(form, rates) if answers is not None and form.validate() else []
    values = build_plan_page(form, rates, lines, activity)
    if form.problems():
        return form_page("resourcing/rate_card/plan.html", **values)
    return page("resourcing/rate_card/plan.html", **values)


def build_budget(form: PlanForm, rates: list[Rate]) -> list[BudgetLine]:
    """Return the budget, or nothing where the form now says what is wrong."""
    lines: list[BudgetLine] = []
    with form.catching_rule_errors():
        lines = rules.build_budget(form.to_plan(rates), rates)
        if not lines:
            raise RuleBrokenError(N_("Say what is needed: fill in one more box"), field="people")
    return lines


def build_plan_page(
    form: PlanForm, rates: list[Rate], lines: list[BudgetLine], activity: Activity | None
) -> dict[str, Any]:
    return {
        "form": form,
        "lines": lines,
        "whole": rules.sum_money(lines),
        "examples": any(not each.is_confirmed for each in rates),
        "activity": activity,
        "seen": compute_fingerprint((get_part_for_form(actor(), activity, Costs),))
        if activity
        else "",
    }


def get_activity_to_write(slug: str, *, to_change: bool = False) -> Activity:
    return get_permitted_activity(actor(), slug, can_write, to_change=to_change)
