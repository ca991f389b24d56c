"""What the register holds about an activity, fact by fact, and how public activities stand by that.

``FACT_CONDITIONS`` is the one place where facts are looked up. It makes both the facts of a few
activities, which ``rules.suggest`` explains, and the values of all activities, which the database
counts. A fact without a line there is "not recorded in this register yet" everywhere.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from coprod.assessment.answer_review.models import AnswerQuery
from coprod.assessment.confirmation.queries import select_confirmed_rung
from coprod.assessment.self_assessment.enums import Choice, Question
from coprod.assessment.self_assessment.models import Rating, RatingAnswer
from coprod.assessment.self_assessment.queries import is_latest, select_latest_rung
from coprod.challenges import policies
from coprod.challenges.enums import BY_PEOPLE, VALUES, Challenge, NoValue, Value, View
from coprod.challenges.models import ChallengeClaim
from coprod.challenges.rules import NEEDS_BY_STEP, UPPER_LIMITS, Facts, Need
from coprod.core import content_version
from coprod.core.database import session
from coprod.core.money.enums import AmountUnit
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.errors import require_found
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.queries import (
    has_decision,
    is_drawn_on,
    was_checked_together,
    was_decided_together,
    was_signed_at_start,
)
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.queries import CHILD, is_adopted
from coprod.learning.reader_responses.enums import Stance, WordsReview
from coprod.learning.reader_responses.models import Signature
from coprod.learning.records.enums import WrittenBy
from coprod.learning.records.models import LearningRecord, RecordPart
from coprod.learning.records.policies import shows_its_entry
from coprod.learning.records.queries import has_record
from coprod.learning.records.rules import PART_NAMES, CoreComponents, Effects
from coprod.learning.stage_gates.models import GateDecision
from coprod.outcomes.i_statements.enums import LinkKind
from coprod.outcomes.i_statements.queries import is_linked
from coprod.outcomes.results.enums import Moment, WaveState
from coprod.outcomes.results.models import Wave
from coprod.outcomes.results.queries import has_both_rounds
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity, ActivityText, PromisedRung
from coprod.register.activities.queries import LIST_COLUMNS
from coprod.register.files.models import StoredFile
from coprod.register.files.policies import is_public_file
from coprod.register.freshness.queries import is_reviewed
from coprod.register.sections.enums import (
    SHARED_DECIDERS,
    CostCategory,
    CostTiming,
    FundingSource,
    SpreadStage,
)
from coprod.register.sections.models import (
    ActivityCost,
    ActivityDetail,
    ActivityLink,
    ActivitySession,
    SessionSupport,
)
from coprod.register.sections.queries import has_detail, has_row, has_shared_stages, has_strands

PAGE_SIZE = 20
RECOMMENDED_FROM = 3
"""The value from which an activity is worth reading for a challenge."""
MAX_RECOMMENDED = 5
VALUES_BY_NAME: Mapping[str, Value] = {
    **{str(value): value for value in VALUES},
    **{v: v for v in NoValue},
}
"""Every value by its name, in addresses as in the database."""
Condition = ColumnElement[bool]


def get_facts(actor: Actor, ids: Sequence[int]) -> dict[int, Facts]:
    """Return what the register holds about some activities, by one query."""
    columns = [column().label(name) for name, column in FACT_CONDITIONS.items()]
    statement = select(Activity.id, *columns).where(
        policies.readable_by(actor), Activity.id.in_(ids)
    )
    rows = session.execute(statement).mappings()
    return {row["id"]: Facts(**{name: bool(row[name]) for name in FACT_CONDITIONS}) for row in rows}


def get_activity(actor: Actor, slug: str, *, to_change: bool = False) -> Activity:
    """Return an activity with no more of it than its challenges need."""
    statement = select(Activity).where(policies.readable_by(actor), Activity.slug == slug)
    statement = statement.with_for_update(of=Activity) if to_change else statement
    return require_found(session.scalars(statement).one_or_none())


def list_claims(
    actor: Actor, activity: Activity, challenge: Challenge | None = None
) -> Sequence[ChallengeClaim]:
    """Return what was claimed and judged about an activity, the latest first."""
    statement = select(ChallengeClaim).join(Activity, Activity.id == ChallengeClaim.activity_id)
    statement = statement.where(
        policies.readable_by(actor), ChallengeClaim.activity_id == activity.id
    )
    if challenge:
        statement = statement.where(ChallengeClaim.challenge == challenge)
    return session.scalars(statement.order_by(ChallengeClaim.id.desc())).all()


def is_latest_claim() -> Condition:
    """Rows are only added, so the highest number was also said last."""
    other = aliased(ChallengeClaim)
    latest_id = select(func.max(other.id)).where(
        other.activity_id == ChallengeClaim.activity_id,
        other.challenge == ChallengeClaim.challenge,
        other.view == ChallengeClaim.view,
    )
    return ChallengeClaim.id == latest_id.correlate(ChallengeClaim).scalar_subquery()


# The facts, each a condition over ``Activity``


SHARED_CHOICES = (Choice.A3, Choice.A4)
MIN_SIGNATURES = 2
"""How many who took part must have signed: one by themselves is not yet “residents”."""
NEEDED_CATEGORIES = (
    (CostCategory.INVOLVEMENT_PAYMENT,),
    (
        CostCategory.EXPENSES_TRAVEL,
        CostCategory.CHILDCARE,
        CostCategory.REPLACEMENT_CARE,
        CostCategory.DIGITAL_DATA,
        CostCategory.INTERPRETING,
        CostCategory.BSL,
        CostCategory.PERSONAL_ASSISTANCE,
        CostCategory.TRANSLATION_EASY_READ,
    ),
    (CostCategory.INDEPENDENT_FACILITATION,),
)
EXPENSES_AND_GOODWILL = (
    CostCategory.EXPENSES_TRAVEL,
    CostCategory.CHILDCARE,
    CostCategory.REPLACEMENT_CARE,
    CostCategory.FOOD_REFRESHMENTS,
    CostCategory.DIGITAL_DATA,
    CostCategory.STAFF_TIME,
    CostCategory.VOLUNTEER_TIME,
)
"""What people had to spend, and time that they gave. Agreed hours each month are more than that."""


def has_learned_text() -> Condition:
    """Whether something was learned, by the index of those texts alone.

    Of one table by itself SQLite takes the index of all texts and reads each; hence the second.
    """
    of_it = and_(
        ActivityText.activity_id == Activity.id, ActivityText.learned != literal_column("''")
    )
    one = select(literal_column("1").label("one")).subquery("one")
    return select(one).join(ActivityText, of_it).correlate(Activity).exists()


def is_documented() -> Condition:
    file = exists().where(StoredFile.activity_id == Activity.id, is_public_file())
    return or_(has_row(ActivityLink), file)


def is_supported() -> Condition:
    offered = and_(SessionSupport.session_id == ActivitySession.id, SessionSupport.is_offered)
    return has_row(ActivitySession, exists().where(offered))


def is_used_in_more_places() -> Condition:
    usual = ActivityDetail.stage == SpreadStage.BUSINESS_AS_USUAL
    return is_adopted(exists().where(ActivityDetail.activity_id == CHILD.id, usual))


def says_what_to_keep_and_change() -> Condition:
    keeping = and_(
        RecordPart.record_id == LearningRecord.id, RecordPart.kind == PART_NAMES[CoreComponents]
    )
    answers = [
        RecordPart.content[name].as_string() != "" for name in ("keep_fixed", "free_to_change")
    ]
    return has_record(exists().where(keeping, *answers))


def has_cost(*conditions: Condition) -> Condition:
    return exists().where(is_cost_of_activity(), *conditions)


def is_cost_of_activity() -> Condition:
    """The lines of an activity that tell an amount, whatever it is of."""
    return and_(
        ActivityCost.detail_id == ActivityDetail.id,
        ActivityDetail.activity_id == Activity.id,
        ActivityCost.hundredths.is_not(None),
    )


def count_cycle_parts(*conditions: Condition) -> ColumnElement[int]:
    """Return how many parts of the cycle have lines of their own."""
    stages = func.count(func.distinct(ActivityCost.stage))
    return (
        select(stages)
        .where(is_cost_of_activity(), *conditions)
        .correlate(Activity)
        .scalar_subquery()
    )


def count_paid_parts() -> ColumnElement[int]:
    return count_cycle_parts(ActivityCost.unit == AmountUnit.POUNDS)


def covers_what_people_need() -> Condition:
    """The criterion names three things: payment, access and facilitation. Each has a line."""
    return and_(
        *(has_cost(ActivityCost.category.in_(categories)) for categories in NEEDED_CATEGORIES)
    )


def money_is_shared() -> Condition:
    """The activity says who decides. Where it does not, the team's answer counts."""
    silent = ~has_detail(ActivityDetail.deciding.is_not(None))
    return or_(
        has_detail(ActivityDetail.deciding.in_(SHARED_DECIDERS)),
        and_(silent, resources_are_shared()),
    )


