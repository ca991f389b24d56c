"""The stage of an activity: the gate before the next one, and what was decided."""

from collections.abc import Sequence

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.learning.stage_gates import actions, forms, policies, queries, rules
from coprod.learning.stage_gates.models import GateDecision
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.sections.enums import SpreadStage
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("stage_gates", __name__, url_prefix="/stories/<slug:slug>/stages")


@bp.get("")
@requires_role(Role.VISITOR)
def stages(slug: str) -> Answer:
    activity = get_visible_activity(slug)
    return page(
        "learning/stage_gates/stages.html",
        **build_stages_context(activity, queries.list_decisions(actor(), activity)),
    )


def build_stages_context(
    activity: Activity, decisions: Sequence[GateDecision]
) -> dict[str, object]:
    now = queries.get_decided_stage(decisions)
    needs_met = queries.find_met_needs(activity)
    return {
        "activity": activity,
        "now": now,
        "decisions": decisions,
        "gates": [rules.build_gate(stage, needs_met) for stage in rules.list_allowed_stages(now)],
        "can_decide": policies.can_decide(actor(), activity),
    }


@bp.get("/decide")
@requires_role(Role.RESIDENT)
def decide(slug: str) -> Answer:
    activity = get_decidable_activity(slug)
    decisions = queries.list_decisions(actor(), activity)
    return page(
        "learning/stage_gates/decide.html",
        **build_stages_context(activity, decisions),
        form=build_form(decisions),
    )


@bp.post("/decide")
@requires_role(Role.RESIDENT)
def decide_sent(slug: str) -> Answer:
    activity = get_decidable_activity(slug, to_change=True)
    decisions = queries.list_decisions(actor(), activity)
    form = build_form(decisions)
    if form.validate():
        with form.catching_rule_errors():
            actions.decide(actor(), activity, SpreadStage(form.stage.data), form.build_decision())
            return go(
                "learning.stage_gates.stages",
                slug=slug,
                message=N_("Saved. It cannot be changed now"),
            )
    return form_page(
        "learning/stage_gates/decide.html", **build_stages_context(activity, decisions), form=form
    )


def build_form(decisions: Sequence[GateDecision]) -> forms.DecideForm:
    return forms.DecideForm.for_stages(
        rules.list_allowed_stages(queries.get_decided_stage(decisions))
    )


def get_visible_activity(slug: str, *, to_change: bool = False) -> Activity:
    activity = get_activity(actor(), slug, to_change=to_change)
    require(activity.status not in GONE, NotFoundError)
    return activity


def get_decidable_activity(slug: str, *, to_change: bool = False) -> Activity:
    activity = get_visible_activity(slug, to_change=to_change)
    require(policies.can_decide(actor(), activity))
    return activity
