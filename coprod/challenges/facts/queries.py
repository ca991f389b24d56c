"""What the register holds about an entry, each fact as a condition over ``Activity``.

``COLUMNS`` is the one place where facts are looked up. A fact without a line here is "not recorded
in this register yet" everywhere.
"""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from coprod.assessment.answer_review.models import AnswerQuery
from coprod.assessment.confirmation.queries import confirmed_rung
from coprod.assessment.self_assessment.enums import Choice, Question
from coprod.assessment.self_assessment.models import Rating, RatingAnswer
from coprod.assessment.self_assessment.queries import is_latest, latest_rung
from coprod.core.database import session
from coprod.core.money.enums import Unit
from coprod.core.values.answers import CycleStage, Known
from coprod.decisions.decisions.queries import (
    at_start,
    was_checked_together,
    was_decided,
    was_drawn_on,
    was_together,
)
from coprod.decisions.records.models import DecisionRecord
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.queries import CHILD, is_used
from coprod.learning.reader_responses.enums import Reading, Stand
from coprod.learning.reader_responses.models import Signature
from coprod.learning.records.enums import WrittenBy
from coprod.learning.records.models import LearningRecord, RecordPart
from coprod.learning.records.policies import shows_its_entry
from coprod.learning.records.queries import has_record
from coprod.learning.records.rules import NAMES, Effects, Keeping
from coprod.learning.stage_gates.models import GateDecision
from coprod.outcomes.i_statements.enums import Kind
from coprod.outcomes.i_statements.queries import is_linked
from coprod.outcomes.results.enums import Moment, State
from coprod.outcomes.results.models import Wave
from coprod.outcomes.results.queries import has_both_rounds
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity, ActivityText, PromisedRung
from coprod.register.costs.enums import SHARED, Category, Source, Timing
from coprod.register.costs.models import ActivityCost
from coprod.register.files.models import StoredFile
from coprod.register.files.policies import published as is_public_file
from coprod.register.freshness.queries import is_reviewed
from coprod.register.sections.enums import SpreadStage
from coprod.register.sections.models import (
    ActivityDetail,
    ActivityLink,
    ActivitySession,
    SessionSupport,
)
from coprod.register.sections.queries import has_row, has_strands, shares_parts, tells

Condition = ColumnElement[bool]
TOGETHER = (Choice.A3, Choice.A4)
SOME_RESIDENTS = 2
"""How many who took part must have signed: one by themselves is not yet “residents”."""


def says_learned() -> Condition:
    """Whether something was learned, by the index of those texts alone.

    Of one table by itself SQLite takes the index of all texts and reads each; hence the second.
    """
    of_it = and_(
        ActivityText.activity_id == Activity.id, ActivityText.learned != literal_column("''")
    )
    one = select(literal_column("1").label("one")).subquery("one")
    return select(one).join(ActivityText, of_it).correlate(Activity).exists()


def is_shown() -> Condition:
    file = exists().where(StoredFile.activity_id == Activity.id, is_public_file())
    return or_(has_row(ActivityLink), file)


def is_supported() -> Condition:
    offered = and_(SessionSupport.session_id == ActivitySession.id, SessionSupport.is_offered)
    return has_row(ActivitySession, exists().where(offered))


def in_more_places() -> Condition:
    usual = ActivityDetail.stage == SpreadStage.BUSINESS_AS_USUAL
    return is_used(exists().where(ActivityDetail.activity_id == CHILD.id, usual))


def keeps_and_changes() -> Condition:
    keeping = and_(RecordPart.record_id == LearningRecord.id, RecordPart.kind == NAMES[Keeping])
    said = [RecordPart.told[name].as_string() != "" for name in ("keep_fixed", "free_to_change")]
    return has_record(exists().where(keeping, *said))


def of_costs() -> Condition:
    """The lines of an entry that tell an amount, whatever it is of."""
    return and_(
        ActivityCost.detail_id == ActivityDetail.id,
        ActivityDetail.activity_id == Activity.id,
        ActivityCost.hundredths.is_not(None),
    )


def costs(*more: Condition) -> Condition:
    return exists().where(of_costs(), *more)


