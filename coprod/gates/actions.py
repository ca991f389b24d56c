"""Writing down a go or no-go, and showing it."""

from coprod.db import session
from coprod.gates import policies, queries, rules
from coprod.gates.models import GateDecision
from coprod.gates.rules import Deciding
from coprod.history.actions import note
from coprod.kit import clock
from coprod.kit.actor import Actor
from coprod.kit.errors import NotAllowedError, RuleBrokenError
from coprod.kit.phrases import N_
from coprod.register.models import Activity
from coprod.sections.words import Stage


def decide(actor: Actor, activity: Activity, stage: Stage, deciding: Deciding) -> GateDecision:
    """Write down what was decided. What its own team writes waits for a curator."""
    if not policies.can_decide(actor, activity) or actor.id is None:
        raise NotAllowedError
    rules.check_deciding(deciding, clock.today())
    now = queries.stage_decided(queries.decisions(actor, activity))
    if stage not in rules.may_go_to(now):
        raise RuleBrokenError(N_("Choose from the list"), field="stage")
    gate = rules.gate(stage, queries.found(activity))
    made = GateDecision(
        activity_id=activity.id,
        stage=stage,
        going=deciding.going,
        decided_on=deciding.on,
        post=deciding.post,
        reason=deciding.reason,
        missing=[need.value for need in gate.missing],
        person_id=actor.id,
        shown_at=clock.now() if policies.is_impartial(actor, activity) else None,
    )
    session.add(made)
    session.flush()
    note(actor, "decided on a stage", activity, stage=stage.value, going=made.going.value)
    return made


def show_decision(actor: Actor, decision: GateDecision, activity: Activity) -> None:
    """Let readers see a decision that its team wrote down."""
    if not policies.is_impartial(actor, activity):
        raise NotAllowedError
    decision.shown_at = clock.now()
    note(actor, "showed a decision", activity, is_public=True, gate=decision.id)
