"""Reading the four ratings of one activity or of many, in the same few queries."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from sqlalchemy import Select, and_, case, select
from sqlalchemy.orm import aliased, joinedload

from coprod.assessment.answer_review.queries import select_doubts
from coprod.assessment.answer_review.rules import Doubts
from coprod.assessment.confirmation.models import Proposal, ProposalAnswer
from coprod.assessment.confirmation.queries import is_agreed
from coprod.assessment.four_ratings.rules import FourRatings, RatingPoint, ResidentsView
from coprod.assessment.quick_pass.models import QuickPass
from coprod.assessment.quick_pass.policies import quick_pass_visible_to
from coprod.assessment.quick_pass.queries import is_current
from coprod.assessment.quick_pass.rules import QuickPassPoint
from coprod.assessment.resident_rating.queries import RoundResult, get_round_results
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.policies import rating_visible_to
from coprod.assessment.self_assessment.queries import has_read_notes, select_evidence
from coprod.core.database import IDS, cache_statement, session
from coprod.core.disclosure.enums import Hidden
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity

A_YEAR = timedelta(days=365)


class Promised(Protocol):
    """An activity, or a line that tells of one."""

    @property
    def id(self) -> int: ...

    @property
    def promised(self) -> Sequence[Rung]: ...


def get_four_ratings(actor: Actor, activities: Sequence[Promised]) -> dict[int, FourRatings]:
    """Return the four ratings of each of some activities, which the actor may see."""
    ids = [activity.id for activity in activities]
    rows = list_rows(actor, ids)
    team, confirmed = build_team_and_confirmed_points(rows)
    residents, quick_passes = get_residents_views(actor, ids), build_quick_points(rows)
    return {
        each.id: FourRatings(
            promised=tuple(each.promised),
            team=tuple(team.get(each.id, ())),
            residents=residents.get(each.id, ResidentsView()),
            confirmed=tuple(confirmed.get(each.id, ())),
            quick_pass=quick_passes.get(each.id),
        )
        for each in activities
    }


def get_residents_views(actor: Actor, ids: Sequence[int]) -> Mapping[int, ResidentsView]:
    """Return what may be shown of residents' answers; of an activity without a round, nothing."""
    round_results = get_round_results(actor, ids) if ids else {}
    return {entry: build_residents_view(rounds) for entry, rounds in round_results.items()}


def build_residents_view(rounds: Sequence[RoundResult]) -> ResidentsView:
    """Where no round has a result to show, the latest says why."""
    points = [
        build_residents_point(each, each.rung) for each in rounds if isinstance(each.rung, Rung)
    ]
    last = rounds[-1].rung
    return (
        ResidentsView(tuple(points), last.reason)
        if isinstance(last, Hidden)
        else ResidentsView(tuple(points))
    )


def build_residents_point(result: RoundResult, rung: Rung) -> RatingPoint:
    """A round has the day on which it closed. Nothing is shown of one that is open."""
    return RatingPoint(
        rung,
        result.round,
        result.closes_on,
        about=result.people.words,
        collected=result.collected.label,
        round_id=result.round_id,
        opened_on=result.opened_on,
        is_recent=result.closes_on > clock.today() - A_YEAR,
    )


PointsByActivity = dict[int, list[RatingPoint]]


def get_team_and_confirmed_points(
    actor: Actor, ids: Sequence[int]
) -> tuple[PointsByActivity, PointsByActivity]:
    """Return what the teams' answers came to, and what was confirmed of them, the latest last."""
    return build_team_and_confirmed_points(list_rows(actor, ids))


def build_team_and_confirmed_points(
    rows: Sequence[Any],
) -> tuple[PointsByActivity, PointsByActivity]:
    team: PointsByActivity = {}
    confirmed: PointsByActivity = {}
    rated = [row for row in rows if row.id is not None]
    for row in {row.id: row for row in rated}.values():
        team.setdefault(row.activity_id, []).append(build_team_point(row))
    for row in rated:
        if row.agreed_at is not None:
            confirmed.setdefault(row.activity_id, []).append(build_confirmed_point(row))
    return team, confirmed