def parts_with(*more: Condition) -> ColumnElement[int]:
    """Return how many parts of the cycle have lines of their own."""
    stages = func.count(func.distinct(ActivityCost.stage))
    return select(stages).where(of_costs(), *more).correlate(Activity).scalar_subquery()


def parts_paid() -> ColumnElement[int]:
    return parts_with(ActivityCost.unit == Unit.POUNDS)


def covers_what_people_need() -> Condition:
    """The criterion names three things: payment, access and facilitation. Each has a line."""
    return and_(*(costs(ActivityCost.category.in_(each)) for each in NEEDED))


def money_is_shared() -> Condition:
    """Who decides is told by the entry. Where it tells nothing, the team's answer counts."""
    silent = ~tells(ActivityDetail.deciding.is_not(None))
    return or_(tells(ActivityDetail.deciding.in_(SHARED)), and_(silent, resources_are_shared()))


def resources_are_shared() -> Condition:
    """By the latest rating the main choices are made together, and no curator doubts it."""
    answer = and_(RatingAnswer.rating_id == Rating.id, RatingAnswer.question == Question.Q10)
    doubt = and_(AnswerQuery.rating_id == Rating.id, AnswerQuery.about == Question.Q10)
    return exists().where(
        Rating.activity_id == Activity.id,
        is_latest(),
        answer,
        RatingAnswer.choice.in_(TOGETHER),
        ~exists().where(doubt, AnswerQuery.is_open.is_(True)),
    )


def shows_change() -> Condition:
    """A ``Record`` tells what changed for residents, and those who took part agree, none differ."""
    effects = and_(RecordPart.record_id == LearningRecord.id, RecordPart.kind == NAMES[Effects])
    agree = select(func.count(Signature.id)).where(
        Signature.record_id == LearningRecord.id, Signature.stand == Stand.AGREE
    )
    differs = exists().where(
        Signature.record_id == LearningRecord.id,
        Signature.stand == Stand.OTHERWISE,
        Signature.reading == Reading.SHOWN,
    )
    told = exists().where(effects, RecordPart.told["for_residents"].as_string() != "")
    return and_(told, agree.correlate(LearningRecord).scalar_subquery() >= SOME_RESIDENTS, ~differs)


def records_of_change(activity: Activity) -> Sequence[LearningRecord]:
    """Return the public records of an entry that residents stand behind with what changed."""
    wanted = select(LearningRecord).where(
        shows_its_entry(), LearningRecord.activity_id == activity.id
    )
    return session.scalars(wanted.where(shows_change()).order_by(LearningRecord.id)).all()


def since_results() -> Condition:
    """A ``GateDecision`` was made once results of afterwards were public, and readers see it.

    The day that it names counts, not the day on which it was written down here.
    """
    results = exists().where(
        Wave.activity_id == GateDecision.activity_id,
        Wave.moment == Moment.AFTER,
        Wave.state == State.PUBLISHED,
        func.date(Wave.published_at) <= GateDecision.decided_on,
    )
    is_past_pilot = GateDecision.stage.not_in([SpreadStage.IDEA, SpreadStage.PILOT])
    return and_(GateDecision.shown_at.is_not(None), is_past_pilot, results)


def went_through_gate() -> Condition:
    return exists().where(GateDecision.activity_id == Activity.id, since_results())


def gates_since_results(activity: Activity) -> Sequence[GateDecision]:
    """Return what was decided about how an entry goes on, knowing what people said afterwards."""
    wanted = select(GateDecision).where(GateDecision.activity_id == activity.id, since_results())
    return session.scalars(wanted.order_by(GateDecision.id)).all()


NEEDED = (
    (Category.INVOLVEMENT_PAYMENT,),
    (
        Category.EXPENSES_TRAVEL,
        Category.CHILDCARE,
        Category.REPLACEMENT_CARE,
        Category.DIGITAL_DATA,
        Category.INTERPRETING,
        Category.BSL,
        Category.PERSONAL_ASSISTANCE,
        Category.TRANSLATION_EASY_READ,
    ),
    (Category.INDEPENDENT_FACILITATION,),
)

