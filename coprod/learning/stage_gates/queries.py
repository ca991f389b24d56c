"""What the register holds for the gates of an activity, and what was decided."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from coprod.assessment.resident_rating.queries import list_round_results
from coprod.assessment.self_assessment.queries import find_latest_rating, get_latest_rungs
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.decisions.records.queries import find_evidence
from coprod.learning.adoption.queries import list_adjacent_adoptions
from coprod.learning.reader_responses.queries import is_co_signed
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import shows_its_entry
from coprod.learning.records.queries import get_public_part
from coprod.learning.records.rules import CoreComponents, RecordCosts
from coprod.learning.stage_gates import policies
from coprod.learning.stage_gates.enums import GateOutcome, Need
from coprod.learning.stage_gates.models import GateDecision
from coprod.outcomes.i_statements.queries import get_link_facts
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.models import Activity
from coprod.register.sections.enums import CostTiming, SpreadStage
from coprod.register.sections.queries import load_details, read_sections
from coprod.register.sections.rules import (
    ActivitySections,
    CostLine,
    Costs,
    Evidence,
    Outcome,
    People,
    Pledge,
    Working,
)


def list_decisions(actor: Actor, activity: Activity) -> Sequence[GateDecision]:
    """Return what was decided, the latest first."""
    its = GateDecision.activity_id == activity.id
    statement = select(GateDecision).where(policies.visible_to(actor), its)
    return session.scalars(statement.order_by(GateDecision.id.desc())).all()


def get_decided_stage(decisions: Sequence[GateDecision]) -> SpreadStage | None:
    """Return the stage that the latest public decision to go on led to."""
    went = (each.stage for each in decisions if each.published_at and each.going is GateOutcome.GO)
    return next(went, None)


def get_decided_stages(ids: Sequence[int]) -> dict[int, SpreadStage]:
    """Return the stage that each of these activities went on to by a public decision, if any."""
    statement = select(GateDecision.activity_id, GateDecision.stage).where(
        GateDecision.activity_id.in_(ids), *build_go_conditions()
    )
    return dict(session.execute(statement.order_by(GateDecision.id)).all())


def build_go_conditions() -> tuple[ColumnElement[bool], ...]:
    return GateDecision.published_at.is_not(None), GateDecision.going == GateOutcome.GO


def is_at_stage(stages: Sequence[SpreadStage]) -> ColumnElement[bool]:
    """Return the condition that an ``Activity`` went on to one of these by its last decision."""
    its = select(GateDecision.stage).where(
        GateDecision.activity_id == Activity.id, *build_go_conditions()
    )
    last = its.order_by(GateDecision.id.desc()).limit(1).correlate(Activity).scalar_subquery()
    return last.in_(stages)


def find_met_needs(activity: Activity) -> frozenset[Need]:
    """Return which needs the register can show for an activity, from what every reader may see."""
    sections = read_sections(activity)
    return frozenset(
        [
            *list_needs_met_by_activity(activity, sections),
            *list_needs_met_by_work(sections),
            *list_needs_met_by_costs(sections[Costs].rows),
            *list_needs_met_by_ratings(activity),
            *list_needs_met_by_learning(activity),
            *list_needs_met_by_adopters(activity),
        ]
    )


def list_needs_met_by_activity(activity: Activity, sections: ActivitySections) -> Iterator[Need]:
    pledge = sections[Pledge]
    evidence = {
        Need.PROBLEM: activity.summary,
        Need.AFFECTED: activity.get_terms(ListKind.GROUP),
        Need.BACKED: activity.reported_by or sections[People].groups,
        Need.PLAN: pledge.open_to_change,
        Need.OWNER_POST: pledge.decided_by,
        Need.GOVERNANCE: pledge.board_ids,
        Need.REVIEW: activity.checked_on and not activity.may_be_out_of_date,
        Need.DECISION: find_evidence(VISITOR, [activity.id]),
        Need.BASELINE: get_link_facts([activity.id])[activity.id].baseline,
    }
    yield from (need for need, value in evidence.items() if value)


def list_needs_met_by_work(sections: ActivitySections) -> Iterator[Need]:
    shared, outcome = sections[Working].shared, sections[Outcome]
    evidence = {
        Need.AGREED_AIM: CycleStage.CO_PLANNING in shared,
        Need.STANDING_ROLE: CycleStage.CO_EVALUATION in shared,
        Need.MONITORING: sections[Evidence].rows,
        Need.FOLLOW_UP: outcome.did,
        Need.TOLD: outcome.said and (outcome.did or outcome.not_doing),
    }
    yield from (need for need, value in evidence.items() if value)


def list_needs_met_by_costs(lines: Sequence[CostLine]) -> Iterator[Need]:
    evidence = {
        Need.BUDGET: any(each.timing is CostTiming.PLANNED for each in lines),
        Need.COSTS: any(each.timing is CostTiming.ACTUAL for each in lines),
        Need.RECURRENT: any(each.recurring is YesNoUnknown.YES for each in lines),
    }
    yield from (need for need, value in evidence.items() if value)


def list_needs_met_by_ratings(activity: Activity) -> Iterator[Need]:
    """What residents said counts once it may be shown: until then nobody can look at it."""
    team = find_latest_rating(VISITOR, activity)
    evidence = {
        Need.TEAM_RATING: team,
        Need.REASSESS: team and team.reassess_on,
        Need.RESIDENT_RATING: any(
            each.is_visible for each in list_round_results(VISITOR, activity)
        ),
    }
    yield from (need for need, value in evidence.items() if value)


def list_needs_met_by_learning(activity: Activity) -> Iterator[Need]:
    statement = select(LearningRecord, is_co_signed()).where(shows_its_entry())
    statement = statement.where(LearningRecord.activity_id == activity.id).options(
        joinedload(LearningRecord.parts)
    )
    rows = session.execute(statement).unique().all()
    records = [record for record, _is_signed in rows]
    core_components = [get_public_part(each, CoreComponents) for each in records]
    evidence = {
        Need.LEARNING: records,
        Need.COSTS: any(get_public_part(each, RecordCosts) != RecordCosts() for each in records),
        Need.FIXED: any(each.keep_fixed and each.free_to_change for each in core_components),
        Need.CO_SIGNED: any(is_signed for _record, is_signed in rows),
    }
    yield from (need for need, value in evidence.items() if value)


def list_needs_met_by_adopters(activity: Activity) -> Iterator[Need]:
    adopted = [a for a in list_adjacent_adoptions(VISITOR, activity) if a.parent_id == activity.id]
    ids = [each.child_id for each in adopted]
    activity_details = load_details(ids).values() if ids else []
    evidence = {
        Need.ADOPTERS: ids,
        Need.ADAPTED: any(each.changed for each in adopted),
        Need.ADOPTER_RATING: ids and get_latest_rungs(ids),
        Need.NEW_RESIDENTS: any(
            each.took_part or each.groups or each.roles for each in activity_details
        ),
    }
    yield from (need for need, value in evidence.items() if value)
