"""Finding activities that stood where one stands now, and rose from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from coprod.assessment.four_ratings.queries import list_ratings_with_answers
from coprod.assessment.next_rung.rules import Hold
from coprod.assessment.self_assessment.models import Rating, RatingAnswer
from coprod.assessment.self_assessment.policies import rating_visible_to
from coprod.assessment.self_assessment.queries import is_latest
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity, ActivityTerm
from coprod.register.activities.policies import is_public_activity, visible_to
from coprod.register.activities.queries import QUEUE_COLUMNS, select_visible_activities
from coprod.register.sections.enums import WorkLevel
from coprod.register.sections.models import ActivityDetail

MOST_LOOKED_AT, MOST_SHOWN = 100, 5
Before = aliased(Rating, name="before")
Since = aliased(Rating, name="since")


@dataclass(frozen=True)
class ActivityProfile:
    """What makes activities alike: the workstreams under their names of today, and the level."""

    stream_ids: frozenset[int]
    level: WorkLevel | None


@dataclass(frozen=True)
class Rise:
    """An activity that rose, with its answers before and now, and in what it is like the other."""

    activity: Activity
    before: Rating
    now: Rating
    same_streams: Sequence[str]
    same_level: bool


def get_activity(actor: Actor, slug: str) -> Activity:
    """Return an activity that is there to be read, with no more of it than its name."""
    statement = select_visible_activities(actor).where(
        Activity.slug == slug, Activity.status.not_in(GONE)
    )
    return require_found(session.scalars(statement).one_or_none())


def find_latest_rating(actor: Actor, activity: Activity) -> Rating | None:
    """Return the assessment that counts now, with its answers."""
    statement = select(Rating).where(
        rating_visible_to(actor), Rating.activity_id == activity.id, is_latest()
    )
    return session.scalars(statement.options(joinedload(Rating.answers))).unique().one_or_none()


def get_profile(activity: Activity) -> ActivityProfile:
    streams = select(Term.in_use_id).join(ActivityTerm, ActivityTerm.term_id == Term.id)
    streams = streams.where(
        ActivityTerm.activity_id == activity.id, Term.listing == ListKind.WORKSTREAM
    )
    level = select(ActivityDetail.level).where(ActivityDetail.activity_id == activity.id)
    stream_ids = [each for each in session.scalars(streams) if each is not None]
    return ActivityProfile(frozenset(stream_ids), session.scalar(level))


def list_rises(actor: Actor, activity: Activity, alike: ActivityProfile, hold: Hold) -> list[Rise]:
    """Return a few activities like this one that were held by the same and stand higher now.

    Those that are alike in more ways come first, then those that rose last.
    """
    shares, same_level = shares_stream(alike), has_level(alike)
    statement = (
        select(Activity.id, Before.id, Since.id, shares, same_level)
        .join(Before, Before.activity_id == Activity.id)
        .join(Since, Since.activity_id == Activity.id)
        .where(
            visible_to(actor),
            is_public_activity(),
            Activity.id != activity.id,
            or_(shares, same_level),
            has_risen(hold),
            is_held_alike(hold),
        )
        .order_by(Since.id.desc(), Before.id)
        .limit(MOST_LOOKED_AT)
    )
    rows = {row[0]: row for row in session.execute(statement)}.values()
    best = sorted(rows, key=lambda row: -(bool(row[3]) + bool(row[4])))[:MOST_SHOWN]
    return build_rises(actor, best, alike) if best else []


def has_risen(hold: Hold) -> ColumnElement[bool]:
    """Stood here or lower at the end of an earlier round, and stands higher in the latest."""
    later, corrected = aliased(Rating), aliased(Rating)
    sent = [Before.submitted_at.is_not(None), Since.submitted_at.is_not(None)]
    is_last = ~exists().where(
        later.activity_id == Since.activity_id, later.submitted_at.is_not(None), later.id > Since.id
    )
    stood = ~exists().where(
        corrected.activity_id == Before.activity_id,
        corrected.round == Before.round,
        corrected.submitted_at.is_not(None),
        corrected.id > Before.id,
    )
    is_rise = [Before.rung <= hold.rung, Since.rung > hold.rung, Before.id < Since.id]
    return and_(*sent, *is_rise, is_last, stood)


def is_held_alike(hold: Hold) -> ColumnElement[bool]:
    """Was held as low by one of the same questions."""
    answered = [
        and_(RatingAnswer.question == question, RatingAnswer.choice.in_(sorted(choices)))
        for question, choices in hold.questions.items()
    ]
    by_gate = Before.free_choice.in_(sorted(hold.free_choice))
    if not answered:
        return by_gate
    return or_(by_gate, exists().where(RatingAnswer.rating_id == Before.id, or_(*answered)))


def shares_stream(alike: ActivityProfile) -> ColumnElement[bool]:
    return (
        select(ActivityTerm.id)
        .join(Term, Term.id == ActivityTerm.term_id)
        .where(
            ActivityTerm.activity_id == Activity.id,
            Term.listing == ListKind.WORKSTREAM,
            Term.in_use_id.in_(sorted(alike.stream_ids)),
        )
        .correlate(Activity)
        .exists()
    )


def has_level(alike: ActivityProfile) -> ColumnElement[bool]:
    """Two activities of unknown level are not alike in it."""
    return exists().where(
        ActivityDetail.activity_id == Activity.id,
        ActivityDetail.level.is_not(None),
        ActivityDetail.level == alike.level,
    )


def build_rises(actor: Actor, rows: Sequence[Any], alike: ActivityProfile) -> list[Rise]:
    """Return the rises themselves, in the order of the rows."""
    statement = select(Activity).where(Activity.id.in_([row[0] for row in rows]))
    statement = statement.options(QUEUE_COLUMNS, selectinload(Activity.terms))
    entries = {each.id: each for each in session.scalars(statement)}
    rating_ids = [rating_id for row in rows for rating_id in (row[1], row[2])]
    ratings = {each.id: each for each in list_ratings_with_answers(actor, rating_ids)}
    return [
        Rise(
            activity=entries[entry_id],
            before=ratings[before],
            now=ratings[now],
            same_streams=list_shared_streams(entries[entry_id], alike),
            same_level=bool(same_level),
        )
        for entry_id, before, now, _shares, same_level in rows
    ]


def list_shared_streams(activity: Activity, alike: ActivityProfile) -> list[str]:
    streams = activity.get_terms(ListKind.WORKSTREAM)
    return [term.label for term in streams if term.in_use_id in alike.stream_ids]
