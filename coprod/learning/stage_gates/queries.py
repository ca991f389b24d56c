"""What the register holds for the gates of an entry, and what was decided."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from coprod.assessment.resident_rating.queries import result
from coprod.assessment.self_assessment.queries import latest, latest_submitted
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.answers import CycleStage, Known
from coprod.core.values.errors import NotFoundError
from coprod.decisions.records.queries import decided
from coprod.learning.adoption.queries import around
from coprod.learning.reader_responses.queries import is_co_signed
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import shows_its_entry
from coprod.learning.records.queries import told
from coprod.learning.records.rules import Costs, Keeping
from coprod.learning.stage_gates import policies
from coprod.learning.stage_gates.enums import Going, Need
from coprod.learning.stage_gates.models import GateDecision
from coprod.outcomes.i_statements.queries import facts as said_before
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import visible
from coprod.register.sections.enums import SpreadStage, Timing
from coprod.register.sections.queries import details, told_all
from coprod.register.sections.rules import (
    CostLine,
    Evidence,
    Outcome,
    People,
    Pledge,
    Told,
    Working,
)
from coprod.register.sections.rules import Costs as CostLines


def decisions(actor: Actor, activity: Activity) -> Sequence[GateDecision]:
    """Return what was decided, the latest first."""
    its = GateDecision.activity_id == activity.id
    wanted = select(GateDecision).where(policies.visible_to(actor), its)
    return session.scalars(wanted.order_by(GateDecision.id.desc())).all()


def stage_decided(decided: Sequence[GateDecision]) -> SpreadStage | None:
    """Return the stage that the latest public decision to go on led to."""
    went = (each.stage for each in decided if each.shown_at and each.going is Going.GO)
    return next(went, None)


def decided_stages(ids: Sequence[int]) -> dict[int, SpreadStage]:
    """Return the stage that each of these entries went on to by a public decision, if any."""
    wanted = select(GateDecision.activity_id, GateDecision.stage).where(
        GateDecision.activity_id.in_(ids), *went_on()
    )
    return dict(session.execute(wanted.order_by(GateDecision.id)).all())


def went_on() -> tuple[ColumnElement[bool], ...]:
    return GateDecision.shown_at.is_not(None), GateDecision.going == Going.GO


def has_decided(stages: Sequence[SpreadStage]) -> ColumnElement[bool]:
    """Return the condition that an ``Activity`` went on to one of these by its last decision."""
    its = select(GateDecision.stage).where(GateDecision.activity_id == Activity.id, *went_on())
    last = its.order_by(GateDecision.id.desc()).limit(1).correlate(Activity).scalar_subquery()
    return last.in_(stages)


def unread(actor: Actor) -> Select[GateDecision, Activity]:
    """Select the decisions that no curator has read yet, each with its entry."""
    wanted = visible(actor).with_only_columns(GateDecision, Activity)
    wanted = wanted.join(GateDecision, GateDecision.activity_id == Activity.id)
    return wanted.where(GateDecision.shown_at.is_(None))


def waiting(actor: Actor) -> Sequence[tuple[GateDecision, Activity]]:
    if not actor.is_at_least(Role.CURATOR):
        raise NotFoundError
    rows = session.execute(unread(actor).order_by(GateDecision.id))
    return [(decision, entry) for decision, entry in rows]


def found(activity: Activity) -> frozenset[Need]:
    """Return which needs the register can show for an entry, from what every reader may see."""
    everything = told_all(activity)
    return frozenset(
        [
            *of_the_entry(activity, everything),
            *of_the_work(everything),
            *of_the_money(everything[CostLines].rows),
            *of_the_ratings(activity),
            *of_the_learning(activity),
            *of_the_adopters(activity),
        ]
    )


def of_the_entry(activity: Activity, everything: Told) -> Iterator[Need]:
    pledge = everything[Pledge]
    facts = {
        Need.PROBLEM: activity.summary,
        Need.AFFECTED: activity.listed(ListKind.GROUP),
        Need.BACKED: activity.told_by or everything[People].groups,
        Need.PLAN: pledge.open_to_change,
        Need.OWNER_POST: pledge.decided_by,
        Need.GOVERNANCE: pledge.board_ids,
        Need.REVIEW: activity.checked_on and not activity.may_be_out_of_date,
        Need.DECISION: decided(VISITOR, [activity.id]),
        Need.BASELINE: said_before([activity.id])[activity.id].baseline,
    }
    yield from (need for need, fact in facts.items() if fact)


def of_the_work(everything: Told) -> Iterator[Need]:
    shared, outcome = everything[Working].shared, everything[Outcome]
    facts = {
        Need.AGREED_AIM: CycleStage.CO_PLANNING in shared,
        Need.STANDING_ROLE: CycleStage.CO_EVALUATION in shared,
        Need.MONITORING: everything[Evidence].rows,
        Need.FOLLOW_UP: outcome.did,
        Need.TOLD: outcome.said and (outcome.did or outcome.not_doing),
    }
    yield from (need for need, fact in facts.items() if fact)


def of_the_money(lines: Sequence[CostLine]) -> Iterator[Need]:
    facts = {
        Need.BUDGET: any(each.timing is Timing.PLANNED for each in lines),
        Need.COSTS: any(each.timing is Timing.ACTUAL for each in lines),
        Need.RECURRENT: any(each.recurring is Known.YES for each in lines),
    }
    yield from (need for need, fact in facts.items() if fact)


def of_the_ratings(activity: Activity) -> Iterator[Need]:
    """What residents said counts once it may be shown: until then nobody can look at it."""
    team = latest(VISITOR, activity)
    facts = {
        Need.TEAM_RATING: team,
        Need.REASSESS: team and team.reassess_on,
        Need.RESIDENT_RATING: any(each.is_shown for each in result(VISITOR, activity)),
    }
    yield from (need for need, fact in facts.items() if fact)


def of_the_learning(activity: Activity) -> Iterator[Need]:
    wanted = select(LearningRecord, is_co_signed()).where(shows_its_entry())
    wanted = wanted.where(LearningRecord.activity_id == activity.id).options(
        joinedload(LearningRecord.parts)
    )
    rows = session.execute(wanted).unique().all()
    records = [record for record, _is_signed in rows]
    keepings = [told(each, Keeping) for each in records]
    facts = {
        Need.LEARNING: records,
        Need.COSTS: any(told(each, Costs) != Costs() for each in records),
        Need.FIXED: any(each.keep_fixed and each.free_to_change for each in keepings),
        Need.CO_SIGNED: any(is_signed for _record, is_signed in rows),
    }
    yield from (need for need, fact in facts.items() if fact)


def of_the_adopters(activity: Activity) -> Iterator[Need]:
    used = [a for a in around(VISITOR, activity) if a.parent_id == activity.id]
    ids = [each.child_id for each in used]
    kept = details(ids).values() if ids else []
    facts = {
        Need.ADOPTERS: ids,
        Need.ADAPTED: any(each.changed for each in used),
        Need.ADOPTER_RATING: ids and latest_submitted(ids),
        Need.NEW_RESIDENTS: any(each.took_part or each.groups or each.roles for each in kept),
    }
    yield from (need for need, fact in facts.items() if fact)