def resources_are_shared() -> Condition:
    """By the latest rating the main choices are made together, and no curator doubts it."""
    answer = and_(RatingAnswer.rating_id == Rating.id, RatingAnswer.question == Question.Q10)
    doubt = and_(AnswerQuery.rating_id == Rating.id, AnswerQuery.about == Question.Q10)
    return exists().where(
        Rating.activity_id == Activity.id,
        is_latest(),
        answer,
        RatingAnswer.choice.in_(SHARED_CHOICES),
        ~exists().where(doubt, AnswerQuery.is_open.is_(True)),
    )


def is_signed_change() -> Condition:
    """A ``LearningRecord`` tells what changed for residents. Those who took part agree."""
    effects = and_(
        RecordPart.record_id == LearningRecord.id, RecordPart.kind == PART_NAMES[Effects]
    )
    agreements = select(func.count(Signature.id)).where(
        Signature.record_id == LearningRecord.id, Signature.stand == Stance.AGREE
    )
    is_contested = exists().where(
        Signature.record_id == LearningRecord.id,
        Signature.stand == Stance.OTHERWISE,
        Signature.reading == WordsReview.SHOWN,
    )
    says_change = exists().where(effects, RecordPart.content["for_residents"].as_string() != "")
    return and_(
        says_change,
        agreements.correlate(LearningRecord).scalar_subquery() >= MIN_SIGNATURES,
        ~is_contested,
    )


