"""How rungs stand, what was asked about answers, and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.accounts.users.models import Person
from coprod.assessment.answer_review.enums import Verdict
from coprod.assessment.answer_review.models import AnswerQuery, Ruling
from coprod.assessment.answer_review.policies import OPEN_TO_SCRUTINY
from coprod.assessment.answer_review.rules import Doubts, Standing
from coprod.assessment.self_assessment import policies as assessment
from coprod.assessment.self_assessment.enums import Choice, Question
from coprod.assessment.self_assessment.models import Rating, RatingAnswer
from coprod.assessment.self_assessment.queries import evidence, has_unread_notes, is_latest
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity

WITH_ITS_ENTRY = contains_eager(AnswerQuery.rating).contains_eager(Rating.activity)
WITH_ITS_ANSWERS = contains_eager(AnswerQuery.rating).selectinload(Rating.answers)


def standing(activity_ids: Sequence[int]) -> dict[int, Standing]:
    """Return how the team's rung of each of these entries stands now, in one query.

    The caller knows that these entries may be seen. Entries that nobody assessed are left out.
    """
    wanted = standings().where(Rating.activity_id.in_(activity_ids), is_latest())
    return {row.activity_id: told(row) for row in session.execute(wanted)}


def standing_of(rating: Rating) -> Standing:
    """Return how the rung of one rating stands, be it the latest or an earlier one."""
    return told(session.execute(standings().where(Rating.id == rating.id)).one())


def standing_of_each(rating_ids: Sequence[int]) -> dict[int, Standing]:
    """Return how the rungs of several ratings stand, by the number of each, in one query."""
    rows = session.execute(standings().where(Rating.id.in_(rating_ids)))
    return {each.rating_id: each for each in map(told, rows)}


def standings() -> Select[*tuple[Any, ...]]:
    return select(
        Rating.activity_id,
        Rating.id,
        Rating.rung,
        Rating.round,
        Rating.submitted_at,
        evidence(),
        Rating.is_provisional,
        *doubts(),
    ).where(Rating.submitted_at.is_not(None), Rating.rung.is_not(None))


def doubts() -> tuple[ColumnElement[int], ColumnElement[int], ColumnElement[int]]:
    """Return columns for a query of ratings: how many wait, were refused, are challenged."""
    is_open = AnswerQuery.is_open.is_(True)
    challenged = select(AnswerQuery.id).where(AnswerQuery.rating_id == Rating.id, is_open)
    return (
        count(unruled()).label("waiting"),
        count(refused()).label("refused"),
        count(challenged).label("challenged"),
    )


def told(row: Any) -> Standing:
    *said, waiting, refused, challenged = row
    activity_id, rating_id, rung, *rest = said
    doubted = Doubts(waiting, refused, challenged)
    return Standing(activity_id, rating_id, Rung(rung), *rest, doubts=doubted)  # type: ignore[misc]


def unfit() -> Select[int]:
    """Select, for a rating, its answers “does not apply” with what a curator said to each."""
    return (
        select(RatingAnswer.id)
        .outerjoin(Ruling, Ruling.answer_id == RatingAnswer.id)
        .where(RatingAnswer.rating_id == Rating.id, RatingAnswer.choice == Choice.DOES_NOT_APPLY)
    )


def unruled() -> Select[int]:
    return unfit().where(Ruling.id.is_(None))


def refused() -> Select[int]:
    return unfit().where(Ruling.verdict == Verdict.REFUSED)


def count(found: Select[int]) -> ColumnElement[int]:
    counted = found.with_only_columns(func.count())
    return counted.correlate(Rating).scalar_subquery()


def challenges(rating: Rating) -> Sequence[AnswerQuery]:
    """Return what was asked about the answers of a rating, the first question first."""
    wanted = select(AnswerQuery).where(AnswerQuery.rating_id == rating.id)
    return session.scalars(wanted.order_by(AnswerQuery.id)).all()


def challenged(rating: Rating) -> set[str]:
    """Return the names of the answers about which the team is asked now."""
    return {each.about for each in challenges(rating) if each.is_open}


def rulings(rating: Rating) -> dict[Question, Ruling]:
    wanted = select(RatingAnswer.question, Ruling).join(
        Ruling, and_(Ruling.answer_id == RatingAnswer.id, RatingAnswer.rating_id == rating.id)
    )
    return {row.question: row.Ruling for row in session.execute(wanted)}


def unfit_questions(rating: Rating) -> set[Question]:
    """Return what the team said does not apply; the rating comes with its answers."""
    return {each.question for each in rating.answers if each.choice is Choice.DOES_NOT_APPLY}


def asker(challenge: AnswerQuery) -> Person:
    return session.get_one(Person, challenge.person_id)


def challenge(
    actor: Actor, slug: str, challenge_id: int, *, to_change: bool = False
) -> AnswerQuery:
    wanted = (
        select(AnswerQuery)
        .join(AnswerQuery.rating)
        .join(Rating.activity)
        .options(WITH_ITS_ENTRY, WITH_ITS_ANSWERS)
        .where(assessment.visible_to(actor), Activity.slug == slug, AnswerQuery.id == challenge_id)
    )
    if to_change:
        wanted = wanted.with_for_update(of=AnswerQuery)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


@dataclass(frozen=True)
class Waiting:
    """Ratings that wait for curators: answers to accept or refuse, replies and notes to read."""

    to_rule_on: Sequence[Rating]
    to_close: Sequence[Rating]
    to_read: Sequence[Rating]


def waiting(actor: Actor) -> Waiting:
    """Return all that waits, in one statement."""
    why = (and_(is_latest(), unruled().correlate(Rating).exists()), has_reply(), has_unread_notes())
    flags = [condition.label(f"why_{n}") for n, condition in enumerate(why)]
    rows = session.execute(in_scrutiny(actor).where(or_(*why)).add_columns(*flags)).all()
    return Waiting(*([row[0] for row in rows if row[n]] for n in range(1, len(why) + 1)))


def has_reply() -> ColumnElement[bool]:
    return exists().where(
        AnswerQuery.rating_id == Rating.id,
        AnswerQuery.is_open.is_(True),
        AnswerQuery.replied_at.is_not(None),
    )


def in_scrutiny(actor: Actor) -> Select[Rating]:
    wanted = select(Rating).join(Rating.activity).options(contains_eager(Rating.activity))
    wanted = wanted.where(assessment.visible_to(actor), Rating.submitted_at.is_not(None))
    wanted = wanted.where(Activity.status.in_(OPEN_TO_SCRUTINY))
    return wanted.order_by(Rating.submitted_at, Rating.id)


def to_reply(activity_ids: Sequence[int]) -> Sequence[AnswerQuery]:
    """Return the challenges that the teams of these entries have not replied to yet."""
    wanted = select(AnswerQuery).join(AnswerQuery.rating).options(joinedload(AnswerQuery.rating))
    wanted = wanted.where(Rating.activity_id.in_(activity_ids))
    wanted = wanted.where(AnswerQuery.is_open.is_(True), AnswerQuery.replied_at.is_(None))
    return session.scalars(wanted.order_by(AnswerQuery.id)).all()
