"""Reading the four ratings of one entry or of many, in the same few queries."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Select, and_, case, select
from sqlalchemy.orm import joinedload

from coprod.assessment.answer_review.queries import doubts
from coprod.assessment.answer_review.rules import Doubts
from coprod.assessment.confirmation.models import Proposal, ProposalAnswer
from coprod.assessment.confirmation.queries import agreed
from coprod.assessment.four_ratings.rules import FourRatings, Mark, Residents
from coprod.assessment.resident_rating.queries import RoundResult, results
from coprod.assessment.self_assessment import policies as assessment
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.queries import evidence, is_read
from coprod.core.database import IDS, cache_statement, session
from coprod.core.disclosure.enums import Hidden
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.clock import LONDON
from coprod.register.activities.enums import Rung

A_YEAR = timedelta(days=365)


class Promised(Protocol):
    """An entry, or a line that tells of one."""

    @property
    def id(self) -> int: ...

    @property
    def promised(self) -> Sequence[Rung]: ...


def four(actor: Actor, activities: Sequence[Promised]) -> dict[int, FourRatings]:
    """Return the four ratings of each of some entries, which the actor may see."""
    ids = [activity.id for activity in activities]
    team, confirmed = said(actor, ids)
    residents = residents_view(actor, ids)
    return {
        each.id: FourRatings(
            promised=tuple(each.promised),
            team=tuple(team.get(each.id, ())),
            residents=residents.get(each.id, Residents()),
            confirmed=tuple(confirmed.get(each.id, ())),
        )
        for each in activities
    }


def residents_view(actor: Actor, ids: Sequence[int]) -> Mapping[int, Residents]:
    """Return what may be shown of residents' answers; of an entry without a round, nothing."""
    found = results(actor, ids) if ids else {}
    return {entry: as_shown(rounds) for entry, rounds in found.items()}


def as_shown(rounds: Sequence[RoundResult]) -> Residents:
    """Where no round has a result to show, the latest says why."""
    marks = [residents_mark(each, each.rung) for each in rounds if isinstance(each.rung, Rung)]
    last = rounds[-1].rung
    return (
        Residents(tuple(marks), last.reason)
        if isinstance(last, Hidden)
        else Residents(tuple(marks))
    )


def residents_mark(of: RoundResult, rung: Rung) -> Mark:
    """A round has the day on which it closed. Nothing is shown of one that is open."""
    return Mark(
        rung,
        of.round,
        of.closes_on,
        about=of.people.words,
        collected=of.collected.label,
        asking_id=of.asking_id,
        opened_on=of.opened_on,
        is_recent=of.closes_on > clock.today() - A_YEAR,
    )


Marks = dict[int, list[Mark]]


def said(actor: Actor, ids: Sequence[int]) -> tuple[Marks, Marks]:
    """Return what the teams' answers came to, and what was confirmed of them, the latest last.

    Both in one query: what is confirmed is always a rung of one of the team's assessments.
    """
    rows = session.execute(sent_in(actor), {"ids": ids}).all()
    team: Marks = {}
    confirmed: Marks = {}
    for each in {row.id: row for row in rows}.values():
        team.setdefault(each.activity_id, []).append(team_mark(each))
    for each in rows:
        if each.agreed_at is not None:
            confirmed.setdefault(each.activity_id, []).append(confirmed_mark(each))
    return team, confirmed


@cache_statement
def sent_in(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Select the assessments of entries that the actor may see, and what was agreed of each."""
    columns = (
        Rating.id,
        Rating.activity_id,
        Rating.rung,
        Rating.round,
        Rating.submitted_at,
        evidence(),
        Rating.is_provisional,
        case((is_read(), Rating.correction), else_="").label("correction"),
        Proposal.rung.label("agreed_rung"),
        Proposal.reason,
        ProposalAnswer.words,
        ProposalAnswer.at.label("agreed_at"),
        *doubts(),
    )
    both = and_(ProposalAnswer.proposal_id == Proposal.id, agreed())
    wanted = select(*columns).outerjoin(Proposal, Proposal.rating_id == Rating.id)
    return (
        wanted.outerjoin(ProposalAnswer, both)
        .where(
            Rating.activity_id.in_(IDS),
            Rating.submitted_at.is_not(None),
            Rating.rung.is_not(None),
            assessment.visible_to(actor),
        )
        .order_by(Rating.id, Proposal.id)
    )


def team_mark(each: Any) -> Mark:
    return Mark(
        rung=Rung(each.rung),
        round=each.round,
        on=day(each.submitted_at),
        rating_id=each.id,
        is_by_team=True,
        evidence=each.evidence,
        is_provisional=each.is_provisional,
        correction=each.correction,
        doubts=Doubts(each.waiting, each.refused, each.challenged),
    )


def confirmed_mark(each: Any) -> Mark:
    return Mark(
        rung=Rung(each.agreed_rung),
        round=each.round,
        on=day(each.agreed_at),
        rating_id=each.id,
        reason=each.reason,
        words=each.words,
    )


def day(when: datetime) -> date:
    return when.astimezone(LONDON).date()


def with_answers(actor: Actor, rating_ids: Sequence[int]) -> Sequence[Rating]:
    """Return some assessments with their answers, in one query."""
    wanted = select(Rating).where(assessment.visible_to(actor), Rating.id.in_(rating_ids))
    wanted = wanted.options(joinedload(Rating.answers)).order_by(Rating.id)
    return session.scalars(wanted).unique().all()
