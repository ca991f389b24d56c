"""Reading how the partnership is doing: from what every reader may look up, as Board packs are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from coprod.assessment.confirmation.queries import select_confirmed_rung
from coprod.assessment.resident_rating.models import Release, ResidentRound
from coprod.assessment.resident_rating.queries import get_round_results
from coprod.assessment.self_assessment.queries import select_latest_rung
from coprod.board.figures.enums import FigureKey
from coprod.board.figures.queries import (
    FigureContext,
    build_figures,
    select_counted,
)
from coprod.board.figures.rules import Figure, FigureRow, FigureValue, count_of, sum_people
from coprod.board.overview.enums import LIMITS, HeadlineKey
from coprod.board.overview.rules import (
    Headline,
    LevelTable,
    StartedActivity,
    build_level_table,
    list_days,
)
from coprod.board.packs.queries import AT_ONCE, PublicRow, list_public_rows, load_people_before
from coprod.core.content_version import cached
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.engagement.commitments.enums import CommitmentProgress
from coprod.engagement.commitments.models import Commitment
from coprod.engagement.commitments.queries import select_public
from coprod.engagement.commitments.rules import PublicStep, judge_progress
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import TermCount, count_by_term

FIGURES = (
    FigureKey.PROMISES,
    FigureKey.TOOK_PART,
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
    workstreams: Sequence[TermCount]
    places: Sequence[TermCount]


@cached
def load_overview() -> Overview:
    today = clock.today()
    context = FigureContext(today, list_days(today)[0], load_people_before())
    figures = build_figures(FIGURES, context)
    return Overview(
        today,
        build_headlines(context, figures[FigureKey.TOOK_PART]),
        build_level_table(list_started(), today),
        figures,
        list_public_rows(
            [each for each in figures[FigureKey.PROMISES].rows if each.group == "overdue"][
                :MOST_OVERDUE
            ]
        ),
        list_public_rows(list_newest(figures[FigureKey.STATEMENTS])[:MOST_STATEMENTS]),
        count_by_term(ListKind.WORKSTREAM, today),
        count_by_term(ListKind.LOCALITY, today),
    )


@cached
def load_headlines() -> Sequence[Headline]:
    """Return the four numbers alone, for the home page."""
    today = clock.today()
    context = FigureContext(today, list_days(today)[0], load_people_before())
    figures = build_figures([FigureKey.TOOK_PART], context)
    return build_headlines(context, figures[FigureKey.TOOK_PART])


def list_newest(figure: Figure) -> list[FigureRow]:
    """Return the last result of each statement that has a share to show."""
    return list({row.title: row for row in figure.rows if row.is_counted}.values())


def build_headlines(context: FigureContext, took_part: Figure) -> list[Headline]:
    days = list_days(context.today)
    published = load_publication_days()
    values = {
        HeadlineKey.ACTIVITIES: [count_of(count_until(published.values(), day)) for day in days],
        HeadlineKey.TOOK_PART: [
            sum_people(row for row in took_part.rows if published[row.subject_id or 0] <= day)
            for day in days
        ],
        HeadlineKey.PROMISES: count_promises(context, days),
        HeadlineKey.RATED: count_rated(days, published),
    }
    return [
        Headline(key.label, LIMITS[key], values[key], key.endpoint, key is HeadlineKey.TOOK_PART)
        for key in HeadlineKey
    ]


def count_until(days: Iterable[date], last: date) -> int:
    return sum(each <= last for each in days)


def load_publication_days() -> dict[int, date]:
    """Return when each public activity came into the register."""
    statement = select_counted(Activity.published_at, Activity.created_at)
    return {
        key: (published_at or created_at).date()
        for key, _title, published_at, created_at in session.execute(statement)
    }


def count_promises(context: FigureContext, days: Sequence[date]) -> list[FigureValue]:
    """Return how many promises had been kept on time by each day, of those that were due."""
    public = select_public(VISITOR).with_only_columns(Commitment.id)
    promises = [context.promise_steps.get(key, []) for key in session.scalars(public)]
    return [count_kept(promises, day) for day in days]


def count_kept(promises: Iterable[Sequence[PublicStep]], day: date) -> FigureValue:
    known = [[step for step in steps if step.on <= day] for steps in promises]
    progress = [judge_progress(steps[-1].state, steps, day)[1] for steps in known if steps]
    due = [each for each in progress if each is not CommitmentProgress.TO_COME]
    return count_of(due.count(CommitmentProgress.ON_TIME), len(due))


def count_rated(days: Sequence[date], published: Mapping[int, date]) -> list[FigureValue]:
    """Return of how many activities a round with enough answers had ended by each day."""
    first = load_first_result_days(published)
    return [
        count_of(count_until(first.values(), day), count_until(published.values(), day))
        for day in days
    ]


def load_first_result_days(activity_ids: Iterable[int]) -> dict[int, date]:
    """Return when the first round of residents ended of which every reader sees the result."""
    released = select(ResidentRound.activity_id).join(Release, Release.round_id == ResidentRound.id)
    keys = sorted(set(session.scalars(released.distinct())) & set(activity_ids))
    ended: dict[int, list[date]] = defaultdict(list)
    for first in range(0, len(keys), AT_ONCE):
        results = get_round_results(VISITOR, keys[first : first + AT_ONCE])
        for key, rounds in results.items():
            ended[key] += [each.closes_on for each in rounds if each.is_visible]
    return {key: min(closed) for key, closed in ended.items() if closed}


def list_started() -> list[StartedActivity]:
    columns: tuple[Any, ...] = (Activity.started, select_confirmed_rung(), select_latest_rung())
    return [
        StartedActivity(started, read_rung(confirmed), read_rung(by_team))
        for _key, _title, started, confirmed, by_team in session.execute(select_counted(*columns))
    ]


def read_rung(number: int | None) -> Rung | None:
    return Rung(number) if number else None