def list_signed_changes(activity: Activity) -> Sequence[LearningRecord]:
    """Return the public records of an activity that residents stand behind with what changed."""
    statement = select(LearningRecord).where(
        shows_its_entry(), LearningRecord.activity_id == activity.id
    )
    return session.scalars(statement.where(is_signed_change()).order_by(LearningRecord.id)).all()


def has_gate_since_results() -> Condition:
    return exists().where(GateDecision.activity_id == Activity.id, is_since_results())


def is_since_results() -> Condition:
    """A ``GateDecision`` was made once results of afterwards were public, and readers see it.

    The day that it names counts, not the day on which it was written down here.
    """
    results = exists().where(
        Wave.activity_id == GateDecision.activity_id,
        Wave.moment == Moment.AFTER,
        Wave.state == WaveState.PUBLISHED,
        func.date(Wave.published_at) <= GateDecision.decided_on,
    )
    is_past_pilot = GateDecision.stage.not_in([SpreadStage.IDEA, SpreadStage.PILOT])
    return and_(GateDecision.published_at.is_not(None), is_past_pilot, results)


def list_gates_since_results(activity: Activity) -> Sequence[GateDecision]:
    """Return what was decided about an activity's future in the light of what people said."""
    statement = select(GateDecision).where(
        GateDecision.activity_id == activity.id, is_since_results()
    )
    return session.scalars(statement.order_by(GateDecision.id)).all()


