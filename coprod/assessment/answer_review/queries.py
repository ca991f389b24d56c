"""How rungs stand, what was asked about answers, and what waits for whom."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.accounts.users.models import Person
from coprod.assessment.answer_review.enums import RulingVerdict
from coprod.assessment.answer_review.models import AnswerQuery, Ruling
from coprod.assessment.answer_review.policies import OPEN_TO_SCRUTINY
from coprod.assessment.answer_review.rules import Doubts, RungStatus
from coprod.assessment.self_assessment.enums import Choice, Question
from coprod.assessment.self_assessment.models import NotesReading, Rating, RatingAnswer
from coprod.assessment.self_assessment.policies import rating_visible_to
from coprod.assessment.self_assessment.queries import has_unread_notes, is_latest, select_evidence
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity

WITH_ACTIVITY = contains_eager(AnswerQuery.rating).contains_eager(Rating.activity)
WITH_ANSWERS = contains_eager(AnswerQuery.rating).selectinload(Rating.answers)


def get_rung_statuses(activity_ids: Sequence[int]) -> dict[int, RungStatus]:
    """Return the status of the team's latest rung of each of these activities, in one query.

    The caller knows that these activities may be seen. Activities that nobody assessed are left
    out.
    """
    statement = select_rung_statuses().where(Rating.activity_id.in_(activity_ids), is_latest())
    return {row.activity_id: build_rung_status(row) for row in session.execute(statement)}


def get_rung_status(rating: Rating) -> RungStatus:
    """Return the status of the rung of one rating, be it the latest or an earlier one."""
    return build_rung_status(
        session.execute(select_rung_statuses().where(Rating.id == rating.id)).one()
    )


def get_rung_statuses_by_rating(rating_ids: Sequence[int]) -> dict[int, RungStatus]:
    """Return the status of the rungs of several ratings, by rating id, in one query."""
    rows = session.execute(select_rung_statuses().where(Rating.id.in_(rating_ids)))
    return {each.rating_id: each for each in map(build_rung_status, rows)}


def select_rung_statuses() -> Select[*tuple[Any, ...]]:
    return select(
        Rating.activity_id,
        Rating.id,
        Rating.rung,
        Rating.round,
        Rating.submitted_at,
        select_evidence(),
        Rating.is_provisional,
        *select_doubts(),
    ).where(Rating.submitted_at.is_not(None), Rating.rung.is_not(None))


def select_doubts() -> tuple[ColumnElement[int], ColumnElement[int], ColumnElement[int]]:
    """Return columns for a query of ratings: how many wait, were refused, are challenged."""
    is_open = AnswerQuery.is_open.is_(True)
    challenged = select(AnswerQuery.id).where(AnswerQuery.rating_id == Rating.id, is_open)
    return (
        select_count(select_unruled_answers()).label("waiting"),
        select_count(select_refused_answers()).label("refused"),
        select_count(challenged).label("challenged"),
    )


def build_rung_status(row: Any) -> RungStatus:
    *columns, waiting, refused, challenged = row
    activity_id, rating_id, rung, *rest = columns
    doubted = Doubts(waiting, refused, challenged)
    return RungStatus(activity_id, rating_id, Rung(rung), *rest, doubts=doubted)  # type: ignore[misc]


def select_unfit_answers() -> Select[int]:
    """Select, for a rating, its answers “does not apply” with what a curator said to each."""
    return (
        select(RatingAnswer.id)
        .outerjoin(Ruling, Ruling.answer_id == RatingAnswer.id)
        .where(RatingAnswer.rating_id == Rating.id, RatingAnswer.choice == Choice.DOES_NOT_APPLY)
    )


def select_unruled_answers() -> Select[int]:
    return select_unfit_answers().where(Ruling.verdict.is_(None))


def select_refused_answers() -> Select[int]:
    return select_unfit_answers().where(Ruling.verdict == RulingVerdict.REFUSED)


def select_count(answers: Select[int]) -> ColumnElement[int]:
    counted = answers.with_only_columns(func.count())
    return counted.correlate(Rating).scalar_subquery()


def list_answer_queries(rating: Rating) -> Sequence[AnswerQuery]:
    """Return what was asked about the answers of a rating, the first question first."""
    statement = select(AnswerQuery).where(AnswerQuery.rating_id == rating.id)
    return session.scalars(statement.order_by(AnswerQuery.id)).all()


def list_queried_names(rating: Rating) -> set[str]:
    """Return the names of the answers about which the team is asked now."""
    return {each.about for each in list_answer_queries(rating) if each.is_open}


def get_rulings(rating: Rating) -> dict[Question, Ruling]:
    statement = select(RatingAnswer.question, Ruling).join(
        Ruling, and_(Ruling.answer_id == RatingAnswer.id, RatingAnswer.rating_id == rating.id)
    )
    return {row.question: row.Ruling for row in session.execute(statement)}


def list_outdated_rulings(activity: Activity) -> Sequence[Ruling]:
    """Return what waits for a ruling in assessments whose place a later one has taken."""
    statement = select(Ruling).join(Ruling.answer).join(RatingAnswer.rating)
    statement = statement.where(Rating.activity_id == activity.id, Ruling.verdict.is_(None))
    return session.scalars(statement.where(~is_latest())).all()


def list_new_unfit_answers(activity: Activity) -> Sequence[int]:
    """Return the answers “does not apply” of the latest assessment that do not wait yet."""
    statement = select_unfit_answers().correlate(None).join(RatingAnswer.rating)
    statement = statement.where(Rating.activity_id == activity.id, is_latest())
    return session.scalars(statement.where(Ruling.id.is_(None))).all()


def list_new_notes(activity: Activity) -> Sequence[int]:
    """Return the assessments with notes that do not wait yet for somebody to read them."""
    statement = select(Rating.id).where(
        Rating.activity_id == activity.id, Rating.submitted_at.is_not(None), has_unread_notes()
    )
    waits = exists().where(NotesReading.rating_id == Rating.id)
    return session.scalars(statement.where(~waits)).all()


def list_unfit_questions(rating: Rating) -> set[Question]:
    """Return what the team said does not apply; the rating comes with its answers."""
    return {each.question for each in rating.answers if each.choice is Choice.DOES_NOT_APPLY}


def get_asker(answer_query: AnswerQuery) -> Person:
    return session.get_one(Person, answer_query.person_id)


def get_answer_query(
    actor: Actor, slug: str, query_id: int, *, to_change: bool = False
) -> AnswerQuery:
    statement = (
        select(AnswerQuery)
        .join(AnswerQuery.rating)
        .join(Rating.activity)
        .options(WITH_ACTIVITY, WITH_ANSWERS)
        .where(rating_visible_to(actor), Activity.slug == slug, AnswerQuery.id == query_id)
    )
    if to_change:
        statement = statement.with_for_update(of=AnswerQuery)
    return require_found(session.scalars(statement).one_or_none())


def list_ratings_to_close(actor: Actor) -> Sequence[Rating]:
    """Return the ratings with a question that a curator can close, the first sent in first."""
    return session.scalars(select_reviewable_ratings(actor).where(has_public_reply())).all()


def has_public_reply() -> ColumnElement[bool]:
    """Return the condition that a question is open to which readers see a reply."""
    return exists().where(
        AnswerQuery.rating_id == Rating.id,
        AnswerQuery.is_open.is_(True),
        AnswerQuery.reply_read_at.is_not(None),
    )


def select_reviewable_ratings(actor: Actor) -> Select[Rating]:
    statement = select(Rating).join(Rating.activity).options(contains_eager(Rating.activity))
    statement = statement.where(rating_visible_to(actor), Rating.submitted_at.is_not(None))
    statement = statement.where(Activity.status.in_(OPEN_TO_SCRUTINY))
    return statement.order_by(Rating.submitted_at, Rating.id)


def list_unreplied_queries(activity_ids: Sequence[int]) -> Sequence[AnswerQuery]:
    """Return the challenges that the teams of these activities have not replied to yet."""
    statement = select(AnswerQuery).join(AnswerQuery.rating).options(joinedload(AnswerQuery.rating))
    statement = statement.where(Rating.activity_id.in_(activity_ids))
    statement = statement.where(AnswerQuery.is_open.is_(True), AnswerQuery.replied_at.is_(None))
    return session.scalars(statement.order_by(AnswerQuery.id)).all()
