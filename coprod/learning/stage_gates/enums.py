"""What is needed to enter each stage of scaling, as ``domain.md`` 7.3 has it."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_
from coprod.register.sections.enums import SpreadStage


class Need(LabelledEnum):
    """One thing that a gate asks for."""

    PROBLEM = "problem", N_("What the problem is")
    AFFECTED = "affected", N_("Who is affected")
    DECISION = "decision_record", N_("A record of the decision how to involve people")
    BACKED = (
        "backed_by_residents",
        N_("At least one resident or community group backs it, or it came from them"),
    )
    PLAN = "plan", N_("A plan: what is open to change and what is not")
    BUDGET = "budget_line", N_("A line in a budget")
    BASELINE = "baseline", N_("What people said before it began, or why nobody asked")
    REASSESS = "planned_reassessment", N_("A day to assess it again")
    AGREED_AIM = "residents_agreed_aim", N_("Residents agreed the aim and what success is")
    TEAM_RATING = "team_rating", N_("An assessment by the team")
    RESIDENT_RATING = "resident_rating", N_("An assessment by residents")
    LEARNING = "learning_record", N_("A learning record")
    COSTS = "actual_costs", N_("What it really cost")
    FOLLOW_UP = "follow_up", N_("What changed, or an honest “too small to tell”")
    CO_SIGNED = "residents_co_signed", N_("Residents who took part signed the learning")
    ADOPTERS = "named_adopters", N_("A team elsewhere that uses it")
    FIXED = "fixed_and_flexible", N_("What to keep and what may change")
    ADAPTED = "adaptation_notes", N_("What those who use it changed")
    ADOPTER_RATING = "adopters_rating", N_("An assessment by a team that uses it")
    NEW_RESIDENTS = "residents_at_new_site", N_("Residents take part at the new place")
    OWNER_POST = "owner_post", N_("A role that is responsible for it")
    RECURRENT = "recurrent_budget", N_("Money every year")
    GOVERNANCE = "in_governance", N_("A place in a contract or with a board")
    MONITORING = "monitoring", N_("Somebody keeps an eye on it")
    REVIEW = "annual_review", N_("Looked at again every year")
    STANDING_ROLE = "standing_resident_role", N_("A lasting role for residents in overseeing it")
    TOLD = "people_were_told", N_("What people heard back, and what their part led to")


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


class GateOutcome(LabelledEnum):
    GO = "go", N_("Yes, go on")
    NO_GO = "no_go", N_("No, not now")


AUDIT_VERBS: dict[str, Verb] = {
    "decided on a stage": Verb(N_("Wrote down whether to go on")),
    "showed a decision": Verb(N_("A decision on how far it has come"), is_decision=True),
}