EXPENSES_AND_GOODWILL = (
    Category.EXPENSES_TRAVEL,
    Category.CHILDCARE,
    Category.REPLACEMENT_CARE,
    Category.FOOD_REFRESHMENTS,
    Category.DIGITAL_DATA,
    Category.STAFF_TIME,
    Category.VOLUNTEER_TIME,
)
"""What people had to spend, and time that they gave. Agreed hours each month are more than that."""

COLUMNS: Mapping[str, Callable[[], Condition]] = {
    "learned": says_learned,
    "shown": is_shown,
    "recorded": has_record,
    "keep_and_change": keeps_and_changes,
    "residents_wrote": lambda: has_record(LearningRecord.written_by != WrittenBy.STAFF),
    "used_elsewhere": lambda: is_used(Adoption.changed != ""),
    "in_more_places": in_more_places,
    "reviewed": is_reviewed,
    "business_as_usual": lambda: tells(ActivityDetail.stage == SpreadStage.BUSINESS_AS_USUAL),
    "said_used": lambda: tells(ActivityDetail.stage == SpreadStage.ADOPTED_ELSEWHERE),
    "shares_power": lambda: func.coalesce(confirmed_rung(), latest_rung(), 0) >= Rung.CO_DESIGN,
    "has_strands": has_strands,
    "met": lambda: has_row(ActivitySession),
    "supported": is_supported,
    "resources_shared": lambda: tells(ActivityDetail.shared_decision.is_(True)),
    "parts_shared": shares_parts,
    "promised": lambda: exists().where(PromisedRung.activity_id == Activity.id),
    "guide_used": was_decided,
    "reason_recorded": lambda: was_decided(DecisionRecord.reason != ""),
    "decided_at_start": lambda: was_decided(at_start()),
    "decided_together": lambda: was_decided(at_start(), was_together()),
    "promise_in_words": lambda: or_(
        tells(ActivityDetail.pledge != ""), was_decided(DecisionRecord.pledge != "")
    ),
    "promise_checked": lambda: was_decided(was_checked_together()),
    "hear_back": lambda: tells(ActivityDetail.hear_back.is_not(None)),
    "decided_by": lambda: tells(ActivityDetail.decided_by != ""),
    "set_aside": lambda: costs(ActivityCost.hundredths > 0),
    "unresourced": lambda: tells(ActivityDetail.unresourced.is_(True)),
    "beyond_expenses": lambda: costs(
        ActivityCost.category.not_in(EXPENSES_AND_GOODWILL), ActivityCost.hundredths > 0
    ),
    "costs": lambda: costs(ActivityCost.timing == Timing.ACTUAL),
    "costs_beside": lambda: costs(ActivityCost.timing == Timing.ACTUAL),
    "two_parts_paid": lambda: and_(parts_paid() >= 2, covers_what_people_need()),
    "four_parts_paid": lambda: parts_paid() >= len(CycleStage),
    "time_protected": lambda: (
        parts_with(ActivityCost.category == Category.PROTECTED_TIME) >= len(CycleStage)
    ),
    "in_core_budget": lambda: costs(
        ActivityCost.source == Source.CORE_BUDGET, ActivityCost.recurring == Known.YES
    ),
    "money_shared": money_is_shared,
    "statement": is_linked,
    "baseline": lambda: is_linked(Kind.BASELINE_ONLY, Kind.BEFORE_AND_AFTER),
    "follow_up": lambda: is_linked(Kind.BEFORE_AND_AFTER),
    "accounts": lambda: is_linked(Kind.RESIDENTS_SAY_IT_HELPED),
    "numbers_public": has_both_rounds,
    "recognised": lambda: or_(
        tells(ActivityDetail.recognised == Known.YES), has_record(shows_change())
    ),
    "fair_look": lambda: tells(
        ActivityDetail.anyway != "", ActivityDetail.harder != "", ActivityDetail.worth != ""
    ),
    "led_to_decision": lambda: or_(
        tells(ActivityDetail.led_to != ""), was_drawn_on(), went_through_gate()
    ),
}
"""The facts that the register records today, by their names in ``rules.Facts``."""