FACT_CONDITIONS: Mapping[str, Callable[[], Condition]] = {
    "learned": has_learned_text,
    "documented": is_documented,
    "recorded": has_record,
    "keep_and_change": says_what_to_keep_and_change,
    "residents_wrote": lambda: has_record(LearningRecord.written_by != WrittenBy.STAFF),
    "used_elsewhere": lambda: is_adopted(Adoption.changed != ""),
    "in_more_places": is_used_in_more_places,
    "reviewed": is_reviewed,
    "business_as_usual": lambda: has_detail(ActivityDetail.stage == SpreadStage.BUSINESS_AS_USUAL),
    "reported_used": lambda: has_detail(ActivityDetail.stage == SpreadStage.ADOPTED_ELSEWHERE),
    "shares_power": lambda: (
        func.coalesce(select_confirmed_rung(), select_latest_rung(), 0) >= Rung.CO_DESIGN
    ),
    "has_strands": has_strands,
    "met": lambda: has_row(ActivitySession),
    "supported": is_supported,
    "resources_shared": lambda: has_detail(ActivityDetail.shared_decision.is_(True)),
    "parts_shared": has_shared_stages,
    "promised": lambda: exists().where(PromisedRung.activity_id == Activity.id),
    "guide_used": has_decision,
    "reason_recorded": lambda: has_decision(DecisionRecord.reason != ""),
    "decided_at_start": lambda: has_decision(was_signed_at_start()),
    "decided_together": lambda: has_decision(was_signed_at_start(), was_decided_together()),
    "promise_in_words": lambda: or_(
        has_detail(ActivityDetail.pledge != ""), has_decision(DecisionRecord.pledge != "")
    ),
    "promise_checked": lambda: has_decision(was_checked_together()),
    "hear_back": lambda: has_detail(ActivityDetail.hear_back.is_not(None)),
    "decided_by": lambda: has_detail(ActivityDetail.decided_by != ""),
    "set_aside": lambda: has_cost(ActivityCost.hundredths > 0),
    "unresourced": lambda: has_detail(ActivityDetail.unresourced.is_(True)),
    "beyond_expenses": lambda: has_cost(
        ActivityCost.category.not_in(EXPENSES_AND_GOODWILL), ActivityCost.hundredths > 0
    ),
    "costs": lambda: has_cost(ActivityCost.timing == CostTiming.ACTUAL),
    "costs_published": lambda: has_cost(ActivityCost.timing == CostTiming.ACTUAL),
    "two_parts_paid": lambda: and_(count_paid_parts() >= 2, covers_what_people_need()),
    "four_parts_paid": lambda: count_paid_parts() >= len(CycleStage),
    "time_protected": lambda: (
        count_cycle_parts(ActivityCost.category == CostCategory.PROTECTED_TIME) >= len(CycleStage)
    ),
    "in_core_budget": lambda: has_cost(
        ActivityCost.source == FundingSource.CORE_BUDGET, ActivityCost.recurring == YesNoUnknown.YES
    ),
    "money_shared": money_is_shared,
    "statement": is_linked,
    "baseline": lambda: is_linked(LinkKind.BASELINE_ONLY, LinkKind.BEFORE_AND_AFTER),
    "follow_up": lambda: is_linked(LinkKind.BEFORE_AND_AFTER),
    "accounts": lambda: is_linked(LinkKind.RESIDENTS_SAY_IT_HELPED),
    "numbers_public": has_both_rounds,
    "recognised": lambda: or_(
        has_detail(ActivityDetail.recognised == YesNoUnknown.YES), has_record(is_signed_change())
    ),
    "fair_look": lambda: has_detail(
        ActivityDetail.anyway != "", ActivityDetail.harder != "", ActivityDetail.worth != ""
    ),
    "led_to_decision": lambda: or_(
        has_detail(ActivityDetail.led_to != ""), is_drawn_on(), has_gate_since_results()
    ),
}
"""The facts that the register records today, by their names in ``rules.Facts``."""


# The partnership's page


def build_suggested_value(challenge: Challenge) -> ColumnElement[str]:
    """Return what ``rules.suggest`` suggests, as the database works it out of an ``Activity``.

    The name of the value. A step is asked for where the one before is met and nowhere else: most
    activities are done with after one or two facts of the ten.
    """
    (known, *rest), *steps = NEEDS_BY_STEP[challenge]
    reached: ColumnElement[str] = literal(str(len(VALUES) - 1))
    for number, needs in reversed([*enumerate([rest, *steps])]):
        if needs:
            reached = case((is_met(needs), reached), else_=build_value_name(challenge, number))
    return case((is_met([known]), reached), else_=literal(NoValue.UNKNOWN.value))


def build_value_name(challenge: Challenge, reached: int) -> ColumnElement[str]:
    """Return the name of a value that was reached, as ``rules.get_value``."""
    name = literal(str(reached))
    only_until, limiting_fact = UPPER_LIMITS.get(challenge, (None, ""))
    is_between = reached == only_until
    return (
        case((build_fact(limiting_fact), literal(NoValue.BETWEEN.value)), else_=name)
        if is_between
        else name
    )


def is_met(needs: Sequence[Need]) -> Condition:
    return and_(*(or_(*(build_fact(name) for name in need)) for need in needs))


def build_fact(name: str) -> Condition:
    return FACT_CONDITIONS[name]() if name in FACT_CONDITIONS else false()


Counts = dict[View, dict[Value, int]]


def count_by_value(*challenges: Challenge) -> dict[Challenge, Counts]:
    """Count the public activities by value, apart for each challenge and view.

    Every reader may count what is public, so it is the same for all of them until it changes.
    """
    claimed = count_claims()
    return {
        challenge: merge_counts(COUNT_SUGGESTED[challenge](), claimed[challenge])
        for challenge in challenges
    }


def count_suggested(challenge: Challenge) -> dict[Value, int]:
    value = build_suggested_value(challenge).label("value")
    suggestion = select(value).where(policies.counted_for(VISITOR)).subquery("each")
    statement = select(suggestion.c.value, func.count()).group_by(suggestion.c.value)
    return {VALUES_BY_NAME[name]: number for name, number in session.execute(statement)}


