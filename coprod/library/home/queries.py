"""What the home page shows: one story, places, what came of what people said, and new learning.

All of it is what everybody may read, so it is read once for each content version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import aliased, selectinload

from coprod.assessment.resident_rating.queries import count_open_rounds
from coprod.core import content_version
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.engagement.comments.enums import CommentKind, CommentState
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.commitments.models import Commitment, CommitmentStep
from coprod.engagement.commitments.queries import select_public
from coprod.learning.records.enums import LearningOutcome
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_public_record
from coprod.library.home.rules import AnsweredRequest, Quotation, choose_reply
from coprod.participation.opportunities.queries import count_upcoming, list_open_decisions
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.models import EXAMPLES, Activity, Source
from coprod.register.activities.queries import (
    ActivityRow,
    TermCount,
    count_by_term,
    is_readable_by,
    load_heads,
    load_rows,
)
from coprod.register.covers.queries import Cover, CoverPicture, Covers, build_drawn_cover
from coprod.register.sections.models import ActivityDetail

MOST_ANSWERS, MOST_LESSONS = 3, 3
LONGEST_QUOTATION = 200


@dataclass(frozen=True)
class Origins:
    """How many public activities were logged here, brought in from elsewhere, and made up."""

    here: int
    brought_in: int
    made_up: int


@content_version.cached
def count_origins() -> Origins:
    count = func.count(Activity.id)
    statement = select(Activity).where(is_readable_by(VISITOR)).outerjoin(Activity.source)
    origin_conditions = (Source.id.is_(None), Source.name != EXAMPLES, Source.name == EXAMPLES)
    counts = statement.with_only_columns(*(count.filter(each) for each in origin_conditions))
    return Origins(*map(int, session.execute(counts).one()))


@dataclass(frozen=True)
class FeaturedStory:
    """One story to read first, with what people could change and a resident's own words."""

    row: ActivityRow
    open_to_change: str
    cover: Cover
    quotation: Quotation | None


@dataclass(frozen=True)
class Lesson:
    """What one team would tell the next. ``team`` is empty where it stays unnamed."""

    slug: str
    words: str
    outcome: LearningOutcome | None
    team: str
    cover: Cover


@dataclass(frozen=True)
class HomePage:
    """All of it: also how many stories there are to read, and things to take part in today."""

    total: int
    open_now: int
    featured: FeaturedStory | None
    places: Sequence[TermCount]
    answers: Sequence[AnsweredRequest]
    lessons: Sequence[Lesson]

    @property
    def hero_picture(self) -> CoverPicture | None:
        """The picture of the featured story, which stands at the head of the page."""
        return self.featured.cover.picture if self.featured else None


@content_version.cached
def load_home() -> HomePage:
    today = clock.today()
    featured_id = find_featured_id()
    answers = list_promises(today)
    if len(answers) < MOST_ANSWERS:
        answers += list_answers(MOST_ANSWERS - len(answers))
    ids = {each.activity_id for each in answers} | {key for key in [featured_id] if key}
    rows = load_rows(load_heads(VISITOR, sorted(ids)))
    return HomePage(
        session.scalar(select(func.count(Activity.id)).where(is_readable_by(VISITOR))) or 0,
        count_open_rounds() + count_upcoming() + len(list_open_decisions()),
        load_featured(rows[featured_id]) if featured_id in rows else None,
        count_by_term(ListKind.LOCALITY, today),
        place_answers(answers, rows),
        list_lessons(),
    )


def place_answers(
    answers: Sequence[AnsweredRequest], rows: Mapping[int, ActivityRow]
) -> list[AnsweredRequest]:
    """Say of which story and of which places each is."""
    known = [(each, rows[each.activity_id]) for each in answers if each.activity_id in rows]
    return [each.at(row.head.slug, row.places) for each, row in known]


# One story


