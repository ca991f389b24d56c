"""Computing the figures of a Board from what every reader may look up.

Nothing here depends on who asks: a curator's draft has the numbers of the frozen pack, no others.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from coprod.assessment.confirmation.queries import select_confirmed_rung
from coprod.assessment.perception_gap.queries import get_undiscussed_activities
from coprod.assessment.resident_rating.enums import Collected
from coprod.assessment.self_assessment.queries import select_latest_rung
from coprod.board.action_plan.enums import ActionTiming
from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.queries import list_open
from coprod.board.figures.enums import (
    CONFIRMED,
    NOBODY_SAID,
    TEAM_ONLY,
    UNKNOWN_LABEL,
    FigureKey,
    RowKind,
    ValueState,
)
from coprod.board.figures.rules import (
    HIDDEN,
    UNKNOWN,
    Figure,
    FigurePart,
    FigureRow,
    FigureValue,
    build_parts,
    count_of,
    count_rows,
    merge_small_groups,
    people,
    pounds,
    sum_people,
    tabulate,
)
from coprod.board.indicators.enums import TargetSide
from coprod.board.indicators.presenters import IndicatorView
from coprod.board.indicators.queries import disclose_values, list_indicators
from coprod.challenges.enums import Challenge, NoValue, View
from coprod.challenges.models import ChallengeClaim
from coprod.challenges.queries import (
    VALUES_BY_NAME,
    build_suggested_value,
    count_by_value,
    is_latest_claim,
)
from coprod.challenges.rules import UPPER_LIMITS
from coprod.core.content_version import cached
from coprod.core.database import session
from coprod.core.disclosure.rules import DisclosedCount, disclose_count, settle_count
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import format_decimal
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.core.values.text import excerpt
from coprod.decisions.guide.enums import Question
from coprod.decisions.records.models import DecisionAnswer, DecisionRecord
from coprod.decisions.records.policies import is_signed
from coprod.engagement.commitments.enums import CommitmentProgress
from coprod.engagement.commitments.models import Commitment, CommitmentStep
from coprod.engagement.commitments.queries import select_public
from coprod.engagement.commitments.rules import PublicStep, judge_progress
from coprod.intelligence.coverage.presenters import build_silent_group
from coprod.intelligence.deep_dives.queries import get_headline, list_deep_dives
from coprod.intelligence.deep_dives.rules import describe_headline
from coprod.intelligence.feedback.enums import LISTS_BY_SIDE, Feeling, Side, Window
from coprod.intelligence.feedback.presenters import TrendsPage, TrendsSelection
from coprod.intelligence.feedback.queries import TrendData, load_trend_data
from coprod.intelligence.feedback.rules import DisclosedNumbers
from coprod.learning.records.models import LearningRecord, RecordPart
from coprod.learning.records.policies import is_public_record
from coprod.learning.records.rules import PART_NAMES, Pitfalls
from coprod.outcomes.results.presenters import compare_results
from coprod.outcomes.results.queries import StatementResult, list_public_results
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to
from coprod.register.sections.enums import COST_KINDS, CostCategory, CostTiming
from coprod.register.sections.models import ActivityCost, ActivityDetail
from coprod.resourcing.requests.models import ResourceRequest
from coprod.resourcing.requests.queries import list_requests
from coprod.resourcing.requests.rules import SOON, Total, list_measure_rows
from coprod.resourcing.totals.queries import NOW, select_lines

LONGEST_EXCERPT = 200
MOST_DEEP_DIVES = 5
ENOUGH_STEPS = 3
"""From this step on a challenge is met well enough to count."""


@dataclass(frozen=True)
class FigureContext:
    """The day that the figures are of, and what packs that stay in print told of people.

    What several figures are made of is loaded once.
    """

    today: date
    since: date
    people_before: Mapping[int, Sequence[DisclosedCount]]

    @cached_property
    def rungs(self) -> Sequence[Any]:
        confirmed, by_team = select_confirmed_rung(), select_latest_rung()
        columns = (confirmed.label("confirmed"), by_team.label("team"))
        return session.execute(select_counted(*columns)).all()

    @cached_property
    def trends(self) -> TrendData:
        return load_trend_data(VISITOR, get_last_whole_quarter(self.today))

    @cached_property
    def promise_steps(self) -> Mapping[int, Sequence[PublicStep]]:
        return load_promise_steps()

    @cached_property
    def judged_promises(self) -> Sequence["JudgedPromise"]:
        return judge_promises(self)

    @cached_property
    def spending(self) -> Sequence["Spending"]:
        return load_spending()


def build_figures(keys: Sequence[FigureKey], context: FigureContext) -> dict[FigureKey, Figure]:
    return {key: Figure(key, *BUILDERS[key](context)) for key in keys}


def summarise_figures(keys: Sequence[FigureKey], context: FigureContext) -> dict[FigureKey, Figure]:
    """Return the same figures for a page that shows no rows: what can be, the database counts."""
    return {
        key: Figure(key, *SUMMARIES[key](context))
        if key in SUMMARIES
        else Figure(key, *BUILDERS[key](context))
        for key in keys
    }


Parts = tuple[FigurePart, ...]
Built = tuple[FigureValue, Parts, tuple[FigureRow, ...]]


def select_counted(*columns: Any) -> Select[Any]:
    """Select something of each public activity, the first one logged first."""
    public = (visible_to(VISITOR), is_public_activity())
    return select(Activity.id, Activity.title, *columns).where(*public).order_by(Activity.id)


# Activities and how power was shared


RATED = {
    "confirmed": N_("Level confirmed"),
    "team": N_("Only the team’s view"),
    "none": N_("Not assessed yet"),
}


def build_activities(context: FigureContext) -> Built:
    rows = tuple(
        FigureRow(key, title, RATED[state].plain, state)
        for key, title, confirmed, team in context.rungs
        for state in ["confirmed" if confirmed else "team" if team else "none"]
    )
    return count_of(len(rows)), tabulate(rows, N_("Activities"), RATED), rows


def build_shared_power(context: FigureContext) -> Built:
    rated = [
        (key, title, Rung(confirmed or team), bool(confirmed))
        for key, title, confirmed, team in context.rungs
        if confirmed or team
    ]
    rows = tuple(
        FigureRow(
            key,
            title,
            rung.label.plain if is_confirmed else N_("%(rung)s, team only", rung=rung.label).plain,
            f"{'confirmed' if is_confirmed else 'team'}.{rung}",
            is_counted=is_confirmed and rung >= Rung.CO_DESIGN,
        )
        for key, title, rung, is_confirmed in rated
    )
    value = count_of(sum(row.is_counted for row in rows), sum(each[3] for each in rated))
    by_confirmed = {f"confirmed.{rung}": rung.label for rung in reversed(Rung)}
    by_team = {f"team.{rung}": rung.label for rung in reversed(Rung)}
    parts = (*tabulate(rows, CONFIRMED, by_confirmed), *tabulate(rows, TEAM_ONLY, by_team))
    return value, parts, rows


def build_conversations(_context: FigureContext) -> Built:
    undiscussed = get_undiscussed_activities(VISITOR)
    ids = {key: collected for collected, keys in undiscussed.items() for key in keys}
    rows = tuple(
        FigureRow(key, title, ids[key].label.plain, ids[key], is_counted=is_independent)
        for key, title in session.execute(select_counted())
        if key in ids
        for is_independent in [ids[key] is Collected.INDEPENDENT]
    )
    labels = {each.value: each.label for each in (Collected.INDEPENDENT, Collected.TEAM)}
    value = count_of(len(undiscussed[Collected.INDEPENDENT]))
    return value, tabulate(rows, N_("Activities"), labels), rows


# The four challenges


def build_challenge(challenge: Challenge, _context: FigureContext) -> Built:
    """Put what curators judged first. What nobody has told stands apart, and is never nought."""
    claims = load_claims(challenge)
    counted: Counter[tuple[View, int | NoValue]] = Counter()
    suggested = build_suggested_value(challenge)
    rows = []
    for key, title, name in session.execute(select_counted(suggested)):
        view = {View.SUGGESTED: VALUES_BY_NAME[name], **claims.get(key, {})}
        judged = view.get(View.JUDGED)
        is_met = isinstance(judged, int) and judged >= ENOUGH_STEPS
        rows.append(FigureRow(key, title, describe_views(view), str(judged), is_counted=is_met))
        counted.update((each, view.get(each, NoValue.UNKNOWN)) for each in BOARD_VIEWS)
    return *build_challenge_value(challenge, counted), tuple(rows)


def summarise_challenge(challenge: Challenge, _context: FigureContext) -> tuple[FigureValue, Parts]:
    counts = count_by_value(challenge)[challenge]
    counted: Counter[tuple[View, int | NoValue]] = Counter()
    for view, numbers in counts.items():
        for value, number in numbers.items():
            counted[view, NoValue.UNKNOWN if value is NoValue.NO_VIEW else value] += number
    return build_challenge_value(challenge, counted)


Views = Mapping[View, int | NoValue]
CountedViews = Mapping[tuple[View, int | NoValue], int]


def build_challenge_value(challenge: Challenge, counted: CountedViews) -> tuple[FigureValue, Parts]:
    judged = {step: counted.get((View.JUDGED, step), 0) for step in STEPS}
    met = sum(number for step, number in judged.items() if step >= ENOUGH_STEPS)
    value = count_of(met, sum(judged.values()))
    return value, tuple(list_challenge_parts(challenge, counted))


def load_claims(challenge: Challenge) -> dict[int, dict[View, int]]:
    columns = (ChallengeClaim.activity_id, ChallengeClaim.view, ChallengeClaim.value)
    statement = select(*columns).where(ChallengeClaim.challenge == challenge, is_latest_claim())
    claims: dict[int, dict[View, int]] = defaultdict(dict)
    for key, view, value in session.execute(statement):
        claims[key][view] = value
    return claims


BOARD_VIEWS = (View.JUDGED, View.CLAIMED, View.SUGGESTED)
STEPS = range(4, -1, -1)


def describe_views(view: Views) -> str:
    return "; ".join(
        N_("%(who)s: %(value)s", who=each.label, value=describe_value(view[each])).plain
        for each in BOARD_VIEWS
        if each in view
    )


def describe_value(value: int | NoValue) -> Message:
    return N_("step %(step)s", step=value) if isinstance(value, int) else value.label


def list_challenge_parts(challenge: Challenge, counted: CountedViews) -> list[FigurePart]:
    labels: dict[int | NoValue, Message] = {n: N_("Step %(step)s", step=n) for n in STEPS}
    if challenge in UPPER_LIMITS:
        labels[NoValue.BETWEEN] = N_("Between steps 1 and 2")
    labels[NoValue.UNKNOWN] = UNKNOWN_LABEL
    return [
        FigurePart(
            f"{each}.{value}",
            each.label.plain,
            label.plain,
            count_of(counted.get((each, value), 0)),
        )
        for each in BOARD_VIEWS
        for value, label in labels.items()
        if value is not NoValue.BETWEEN or each is View.SUGGESTED
    ]


# Who took part, and who did not


def build_took_part(context: FigureContext) -> Built:
    number = ActivityDetail.took_part_number
    statement = select_counted(number).outerjoin(
        ActivityDetail, ActivityDetail.activity_id == Activity.id
    )
    rows = tuple(
        build_people_row(key, title, settle_count(disclose_count(exact), earlier))
        for key, title, exact in session.execute(statement)
        for earlier in [context.people_before.get(key, ())]
    )
    labels = {
        ValueState.KNOWN.value: N_("With a number"),
        ValueState.HIDDEN.value: N_("Number not shown, to protect privacy"),
        ValueState.UNKNOWN.value: UNKNOWN_LABEL,
    }
    return sum_people(rows), tabulate(rows, N_("Activities"), labels), rows


def build_people_row(key: int, title: str, count: DisclosedCount) -> FigureRow:
    value = people(count)
    is_known = value.state is ValueState.KNOWN
    return FigureRow(key, title, value.words, value.state, is_counted=is_known, number=value.number)


def build_missing(_context: FigureContext) -> Built:
    statement = select_counted(ActivityDetail.missing).outerjoin(
        ActivityDetail, ActivityDetail.activity_id == Activity.id
    )
    rows = tuple(
        FigureRow(
            key, title, excerpt(missing or "", limit=LONGEST_EXCERPT), is_counted=bool(missing)
        )
        for key, title, missing in session.execute(statement)
    )
    return count_rows(rows), (), tuple(row for row in rows if row.is_counted)


# Promises


PROMISE_STATES: dict[str, Message] = {each.value: each.label for each in CommitmentProgress}


def build_promises(context: FigureContext) -> Built:
    rows = list_promise_rows(context.judged_promises)
    return *summarise_promises(context), rows


def summarise_promises(context: FigureContext) -> tuple[FigureValue, Parts]:
    counted: Counter[str] = Counter(progress for _key, _first, progress in context.judged_promises)
    due = counted.total() - counted[CommitmentProgress.TO_COME]
    value = count_of(counted[CommitmentProgress.ON_TIME], due)
    return value, build_parts(counted, N_("Promises"), PROMISE_STATES)


JudgedPromise = tuple[int, date | None, CommitmentProgress]
"""A promise, the day that was promised first, and how the promise stands beside it."""


def judge_promises(context: FigureContext) -> list[JudgedPromise]:
    """Return the public promises, the one that is due first at the top."""
    statement = select_public(VISITOR).with_only_columns(Commitment.id, Commitment.state)
    return [
        (key, *judge_progress(state, context.promise_steps.get(key, []), context.today))
        for key, state in session.execute(statement.order_by(Commitment.due, Commitment.id))
    ]


def list_promise_rows(judged: Sequence[JudgedPromise]) -> tuple[FigureRow, ...]:
    words = load_promise_words([key for key, _first, _progress in judged])
    return tuple(
        FigureRow(
            key,
            excerpt(words[key], limit=LONGEST_EXCERPT),
            describe_promise(progress, first),
            progress,
            is_counted=progress is CommitmentProgress.ON_TIME,
            kind=RowKind.PROMISE,
        )
        for key, first, progress in judged
    )


def load_promise_words(keys: Sequence[int]) -> dict[int, str]:
    """Return what some promises say, or all where they are too many to name."""
    statement = select_public(VISITOR).with_only_columns(Commitment.id, Commitment.words)
    if len(keys) < MANY:
        statement = statement.where(Commitment.id.in_(keys))
    return {row[0]: row[1] for row in session.execute(statement)}


MANY = 100


@cached
def load_promise_steps() -> Mapping[int, Sequence[PublicStep]]:
    """Return what readers saw of each promise: the home page and the figures judge it by this."""
    columns = (
        CommitmentStep.commitment_id,
        CommitmentStep.state,
        CommitmentStep.due,
        CommitmentStep.at,
    )
    statement = select(*columns).where(CommitmentStep.read_at.is_not(None))
    steps: dict[int, list[PublicStep]] = defaultdict(list)
    for key, state, due, at in session.execute(statement.order_by(CommitmentStep.id)):
        steps[key].append(PublicStep(state, due, clock.to_day(at)))
    return steps


def describe_promise(progress: str, first: date | None) -> str:
    if first is None:
        return PROMISE_STATES[progress].plain
    return N_(
        "%(state)s. Promised for %(day)s", state=PROMISE_STATES[progress], day=f"{first:%-d %B %Y}"
    ).plain


# What people said


def build_statements(_context: FigureContext) -> Built:
    results = list_public_results()
    verdicts = {id(each.after): each.verdict.label.plain for each in compare_results(results)}
    rows = tuple(build_statement_row(each, verdicts.get(id(each), "")) for each in results)
    rows = tuple(sorted(rows, key=lambda row: row.group != CHOICE_AND_CONTROL))
    measured = {row.title for row in rows if row.is_counted}
    value = count_of(len(measured)) if rows else UNKNOWN
    return value, (), rows


CHOICE_AND_CONTROL = "choice_control"


def build_statement_row(result: StatementResult, verdict: str) -> FigureRow:
    figure = result.figures.whole
    words = N_(
        "%(wave)s: %(share)s agree, of %(people)s. Likely range: %(range)s",
        wave=result.wave.title,
        share=figure.words,
        people=figure.people.words.plain.lower(),
        range=figure.interval_words,
    )
    has_share = figure.span is not None
    without = N_("%(wave)s: %(why)s", wave=result.wave.title, why=figure.words)
    text = words.plain if has_share else without.plain
    return FigureRow(
        result.wave.id,
        result.statement.words,
        f"{text}. {verdict}" if verdict else text,
        result.statement.domain_key,
        is_counted=has_share,
        kind=RowKind.WAVE,
    )


def build_feedback(context: FigureContext) -> Built:
    until = get_last_whole_quarter(context.today)
    selection = TrendsSelection(by=Side.SERVICE, window=Window.FOUR_QUARTERS, until=until)
    trends = TrendsPage(context.trends, selection, exact=False, newest=until)
    rows = tuple(
        FigureRow(
            None,
            str(row.name),
            describe_feedback(row.disclosed),
            is_counted=not row.disclosed.is_empty,
            number=find_positive_share(row.disclosed),
            kind=RowKind.OTHER,
        )
        for row in map(trends.build_quarter_row, trends.quarters)
    )
    return (count_rows(rows) if any(row.is_counted for row in rows) else UNKNOWN), (), rows


def find_positive_share(disclosed: DisclosedNumbers) -> int | None:
    """Return of a hundred comments how many were positive, where readers are shown it."""
    shares = {each.kind: each.per_cent for each in disclosed.shares}
    return shares.get(Feeling.POSITIVE.value)


def describe_feedback(disclosed: DisclosedNumbers) -> str:
    shares = ", ".join(
        f"{each.label.plain.lower()} {each.words.plain.lower()}" for each in disclosed.shares
    )
    why = f". {disclosed.why}" if disclosed.why else ""
    if disclosed.is_empty:
        return str(disclosed.people)
    parts = N_(
        "People: %(people)s. Comments: %(comments)s",
        people=disclosed.people.plain.lower(),
        comments=disclosed.comments.plain.lower(),
    )
    return f"{parts}. {shares[0].upper()}{shares[1:]}" if shares else f"{parts}{why}"


def build_silent(context: FigureContext) -> Built:
    data = context.trends
    groups = {side: build_silent_group(data, side) for side in LISTS_BY_SIDE if data.names[side]}
    rows = tuple(
        FigureRow(None, str(gap.name), str(gap.sentence), side, kind=RowKind.OTHER)
        for side, group in groups.items()
        for gap in group.gaps
    )
    parts = tuple(
        FigurePart(
            side,
            N_("With no feedback").plain,
            str(group.label),
            count_of(len(group.gaps), group.total),
        )
        for side, group in groups.items()
        if not group.unplaced
    )
    whole = sum(group.total for group in groups.values() if not group.unplaced)
    return count_of(len(rows), whole), parts, rows


# Money and time


@dataclass(frozen=True)
class Spending:
    """One line of money that was spent, as readers may see it."""

    activity_id: int
    title: str
    pence: int
    partner: str
    stage: CycleStage | None
    rung: Rung | None


def is_board_money() -> Sequence[ColumnElement[bool]]:
    """Money that was spent. Payments to people are left out: two sums would tell one payment."""
    apart = (*COST_KINDS, CostCategory.INVOLVEMENT_PAYMENT)
    return (
        ActivityCost.category.not_in(apart),
        ActivityCost.timing == CostTiming.ACTUAL,
        ActivityCost.unit == AmountUnit.POUNDS,
        ActivityCost.hundredths.is_not(None),
    )


def load_spending() -> list[Spending]:
    rung = func.coalesce(select_confirmed_rung(), select_latest_rung())
    columns = (Activity.id, Activity.title, ActivityCost.hundredths, NOW.label, ActivityCost.stage)
    statement = select_lines(VISITOR, *columns, rung).where(*is_board_money())
    return [
        Spending(key, title, int(pence), partner or "", stage, Rung(rung) if rung else None)
        for key, title, pence, partner, stage, rung in session.execute(
            statement.order_by(Activity.id, ActivityCost.number)
        )
    ]


def build_money_by(name: Callable[[Spending], str], context: FigureContext) -> Built:
    lines = context.spending
    if not lines:
        return UNKNOWN, (), ()
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        sums[name(line)] += line.pence
    rows = tuple(
        FigureRow(
            line.activity_id,
            line.title,
            N_("%(amount)s: %(name)s", amount=pounds(line.pence).words, name=name(line)).plain,
            name(line),
            number=line.pence,
        )
        for line in lines
    )
    return *build_money_value(sums), rows


def build_money_value(sums: Mapping[str, int]) -> tuple[FigureValue, Parts]:
    order = sorted(sums, key=lambda each: (each == NOBODY_SAID.plain, -sums[each], each))
    parts = tuple(
        FigurePart(f"p{n}", N_("Spent").plain, label, pounds(sums[label]))
        for n, label in enumerate(order, 1)
    )
    return pounds(sum(sums.values())), parts


def summarise_money(_context: FigureContext) -> tuple[FigureValue, Parts]:
    statement = select_lines(VISITOR, NOW.label, func.sum(ActivityCost.hundredths))
    statement = statement.where(*is_board_money()).group_by(NOW.label)
    sums = {
        partner or NOBODY_SAID.plain: int(pence) for partner, pence in session.execute(statement)
    }
    return build_money_value(sums) if sums else (UNKNOWN, ())


def name_partner(line: Spending) -> str:
    return line.partner or NOBODY_SAID.plain


def name_stage(line: Spending) -> str:
    return line.stage.label.plain if line.stage else NOBODY_SAID.plain


def build_money_by_rung(context: FigureContext) -> Built:
    lines = context.spending
    activities: dict[Rung, set[int]] = defaultdict(set)
    for line in lines:
        if line.rung:
            activities[line.rung].add(line.activity_id)
    sizes = {rung: len(activities[rung]) for rung in reversed(Rung) if activities[rung]}
    groups = merge_small_groups(sizes)
    if not groups:
        return (HIDDEN if sizes else UNKNOWN), (), ()
    parts = tuple(build_rung_part(group, lines) for group in groups)
    return pounds(sum(part.value.number or 0 for part in parts)), parts, ()


def build_rung_part(group: Sequence[Rung], lines: Sequence[Spending]) -> FigurePart:
    label = " / ".join(rung.label.plain for rung in group)
    pence = sum(line.pence for line in lines if line.rung in group)
    return FigurePart(f"r{group[0]}", N_("Spent").plain, label, pounds(pence))


def build_protected_time(context: FigureContext) -> Built:
    columns = (Activity.id, Activity.title, ActivityCost.hundredths, ActivityCost.until)
    statement = select_lines(VISITOR, *columns).where(
        ActivityCost.category == CostCategory.PROTECTED_TIME, ActivityCost.hundredths.is_not(None)
    )
    rows = tuple(
        build_time_row(key, title, (hundredths, until), context.today)
        for key, title, hundredths, until in session.execute(
            statement.order_by(ActivityCost.until, Activity.id)
        )
        if not until or until.latest >= context.today
    )
    if not rows:
        return UNKNOWN, (), ()
    soon = [row for row in rows if row.is_counted]
    hours = {"all": rows, "soon": soon}
    labels = {"all": N_("Agreed now"), "soon": N_("Ends within six months")}
    parts = tuple(
        FigurePart(key, N_("Hours a month").plain, labels[key].plain, sum_hours(lines))
        for key, lines in hours.items()
    )
    return count_of(len(soon), len(rows)), parts, rows


def build_time_row(key: int, title: str, line: tuple[Any, Any], today: date) -> FigureRow:
    hundredths, until = line
    ends = until.latest if until else None
    hours = format_decimal(int(hundredths))
    words = N_("%(hours)s hours a month, no end recorded", hours=hours)
    if ends:
        words = N_("%(hours)s hours a month until %(day)s", hours=hours, day=f"{ends:%B %Y}")
    is_soon = ends is not None and ends <= today + SOON
    return FigureRow(key, title, words.plain, is_counted=is_soon, number=int(hundredths))


def sum_hours(rows: Sequence[FigureRow]) -> FigureValue:
    total = sum(row.number or 0 for row in rows)
    return FigureValue(ValueState.KNOWN, format_decimal(total), total)


# Learning, and the duty to involve people


def build_records(*conditions: ColumnElement[bool]) -> Built:
    """Return the records of the library, by what each tells the next team."""
    statement = select(LearningRecord.id, LearningRecord.next_team)
    statement = statement.where(is_public_record(), *conditions)
    newest_first = (LearningRecord.published_at.desc(), LearningRecord.id.desc())
    rows = tuple(
        FigureRow(key, excerpt(text, limit=LONGEST_EXCERPT), kind=RowKind.RECORD)
        for key, text in session.execute(statement.order_by(*newest_first))
    )
    return count_of(len(rows)), (), rows


def build_learning(_context: FigureContext) -> Built:
    return build_records()


def build_not_worked(_context: FigureContext) -> Built:
    failed = select(RecordPart.id).where(
        RecordPart.record_id == LearningRecord.id,
        RecordPart.kind == PART_NAMES[Pitfalls],
        RecordPart.content["failed"].as_string() != "",
    )
    return build_records(failed.exists())


DUTY_ANSWERS: dict[str, Message] = {
    "yes": N_("Yes, there is a duty"),
    "not_sure": N_("Not sure, so treated as a duty"),
    "no": N_("No duty"),
    "": UNKNOWN_LABEL,
}


def build_duty(context: FigureContext) -> Built:
    """Say of each decision whether a duty applied, which, what was decided, by whom and why."""
    answer = aliased(DecisionAnswer)
    statement = (
        select(DecisionRecord, answer.answer)
        .outerjoin(
            answer, and_(answer.decision_id == DecisionRecord.id, answer.question == Question.D2)
        )
        .where(is_signed(), func.date(DecisionRecord.signed_at) >= context.since)
        .order_by(DecisionRecord.signed_at, DecisionRecord.id)
    )
    rows = tuple(
        build_duty_row(record, given if given in DUTY_ANSWERS else "")
        for record, given in session.execute(statement)
    )
    return count_rows(rows), tabulate(rows, N_("Decisions"), DUTY_ANSWERS), rows


def build_duty_row(record: DecisionRecord, answer: str) -> FigureRow:
    level = record.chosen.label.plain if record.chosen else UNKNOWN_LABEL.plain
    words = N_(
        "%(applies)s. %(duty)s Level: %(level)s, decided by %(post)s. Why: %(why)s",
        applies=DUTY_ANSWERS[answer],
        duty=f"{excerpt(record.duty, limit=LONGEST_EXCERPT)}." if record.duty else "",
        level=level,
        post=record.signed_post,
        why=excerpt(record.reason, limit=LONGEST_EXCERPT),
    )
    applies = answer in {"yes", "not_sure"}
    return FigureRow(
        record.id, record.title, words.plain, answer, is_counted=applies, kind=RowKind.DECISION
    )


# What boards said they would do


ACTION_TIMINGS: dict[str, Message] = {
    each.value: each.label for each in (ActionTiming.OVERDUE, ActionTiming.SOON, ActionTiming.LATER)
}


def build_actions(_context: FigureContext) -> Built:
    """Return the open actions, those that are late counted: nobody has to put them in a pack."""
    rows = tuple(build_action_row(each) for each in list_open())
    return count_rows(rows), tabulate(rows, N_("Open actions"), ACTION_TIMINGS), rows


def build_action_row(action: BoardAction) -> FigureRow:
    words = N_(
        "%(board)s. %(lead)s, by %(day)s. %(percent)s%% of it is done.",
        board=action.group.name,
        lead=action.lead,
        day=f"{action.due:%-d %B %Y}",
        percent=action.percent,
    )
    is_late = action.timing is ActionTiming.OVERDUE
    return FigureRow(
        action.id,
        action.title,
        words.plain,
        action.timing,
        is_counted=is_late,
        kind=RowKind.ACTION,
    )


# What partners agreed to give

PLANNED, ACTUAL = N_("Planned"), N_("Actual")


def build_partners(context: FigureContext) -> Built:
    """Return the public requests that have not ended, and by partner what is planned and actual."""
    requests = [
        each for each in list_requests(VISITOR) if not each.current.has_ended(context.today)
    ]
    by_partner: dict[str, list[ResourceRequest]] = defaultdict(list)
    for each in requests:
        by_partner[each.partner.label].append(each)
    parts = [
        part
        for name in sorted(by_partner, key=str.casefold)
        for part in build_partner_parts(name, by_partner[name], context.today)
    ]
    rows = tuple(map(build_request_row, requests))
    return count_rows(rows), tuple(parts), rows


def build_deep_dives(_context: FigureContext) -> Built:
    """Return the newest public closer looks, each with what its page says first."""
    rows = tuple(
        FigureRow(
            each.id,
            each.title,
            describe_headline(get_headline(VISITOR, each)).plain,
            kind=RowKind.DEEP_DIVE,
        )
        for each in list_deep_dives(VISITOR)[:MOST_DEEP_DIVES]
    )
    return count_of(len(rows)), (), rows


def build_partner_parts(
    name: str, requests: Sequence[ResourceRequest], today: date
) -> Iterator[FigurePart]:
    for row in list_measure_rows([each.position for each in requests], today):
        label = N_("%(partner)s: %(what)s", partner=name, what=row.measure.label).plain
        key = f"{requests[0].partner_key}.{row.measure.name.lower()}"
        for column, total in ((PLANNED, row.agreed), (ACTUAL, row.actual)):
            value = build_total_value(total)
            yield FigurePart(f"{key}.{column.plain.lower()}", column.plain, label, value)


def build_total_value(total: Total | None) -> FigureValue:
    if total is None or total.amount is None:
        return UNKNOWN
    return FigureValue(ValueState.KNOWN, total.words.plain, total.amount)


def build_request_row(request: ResourceRequest) -> FigureRow:
    amounts = "; ".join(each.plain for each in request.current.given.words)
    words = N_(
        "%(partner)s. %(state)s: %(what)s.",
        partner=request.partner.label,
        state=request.state.label,
        what=amounts,
    )
    is_agreed = request.agreed is not None
    return FigureRow(
        request.id,
        request.purpose,
        words.plain,
        request.state,
        is_counted=is_agreed,
        kind=RowKind.REQUEST,
    )


# Targets


NO_TARGET = "none"
TARGET_SIDES: dict[str, Message] = {
    **{each.value: each.label for each in TargetSide},
    NO_TARGET: N_("No target is set"),
}


def build_targets(_context: FigureContext) -> Built:
    """Return what is followed, with what each number says beside its target."""
    views = [IndicatorView(each, disclose_values(each)) for each in list_indicators()]
    rows = tuple(build_target_row(each) for each in views if not each.is_over)
    known = [row for row in rows if row.group in {TargetSide.MET, TargetSide.SHORT}]
    return count_rows(known), tabulate(rows, N_("Indicators"), TARGET_SIDES), rows


def build_target_row(view: IndicatorView) -> FigureRow:
    side = view.target.side if view.target else NO_TARGET
    gaps = [N_("Numbers are missing: %(what)s", what=gap.missing).plain for gap in view.gaps]
    return FigureRow(
        view.indicator.id,
        view.indicator.title,
        ". ".join([view.finding.plain, *gaps]),
        side,
        is_counted=side == TargetSide.MET,
        kind=RowKind.TARGET,
    )


BUILDERS: Mapping[FigureKey, Callable[[FigureContext], Built]] = {
    FigureKey.ACTIVITIES: build_activities,
    FigureKey.SHARED_POWER: build_shared_power,
    FigureKey.PROMISES: build_promises,
    FigureKey.TOOK_PART: build_took_part,
    FigureKey.C1: partial(build_challenge, Challenge.C1),
    FigureKey.C2: partial(build_challenge, Challenge.C2),
    FigureKey.C3: partial(build_challenge, Challenge.C3),
    FigureKey.C4: partial(build_challenge, Challenge.C4),
    FigureKey.SILENT: build_silent,
    FigureKey.STATEMENTS: build_statements,
    FigureKey.FEEDBACK: build_feedback,
    FigureKey.MONEY: partial(build_money_by, name_partner),
    FigureKey.MONEY_BY_STAGE: partial(build_money_by, name_stage),
    FigureKey.MONEY_BY_RUNG: build_money_by_rung,
    FigureKey.PROTECTED_TIME: build_protected_time,
    FigureKey.CONVERSATIONS: build_conversations,
    FigureKey.LEARNING: build_learning,
    FigureKey.NOT_WORKED: build_not_worked,
    FigureKey.MISSING: build_missing,
    FigureKey.DUTY: build_duty,
    FigureKey.ACTIONS: build_actions,
    FigureKey.PARTNERS: build_partners,
    FigureKey.DEEP_DIVES: build_deep_dives,
    FigureKey.TARGETS: build_targets,
}
SUMMARIES: Mapping[FigureKey, Callable[[FigureContext], tuple[FigureValue, Parts]]] = {
    FigureKey.PROMISES: summarise_promises,
    FigureKey.C1: partial(summarise_challenge, Challenge.C1),
    FigureKey.C2: partial(summarise_challenge, Challenge.C2),
    FigureKey.C3: partial(summarise_challenge, Challenge.C3),
    FigureKey.C4: partial(summarise_challenge, Challenge.C4),
    FigureKey.MONEY: summarise_money,
}
"""Figures whose value and parts the database counts without their rows, as ``BUILDERS`` do."""
