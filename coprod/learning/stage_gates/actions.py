"""Writing down a go or no-go, and showing it."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.learning.stage_gates import policies, queries, rules
from coprod.learning.stage_gates.models import GateDecision
from coprod.learning.stage_gates.rules import NewGateDecision
from coprod.register.activities.models import Activity
from coprod.register.sections.enums import SpreadStage


def decide(
    actor: Actor, activity: Activity, stage: SpreadStage, new_decision: NewGateDecision
) -> GateDecision:
    """Write down what was decided. What its own team writes waits for a curator."""
    require(policies.can_decide(actor, activity))
    actor_id = actor.require_id()
    rules.check_gate_decision(new_decision, clock.today())
    now = queries.get_decided_stage(queries.list_decisions(actor, activity))
    if stage not in rules.list_allowed_stages(now):
        raise RuleBrokenError(N_("Choose from the list"), field="stage")
    gate = rules.build_gate(stage, queries.find_met_needs(activity))
    decision = GateDecision(
        activity_id=activity.id,
        stage=stage,
        going=new_decision.going,
        decided_on=new_decision.on,
        post=new_decision.post,
        reason=new_decision.reason,
        missing=[need.value for need in gate.missing],
        person_id=actor_id,
        published_at=clock.now() if policies.is_impartial(actor, activity) else None,
    )
    session.add(decision)
    session.flush()
    record_event(
        actor, "decided on a stage", activity, stage=stage.value, going=decision.going.value
    )
    return decision


def show_decision(actor: Actor, decision: GateDecision, activity: Activity) -> None:
    """Let readers see a decision that its team wrote down."""
    require(policies.is_impartial(actor, activity))
    decision.published_at = clock.now()
    record_event(actor, "showed a decision", activity, is_public=True, gate=decision.id)