def find_featured_id() -> int | None:
    """Return the newest story that says what people could change and what came of it.

    Where no story says both: the newest that has a summary.
    """
    is_whole = and_(ActivityDetail.open_to_change != "", ActivityDetail.did != "")
    whole_first = (case((is_whole, 0), else_=1), Activity.published_at.desc(), Activity.id.desc())
    summarised = select(Activity.id).where(is_readable_by(VISITOR), Activity.summary != "")
    summarised = summarised.outerjoin(ActivityDetail, ActivityDetail.activity_id == Activity.id)
    return session.scalar(summarised.order_by(*whole_first).limit(1))


def load_featured(row: ActivityRow) -> FeaturedStory:
    open_to_change = select(ActivityDetail.open_to_change).where(
        ActivityDetail.activity_id == row.id
    )
    return FeaturedStory(
        row,
        session.scalar(open_to_change) or "",
        Covers(VISITOR, [row.id])[row.id],
        find_quotation(row.id),
    )


def find_quotation(activity_id: int) -> Quotation | None:
    """Return the newest public words of somebody who was there, if they are short enough."""
    statement = select(Comment).where(
        is_public_on_activity(Comment),
        Comment.subject_id == activity_id,
        Comment.kind == CommentKind.WAS_THERE,
        Comment.parent_id.is_(None),
        ~Comment.is_official,
        ~exists().where(Origin.comment_id == Comment.id),
    )
    comments = session.scalars(statement.order_by(Comment.id.desc()).limit(10))
    short = (each for each in comments if len(each.words) <= LONGEST_QUOTATION)
    return next((Quotation(each.words, each.name) for each in short), None)


# You said, we did


def list_promises(today: date) -> list[AnsweredRequest]:
    """Return the promises of which readers heard last, where people had asked for something."""
    heard_at = (
        select(func.max(CommitmentStep.read_at))
        .where(CommitmentStep.commitment_id == Commitment.id)
        .scalar_subquery()
    )
    statement = select_public(VISITOR).where(Commitment.request != "")
    statement = statement.options(selectinload(Commitment.steps))
    statement = statement.order_by(heard_at.desc(), Commitment.id.desc()).limit(MOST_ANSWERS)
    return [build_promise(each, today) for each in session.scalars(statement)]


def build_promise(promise: Commitment, today: date) -> AnsweredRequest:
    return AnsweredRequest(
        activity_id=promise.activity_id,
        request=promise.request,
        state=promise.state,
        reply=choose_reply(promise.words, promise.state, promise.last.proof, promise.last.reason),
        progress=promise.judge_progress(today),
        due=promise.due,
        promise_id=promise.id,
    )


def list_answers(most: int) -> list[AnsweredRequest]:
    """Return what teams answered last to what people wrote to them."""
    question = aliased(Comment)
    statement = (
        select(question, Comment)
        .join(question, question.id == Comment.parent_id)
        .join(Activity, Activity.id == question.subject_id)
        .where(is_public_on_activity(question), is_public_on_activity(Comment))
        .where(Comment.is_official, is_readable_by(VISITOR))
        .order_by(Comment.published_at.desc(), Comment.id.desc())
        .limit(most)
    )
    return [
        AnsweredRequest(parent.subject_id, parent.words, answer.words, comment_id=parent.id)
        for parent, answer in session.execute(statement)
    ]


def is_public_on_activity(comment: type[Comment]) -> ColumnElement[bool]:
    """Whether the activity itself is public is asked beside it."""
    is_about_activity = comment.subject_kind == ACTIVITY_SUBJECTS.name
    return and_(is_about_activity, comment.state == CommentState.PUBLISHED)


# New learning


def list_lessons() -> list[Lesson]:
    statement = select(LearningRecord).where(is_public_record()).limit(MOST_LESSONS)
    newest_first = (LearningRecord.published_at.desc(), LearningRecord.id.desc())
    statement = statement.order_by(*newest_first).options(selectinload(LearningRecord.terms))
    return [
        Lesson(
            each.slug,
            each.next_team,
            each.outcome,
            each.team if each.shows_team else "",
            build_drawn_cover(LearningRecord.__tablename__, each.id, each.terms),
        )
        for each in session.scalars(statement)
    ]