def build_quick_points(rows: Sequence[Any]) -> dict[int, QuickPassPoint]:
    return {
        row.activity_id: QuickPassPoint(
            row.quick_pass_id,
            Rung(row.quick_rung) if row.quick_rung else None,
            clock.to_day(row.quick_at),
        )
        for row in rows
        if row.quick_pass_id is not None
    }


def list_rows(actor: Actor, ids: Sequence[int]) -> Sequence[Any]:
    return session.execute(select_ratings_and_quick_passes(actor), {"ids": ids}).all()


CONFIRMED_COLUMNS = (
    Proposal.rung.label("agreed_rung"),
    Proposal.reason,
    ProposalAnswer.words,
    ProposalAnswer.at.label("agreed_at"),
)
QUICK_PASS_COLUMNS = (
    QuickPass.id.label("quick_pass_id"),
    QuickPass.rung.label("quick_rung"),
    QuickPass.at.label("quick_at"),
)


def list_rating_columns() -> tuple[Any, ...]:
    return (
        Rating.id,
        Rating.rung,
        Rating.round,
        Rating.submitted_at,
        select_evidence(),
        Rating.is_provisional,
        case((has_read_notes(), Rating.correction), else_="").label("correction"),
        *select_doubts(),
    )


@cache_statement
def select_ratings_and_quick_passes(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Select the assessments of activities that the actor may see, and what was agreed of each.

    All in one query: what is confirmed is always a rung of one of the team's assessments, and the
    quick pass that counts now stands on each row of its activity, also where there is no other.
    """
    entry = aliased(Activity)  # the conditions look at activities of their own
    own_columns = (*list_rating_columns(), *CONFIRMED_COLUMNS, *QUICK_PASS_COLUMNS)
    is_submitted = and_(Rating.submitted_at.is_not(None), Rating.rung.is_not(None))
    its_rating = and_(Rating.activity_id == entry.id, is_submitted, rating_visible_to(actor))
    its_quick_pass = and_(
        QuickPass.activity_id == entry.id, is_current(), quick_pass_visible_to(actor)
    )
    is_agreed_answer = and_(ProposalAnswer.proposal_id == Proposal.id, is_agreed())
    return (
        select(entry.id.label("activity_id"), *own_columns)
        .select_from(entry)
        .outerjoin(Rating, its_rating)
        .outerjoin(QuickPass, its_quick_pass)
        .outerjoin(Proposal, Proposal.rating_id == Rating.id)
        .outerjoin(ProposalAnswer, is_agreed_answer)
        .where(entry.id.in_(IDS))
        .order_by(Rating.id, Proposal.id)
    )


def build_team_point(row: Any) -> RatingPoint:
    return RatingPoint(
        rung=Rung(row.rung),
        round=row.round,
        on=clock.to_day(row.submitted_at),
        rating_id=row.id,
        is_by_team=True,
        evidence=row.evidence,
        is_provisional=row.is_provisional,
        correction=row.correction,
        doubts=Doubts(row.waiting, row.refused, row.challenged),
    )


def build_confirmed_point(row: Any) -> RatingPoint:
    return RatingPoint(
        rung=Rung(row.agreed_rung),
        round=row.round,
        on=clock.to_day(row.agreed_at),
        rating_id=row.id,
        reason=row.reason,
        words=row.words,
    )


def list_ratings_with_answers(actor: Actor, rating_ids: Sequence[int]) -> Sequence[Rating]:
    """Return some assessments with their answers, in one query."""
    statement = select(Rating).where(rating_visible_to(actor), Rating.id.in_(rating_ids))
    statement = statement.options(joinedload(Rating.answers)).order_by(Rating.id)
    return session.scalars(statement).unique().all()