COUNT_SUGGESTED = {
    each: content_version.cached(partial(count_suggested, each)) for each in Challenge
}


@content_version.cached
def count_claims() -> dict[Challenge, Counts]:
    by = (ChallengeClaim.challenge, ChallengeClaim.view, ChallengeClaim.value)
    statement = select(*by, func.count(ChallengeClaim.id)).group_by(*by)
    statement = statement.join(Activity, Activity.id == ChallengeClaim.activity_id)
    statement = statement.where(policies.counted_for(VISITOR), is_latest_claim())
    counts: dict[Challenge, Counts] = {challenge: {} for challenge in Challenge}
    for challenge, view, value, number in session.execute(statement):
        counts[challenge].setdefault(view, {})[value] = number
    return counts


def merge_counts(suggested: dict[Value, int], claimed: Counts) -> Counts:
    """Put the views side by side. Of whom nobody said anything, there is no view yet."""
    total = sum(suggested.values())
    counts = {View.SUGGESTED: suggested, **{view: {**claimed.get(view, {})} for view in BY_PEOPLE}}
    for numbers in (counts[view] for view in BY_PEOPLE):
        numbers[NoValue.NO_VIEW] = total - sum(numbers.values())
    return counts


@dataclass(frozen=True)
class ActivityFilter:
    """Which activities a reader asked for: those with this value in this view."""

    challenge: Challenge
    view: View
    value: Value
    page: int = 1


def list_activities(actor: Actor, filters: ActivityFilter) -> Sequence[Activity]:
    """Return one page of the activities behind a count, the one published last first."""
    statement = select(Activity).where(policies.counted_for(actor), has_value(filters))
    statement = statement.options(*LIST_COLUMNS)
    statement = statement.order_by(Activity.published_at.desc(), Activity.id.desc())
    return session.scalars(statement.limit(PAGE_SIZE).offset((filters.page - 1) * PAGE_SIZE)).all()


def has_value(filters: ActivityFilter) -> Condition:
    if filters.view is View.SUGGESTED:
        return build_suggested_value(filters.challenge) == str(filters.value)
    claims = select(ChallengeClaim.activity_id).where(
        ChallengeClaim.challenge == filters.challenge, ChallengeClaim.view == filters.view
    )
    if isinstance(filters.value, NoValue):
        return Activity.id.not_in(claims)
    return Activity.id.in_(claims.where(is_latest_claim(), ChallengeClaim.value == filters.value))


@dataclass(frozen=True)
class RecommendedActivity:
    """An activity that is worth reading for a challenge, and whose value says so."""

    activity: Activity
    view: View
    value: int


def list_recommended(actor: Actor, challenge: Challenge) -> list[RecommendedActivity]:
    """Return activities judged 3 or 4 first, then those claimed so with something to look at.

    What a curator has judged lower is not put forward by a claim. Only activities of which somebody
    once said so much are looked at.
    """
    ever_claimed = select(ChallengeClaim.activity_id).where(
        ChallengeClaim.challenge == challenge, ChallengeClaim.value >= RECOMMENDED_FROM
    )
    judged = select_latest_value(challenge, View.JUDGED)
    claimed = select_latest_value(challenge, View.CLAIMED, ChallengeClaim.link != "")
    is_judged, is_claimed = judged >= RECOMMENDED_FROM, claimed >= RECOMMENDED_FROM
    statement = (
        select(Activity, judged, claimed)
        .where(policies.counted_for(actor), Activity.id.in_(ever_claimed))
        .where(or_(is_judged, and_(judged.is_(None), is_claimed)))
        .order_by(judged.is_(None), judged.desc(), claimed.desc(), Activity.id.desc())
        .limit(MAX_RECOMMENDED)
    )
    return [
        RecommendedActivity(
            activity, View.CLAIMED if by_curator is None else View.JUDGED, by_curator or by_team
        )
        for activity, by_curator, by_team in session.execute(statement)
    ]


def select_latest_value(
    challenge: Challenge, view: View, *conditions: Condition
) -> ColumnElement[Any]:
    statement = select(ChallengeClaim.value).where(
        ChallengeClaim.activity_id == Activity.id,
        ChallengeClaim.challenge == challenge,
        ChallengeClaim.view == view,
        is_latest_claim(),
        *conditions,
    )
    return statement.correlate(Activity).scalar_subquery()
