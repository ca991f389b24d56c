"""What is needed to enter each stage of scaling, as ``domain.md`` 7.3 has it."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message
from coprod.register.sections.enums import SpreadStage


class Need(StrEnum):
    """One thing that a gate asks for."""

    PROBLEM = "problem"
    AFFECTED = "affected"
    DECISION = "decision_record"
    BACKED = "backed_by_residents"
    PLAN = "plan"
    BUDGET = "budget_line"
    BASELINE = "baseline"
    REASSESS = "planned_reassessment"
    AGREED_AIM = "residents_agreed_aim"
    TEAM_RATING = "team_rating"
    RESIDENT_RATING = "resident_rating"
    LEARNING = "learning_record"
    COSTS = "actual_costs"
    FOLLOW_UP = "follow_up"
    CO_SIGNED = "residents_co_signed"
    ADOPTERS = "named_adopters"
    FIXED = "fixed_and_flexible"
    ADAPTED = "adaptation_notes"
    ADOPTER_RATING = "adopters_rating"
    NEW_RESIDENTS = "residents_at_new_site"
    OWNER_POST = "owner_post"
    RECURRENT = "recurrent_budget"
    GOVERNANCE = "in_governance"
    MONITORING = "monitoring"
    REVIEW = "annual_review"
    STANDING_ROLE = "standing_resident_role"
    TOLD = "people_were_told"

    @property
    def label(self) -> Message:
        return NEED_LABELS[self]


NEED_LABELS: dict[Need, Message] = {
    Need.PROBLEM: N_("What the problem is"),
    Need.AFFECTED: N_("Who is affected"),
    Need.DECISION: N_("A record of the decision how to involve people"),
    Need.BACKED: N_("At least one resident or community group backs it, or it came from them"),
    Need.PLAN: N_("A plan: what is open to change and what is not"),
    Need.BUDGET: N_("A line in a budget"),
    Need.BASELINE: N_("What people said before it began, or why nobody asked"),
    Need.REASSESS: N_("A day on which it is assessed again"),
    Need.AGREED_AIM: N_("Residents agreed the aim and what success is"),
    Need.TEAM_RATING: N_("An assessment by the team"),
    Need.RESIDENT_RATING: N_("An assessment by residents"),
    Need.LEARNING: N_("A learning record"),
    Need.COSTS: N_("What it really cost"),
    Need.FOLLOW_UP: N_("What changed, or an honest “too small to tell”"),
    Need.CO_SIGNED: N_("Residents who took part signed the learning"),
    Need.ADOPTERS: N_("A team elsewhere that uses it"),
    Need.FIXED: N_("What to keep and what may change"),
    Need.ADAPTED: N_("What those who use it changed"),
    Need.ADOPTER_RATING: N_("An assessment by a team that uses it"),
    Need.NEW_RESIDENTS: N_("Residents take part at the new place"),
    Need.OWNER_POST: N_("A post that is answerable for it"),
    Need.RECURRENT: N_("Money every year"),
    Need.GOVERNANCE: N_("A place in a contract or with a board"),
    Need.MONITORING: N_("Somebody keeps an eye on it"),
    Need.REVIEW: N_("Looked at again every year"),
    Need.STANDING_ROLE: N_("A lasting part for residents in watching over it"),
    Need.TOLD: N_("What people were told, and what came of their part"),
}

GATES: dict[SpreadStage, tuple[Need, ...]] = {
    SpreadStage.IDEA: (Need.PROBLEM, Need.AFFECTED, Need.DECISION, Need.BACKED),
    SpreadStage.PILOT: (Need.PLAN, Need.BUDGET, Need.BASELINE, Need.REASSESS, Need.AGREED_AIM),
    SpreadStage.PROVEN_HERE: (
        Need.TEAM_RATING,
        Need.RESIDENT_RATING,
        Need.LEARNING,
        Need.COSTS,
        Need.FOLLOW_UP,
        Need.CO_SIGNED,
    ),
    SpreadStage.ADOPTED_ELSEWHERE: (
        Need.ADOPTERS,
        Need.FIXED,
        Need.ADAPTED,
        Need.ADOPTER_RATING,
        Need.NEW_RESIDENTS,
    ),
    SpreadStage.BUSINESS_AS_USUAL: (
        Need.OWNER_POST,
        Need.RECURRENT,
        Need.GOVERNANCE,
        Need.MONITORING,
        Need.REVIEW,
        Need.STANDING_ROLE,
    ),
    SpreadStage.PAUSED: (Need.LEARNING, Need.TOLD),
    SpreadStage.STOPPED: (Need.LEARNING, Need.TOLD),
}
RESIDENT_NEEDS = frozenset(
    {
        Need.BACKED,
        Need.AGREED_AIM,
        Need.CO_SIGNED,
        Need.NEW_RESIDENTS,
        Need.STANDING_ROLE,
        Need.TOLD,
    }
)
"""The needs that only residents can fulfil."""
STAGE_PATH = (
    SpreadStage.IDEA,
    SpreadStage.PILOT,
    SpreadStage.PROVEN_HERE,
    SpreadStage.ADOPTED_ELSEWHERE,
    SpreadStage.BUSINESS_AS_USUAL,
)


class GateOutcome(StrEnum):
    GO = "go"
    NO_GO = "no_go"

    @property
    def label(self) -> Message:
        return OUTCOME_LABELS[self]


OUTCOME_LABELS: dict[GateOutcome, Message] = {
    GateOutcome.GO: N_("Yes, go on"),
    GateOutcome.NO_GO: N_("No, not now"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "decided on a stage": Verb(N_("Wrote down whether to go on")),
    "showed a decision": Verb(N_("A decision on how far it has come"), is_decision=True),
}
