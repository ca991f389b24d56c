"""Reading the four ratings of one activity or of many, in the same few queries."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from sqlalchemy import Select, and_, case, select
from sqlalchemy.orm import joinedload

from coprod.assessment.answer_review.queries import select_doubts
from coprod.assessment.answer_review.rules import Doubts
from coprod.assessment.confirmation.models import Proposal, ProposalAnswer
from coprod.assessment.confirmation.queries import is_agreed
from coprod.assessment.four_ratings.rules import FourRatings, RatingPoint, ResidentsView
from coprod.assessment.resident_rating.queries import RoundResult, get_round_results
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.policies import rating_visible_to
from coprod.assessment.self_assessment.queries import has_read_notes, select_evidence
from coprod.core.database import IDS, cache_statement, session
from coprod.core.disclosure.enums import Hidden
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.register.activities.enums import Rung

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
    team, confirmed = get_team_and_confirmed_points(actor, ids)
    residents = get_residents_views(actor, ids)
    return {
        each.id: FourRatings(
            promised=tuple(each.promised),
            team=tuple(team.get(each.id, ())),
            residents=residents.get(each.id, ResidentsView()),
            confirmed=tuple(confirmed.get(each.id, ())),
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
    """Return what the teams' answers came to, and what was confirmed of them, the latest last.

    Both in one query: what is confirmed is always a rung of one of the team's assessments.
    """
    rows = session.execute(select_submitted_ratings(actor), {"ids": ids}).all()
    team: PointsByActivity = {}
    confirmed: PointsByActivity = {}
    for row in {row.id: row for row in rows}.values():
        team.setdefault(row.activity_id, []).append(build_team_point(row))
    for row in rows:
        if row.agreed_at is not None:
            confirmed.setdefault(row.activity_id, []).append(build_confirmed_point(row))
    return team, confirmed


@cache_statement
def select_submitted_ratings(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Select the assessments of activities that the actor may see, and what was agreed of each."""
    columns = (
        Rating.id,
        Rating.activity_id,
        Rating.rung,
        Rating.round,
        Rating.submitted_at,
        select_evidence(),
        Rating.is_provisional,
        case((has_read_notes(), Rating.correction), else_="").label("correction"),
        Proposal.rung.label("agreed_rung"),
        Proposal.reason,
        ProposalAnswer.words,
        ProposalAnswer.at.label("agreed_at"),
        *select_doubts(),
    )
    is_agreed_answer = and_(ProposalAnswer.proposal_id == Proposal.id, is_agreed())
    statement = select(*columns).outerjoin(Proposal, Proposal.rating_id == Rating.id)
    return (
        statement.outerjoin(ProposalAnswer, is_agreed_answer)
        .where(
            Rating.activity_id.in_(IDS),
            Rating.submitted_at.is_not(None),
            Rating.rung.is_not(None),
            rating_visible_to(actor),
        )
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
