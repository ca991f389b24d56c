"""The gate to a stage: what is there, what is missing, and what a decision must say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.learning.stage_gates.enums import GATES, RESIDENT_NEEDS, STAGE_PATH, GateOutcome, Need
from coprod.register.sections.enums import SpreadStage

LONGEST_REASON = 3000
STAGES_ASIDE = (SpreadStage.PAUSED, SpreadStage.STOPPED)


@dataclass(frozen=True)
class Gate:
    """What a stage asks for: ``there`` was found in the register, ``missing`` was not."""

    stage: SpreadStage
    there: tuple[Need, ...]
    missing: tuple[Need, ...]

    @property
    def residents_missing(self) -> bool:
        return any(need in RESIDENT_NEEDS for need in self.missing)


@dataclass(frozen=True)
class NewGateDecision:
    """A go or no-go: by which post, on which day, and why."""

    going: GateOutcome | None = None
    post: str = ""
    on: date | None = None
    reason: str = ""


def build_gate(stage: SpreadStage, needs_met: Collection[Need]) -> Gate:
    needs = GATES[stage]
    there = tuple(need for need in needs if need in needs_met)
    return Gate(stage, there, tuple(need for need in needs if need not in needs_met))


def get_next_stage(stage: SpreadStage | None) -> SpreadStage | None:
    """Return the stage after this one; what was paused or stopped begins again as a pilot."""
    if stage is None:
        return SpreadStage.IDEA
    if stage in STAGES_ASIDE:
        return SpreadStage.PILOT
    place = STAGE_PATH.index(stage) + 1
    return STAGE_PATH[place] if place < len(STAGE_PATH) else None


def list_allowed_stages(now: SpreadStage | None) -> tuple[SpreadStage, ...]:
    """Return the stages that can be decided now: the next one, pausing and stopping."""
    aside = tuple(stage for stage in STAGES_ASIDE if stage is not now)
    forward = get_next_stage(now)
    return (forward, *aside) if forward else aside


def check_gate_decision(decision: NewGateDecision, today: date) -> None:
    """A reason is always needed: with gaps, it says why one goes on in spite of them."""
    if decision.going is None:
        raise RuleBrokenError(N_("Say what was decided"), field="going")
    if not decision.post:
        raise RuleBrokenError(N_("Say which role decided"), field="post")
    if decision.on is None or decision.on > today:
        raise RuleBrokenError(N_("Say on which day it was decided. It cannot be later"), field="on")
    if not decision.reason:
        message = N_("Give the reason: it will be shown. Say why, if something is missing")
        raise RuleBrokenError(message, field="reason")
