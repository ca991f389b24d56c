"""The stage of an entry: the gate before the next one, and what was decided."""

from collections.abc import Sequence

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.learning.stage_gates import actions, forms, policies, queries, rules
from coprod.learning.stage_gates.models import GateDecision
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import activity as entry
from coprod.register.sections.enums import SpreadStage
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about

bp = Blueprint("stage_gates", __name__, url_prefix="/stages")


@bp.get("/<slug:slug>")
@requires_role(Role.VISITOR)
def stages(slug: str) -> Answer:
    found = seen(slug)
    return page(
        "learning/stage_gates/stages.html", **shown(found, queries.decisions(actor(), found))
    )


def shown(found: Activity, decided: Sequence[GateDecision]) -> dict[str, object]:
    now = queries.stage_decided(decided)
    there = queries.found(found)
    return {
        "activity": found,
        "now": now,
        "decisions": decided,
        "gates": [rules.gate(stage, there) for stage in rules.may_go_to(now)],
        "can_decide": policies.can_decide(actor(), found),
    }


@bp.get("/<slug:slug>/decide")
@requires_role(Role.RESIDENT)
def decide(slug: str) -> Answer:
    found = open_to_decide(slug)
    decided = queries.decisions(actor(), found)
    return page("learning/stage_gates/decide.html", **shown(found, decided), form=form_for(decided))


@bp.post("/<slug:slug>/decide")
@requires_role(Role.RESIDENT)
def decide_sent(slug: str) -> Answer:
    found = open_to_decide(slug, to_change=True)
    decided = queries.decisions(actor(), found)
    form = form_for(decided)
    if form.validate():
        with form.catching_rule_errors():
            actions.decide(actor(), found, SpreadStage(form.stage.data), form.deciding())
            return go(
                "learning.stage_gates.stages", slug=slug, said=N_("Written down. It stays as it is")
            )
    return form_page("learning/stage_gates/decide.html", **shown(found, decided), form=form)


def form_for(decided: Sequence[GateDecision]) -> forms.DecideForm:
    return forms.DecideForm.offering(rules.may_go_to(queries.stage_decided(decided)))


def seen(slug: str, *, to_change: bool = False) -> Activity:
    found = entry(actor(), slug, to_change=to_change)
    if found.status in GONE:
        raise NotFoundError
    return found


def open_to_decide(slug: str, *, to_change: bool = False) -> Activity:
    found = seen(slug, to_change=to_change)
    if not policies.can_decide(actor(), found):
        raise NotAllowedError
    return found


@bp.get("/waiting")
@requires_role(Role.CURATOR)
def waiting() -> Answer:
    found = queries.waiting(actor())
    rows = [(decision, of, policies.is_impartial(actor(), of)) for decision, of in found]
    return page("learning/stage_gates/waiting.html", waiting=rows)


@bp.post("/decisions/<key:decision_id>/show")
@requires_role(Role.CURATOR)
@decides_about("gate", "decision_id")
def show(decision_id: int) -> Answer:
    for decision, of in queries.waiting(actor()):
        if decision.id == decision_id:
            actions.show_decision(actor(), decision, of)
            return go("learning.stage_gates.waiting", said=N_("Readers see it now"))
    raise NotFoundError
