"""Reading how the partnership is doing: from what every reader may look up, as Board packs are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select

from coprod.assessment.confirmation.queries import select_confirmed_rung
from coprod.assessment.resident_rating.models import Release, ResidentRound
from coprod.assessment.resident_rating.queries import get_round_results
from coprod.assessment.self_assessment.queries import select_latest_rung
from coprod.board.figures.enums import FigureKey
from coprod.board.figures.queries import (
    FigureContext,
    list_promise_rows,
    summarise_figures,
)
from coprod.board.figures.rules import UNKNOWN, Figure, FigureRow, FigureValue, about, count_of
from coprod.board.overview.enums import LABELS_OF_ONE, LIMITS, HeadlineKey
from coprod.board.overview.rules import (
    Headline,
    LevelTable,
    StartedActivity,
    Statements,
    build_level_table,
    list_days,
)
from coprod.board.packs.models import PackRow
from coprod.board.packs.queries import (
    AT_ONCE,
    PublicRow,
    list_public_rows,
    load_people_before,
    select_people_before,
)
from coprod.core.content_version import cached
from coprod.core.database import session
from coprod.core.disclosure.enums import RoundedCount
from coprod.core.disclosure.rules import DisclosedCount, disclose_count, settle_count
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.engagement.commitments.enums import CommitmentProgress
from coprod.engagement.commitments.rules import PublicStep, judge_progress
from coprod.outcomes.results.enums import ComparisonVerdict
from coprod.outcomes.results.presenters import compare_results
from coprod.outcomes.results.queries import list_public_results
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to
from coprod.register.activities.queries import TermCount, count_by_term
from coprod.register.sections.models import ActivityDetail

FIGURES = (
    FigureKey.PROMISES,
    FigureKey.C1,
    FigureKey.C2,
    FigureKey.C3,
    FigureKey.C4,
    FigureKey.SILENT,
    FigureKey.STATEMENTS,
    FigureKey.FEEDBACK,
    FigureKey.MONEY,
    FigureKey.PROTECTED_TIME,
)
MOST_STATEMENTS, MOST_OVERDUE = 6, 5


@dataclass(frozen=True)
class Overview:
    """All that the page shows. It is the same for every reader."""

    day: date
    headlines: Sequence[Headline]
    levels: LevelTable
    figures: dict[FigureKey, Figure]
    overdue: Sequence[PublicRow]
    statements: Sequence[PublicRow]
    verdicts: Statements
    workstreams: Sequence[TermCount]
    places: Sequence[TermCount]


@cached
def load_overview() -> Overview:
    context = build_context()
    today = context.today
    figures = summarise_figures(FIGURES, context)
    return Overview(
        today,
        load_headlines(),
        build_level_table(list_started(), today),
        figures,
        list_overdue(context),
        list_public_rows(list_newest(figures[FigureKey.STATEMENTS])[:MOST_STATEMENTS]),
        count_verdicts(),
        count_by_term(ListKind.WORKSTREAM, today),
        count_by_term(ListKind.LOCALITY, today),
    )


@cached
def load_headlines() -> Sequence[Headline]:
    """Return the four numbers, which the home page shows too."""
    return build_headlines(build_context())


def build_context() -> FigureContext:
    today = clock.today()
    return FigureContext(today, list_days(today)[0], load_people_before())


def list_overdue(context: FigureContext) -> list[PublicRow]:
    """Return the promises that are overdue, the one that was due first at the top."""
    overdue = [each for each in context.judged_promises if each[2] is CommitmentProgress.OVERDUE]
    return list_public_rows(list_promise_rows(overdue[:MOST_OVERDUE]))


def count_verdicts() -> Statements:
    """Count the statements by how their last two results compare, each once."""
    last = {
        each.after.statement.words: each.verdict for each in compare_results(list_public_results())
    }
    counts = Counter(last.values())
    rose, fell = counts[ComparisonVerdict.ROSE], counts[ComparisonVerdict.FELL]
    return Statements(rose, fell, counts.total() - rose - fell)


def list_newest(figure: Figure) -> list[FigureRow]:
    """Return the last result of each statement that has a share to show."""
    return list({row.title: row for row in figure.rows if row.is_counted}.values())


def build_headlines(context: FigureContext) -> list[Headline]:
    days = list_days(context.today)
    published = count_published(days)
    values = {
        HeadlineKey.ACTIVITIES: [count_of(number) for number in published],
        HeadlineKey.TOOK_PART: sum_people_by_day(context, days),
        HeadlineKey.PROMISES: count_promises(context, days),
        HeadlineKey.RATED: count_rated(days, published),
    }
    return [
        Headline(
            LABELS_OF_ONE.get(key, key.label) if values[key][-1].number == 1 else key.label,
            LIMITS[key],
            values[key],
            key.endpoint,
            key is HeadlineKey.TOOK_PART,
        )
        for key in HeadlineKey
    ]


def is_published_by(day: date) -> ColumnElement[bool]:
    """Return the condition that a public activity was in the register at the end of a day."""
    published_at = func.coalesce(Activity.published_at, Activity.created_at)
    return published_at < clock.get_midnight(day + timedelta(days=1))


def count_published(days: Sequence[date]) -> list[int]:
    counts = [func.count().filter(is_published_by(day)) for day in days]
    public = (visible_to(VISITOR), is_public_activity())
    return list(session.execute(select(*counts).select_from(Activity).where(*public)).one())


def sum_people_by_day(context: FigureContext, days: Sequence[date]) -> list[FigureValue]:
    """Add up by each day what readers are shown of each activity.

    Activities with the same number are told alike, and are added as one; but for those of which a
    pack told before.
    """
    totals: dict[int, int] = {}
    for exact, missed, earlier, number in list_people_counts(context, days):
        disclosed = settle_count(disclose_count(exact), earlier)
        if isinstance(disclosed, RoundedCount):
            for place in range(missed, len(days)):
                totals[place] = totals.get(place, 0) + disclosed.about * number
    return [about(totals[n]) if n in totals else UNKNOWN for n in range(len(days))]


def list_people_counts(
    context: FigureContext, days: Sequence[date]
) -> Iterator[tuple[int, int, Sequence[DisclosedCount], int]]:
    """Yield numbers, on how many days they were not there yet, what packs told, and of how many."""
    exact = ActivityDetail.took_part_number
    missed = sum((case((is_published_by(day), 0), else_=1) for day in days), literal(0))
    is_printed = Activity.id.in_(
        select_people_before().with_only_columns(PackRow.subject_id).order_by(None)
    )
    public = (visible_to(VISITOR), is_public_activity(), exact.is_not(None))
    whole = select(exact, missed).join(Activity, Activity.id == ActivityDetail.activity_id)
    whole = whole.where(*public)
    alike = whole.add_columns(func.count()).where(~is_printed).group_by(exact, missed)
    for number, place, count in session.execute(alike):
        yield number, place, (), count
    if not context.people_before:
        return
    for number, place, key in session.execute(whole.add_columns(Activity.id).where(is_printed)):
        yield number, place, context.people_before.get(key, ()), 1


def count_until(days: Iterable[date], last: date) -> int:
    return sum(each <= last for each in days)


def count_promises(context: FigureContext, days: Sequence[date]) -> list[FigureValue]:
    """Return how many promises had been kept on time by each day, of those that were due."""
    promises = [context.promise_steps.get(key, []) for key, *_rest in context.judged_promises]
    return [count_kept(promises, day) for day in days]


def count_kept(promises: Iterable[Sequence[PublicStep]], day: date) -> FigureValue:
    known = [[step for step in steps if step.on <= day] for steps in promises]
    progress = [judge_progress(steps[-1].state, steps, day)[1] for steps in known if steps]
    due = [each for each in progress if each is not CommitmentProgress.TO_COME]
    return count_of(due.count(CommitmentProgress.ON_TIME), len(due))


def count_rated(days: Sequence[date], published: Sequence[int]) -> list[FigureValue]:
    """Return of how many activities a round with enough answers had ended by each day."""
    first = load_first_result_days()
    return [
        count_of(count_until(first.values(), day), number)
        for day, number in zip(days, published, strict=True)
    ]


def load_first_result_days() -> dict[int, date]:
    """Return when the first round of residents ended of which every reader sees the result."""
    released = select(ResidentRound.activity_id).join(Release, Release.round_id == ResidentRound.id)
    released = released.join(Activity, Activity.id == ResidentRound.activity_id)
    released = released.where(visible_to(VISITOR), is_public_activity())
    keys = sorted(set(session.scalars(released.distinct())))
    ended: dict[int, list[date]] = defaultdict(list)
    for first in range(0, len(keys), AT_ONCE):
        results = get_round_results(VISITOR, keys[first : first + AT_ONCE])
        for key, rounds in results.items():
            ended[key] += [each.closes_on for each in rounds if each.is_visible]
    return {key: min(closed) for key, closed in ended.items() if closed}


def list_started() -> list[StartedActivity]:
    """Return the public activities by when they began and by level, those that are alike as one."""
    columns: tuple[Any, ...] = (Activity.started, select_confirmed_rung(), select_latest_rung())
    named = [each.label(name) for each, name in zip(columns, LEVEL_COLUMNS, strict=True)]
    rows = select(*named).where(visible_to(VISITOR), is_public_activity()).subquery()
    levels: tuple[Any, ...] = tuple(rows.c)
    statement = select(*levels).add_columns(func.count()).group_by(*levels)
    return [
        StartedActivity(started, read_rung(confirmed), read_rung(by_team), number)
        for started, confirmed, by_team, number in session.execute(statement)
    ]


LEVEL_COLUMNS = ("started", "confirmed", "by_team")


def read_rung(number: int | None) -> Rung | None:
    return Rung(number) if number else None
