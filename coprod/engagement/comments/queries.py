"""Finding comments, and what they are about: activities, learning records, decisions, insights.

Readers find what is public, authors their own, and teams what they owe an answer; moderators ask
``coprod.engagement.moderation``. A comment never leads to what readers may not see: a record that
is withdrawn or a decision that is not signed off is no subject, and of a team that stays unnamed
a subject shows nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FunctionElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased, joinedload, selectinload

import coprod.decisions.records.policies
import coprod.intelligence.feedback.policies
from coprod.accounts.users.models import Person
from coprod.core import content_version, keyring
from coprod.core.audit_trail.models import Event
from coprod.core.audit_trail.queries import list_events
from coprod.core.database import Base, UtcDateTime, cache_statement, session
from coprod.core.keyring import hash_token
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import NotFoundError, require_found
from coprod.core.values.howmany import HowMany
from coprod.core.values.keys import parse_row_key
from coprod.decisions.records.models import DecisionActivity, DecisionRecord
from coprod.engagement.comments import policies
from coprod.engagement.comments.enums import CommentKind, CommentState
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.policies import SUBJECT_KINDS, is_owned_subject, is_public_subject
from coprod.engagement.comments.rules import REPEATED_WITHIN, Subject
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.queries import EAGER_LOADS, list_subject_names
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_from_side_of, is_public_record
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import is_in_use
from coprod.reference.safety.rules import SafetyLists, SafetyMatcher, SafetySign, build_matcher
from coprod.register.activities.models import Activity, CoOwner
from coprod.register.activities.policies import (
    get_ever_owner_ids,
    is_owned_by,
    is_public_activity,
    visible_to,
    was_ever_owned_by,
)
from coprod.register.activities.queries import list_owners
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import People

WORD_LIST_KINDS = (
    *(ListKind.SPAM_WORD, ListKind.CHANGE_WORD),
    *(ListKind.SAFETY_WORD, ListKind.SAFETY_GROUP, ListKind.SAFETY_GUARD),
)
STATES_AGAINST_TRUST = (CommentState.DECLINED, CommentState.HELD, CommentState.REWORD)
PAGE_SIZE = 30
PREVIEW_SIZE = 10
WITH_ORIGIN = (joinedload(Comment.origin), joinedload(Comment.led_to))
SMALL_GROUP = 20
"""In a group of so many or fewer, people know each other again by what they tell."""
PUBLIC_CHANGE_VERBS = ("approved changes", "corrected")
MOST_CHANGES = 50
WITH_ACTIVITY = joinedload(LearningRecord.activity).selectinload(Activity.co_owners)
WITH_ACTIVITIES = (
    selectinload(DecisionRecord.links)
    .joinedload(DecisionActivity.activity)
    .selectinload(Activity.co_owners)
)


# What can be commented on


class ActivitySubjects:
    """The activities of the register."""

    name = "entry"

    def find_by_slug(self, actor: Actor, slug: str) -> Subject | None:
        """Ask for no more than a subject has: whoever writes a comment waits for this."""
        rows = session.execute(select_activity_by_slug(actor), {"slug": slug}).all()
        co_owners = [(row.person_id, row.left_at) for row in rows if row.person_id]
        return self.build_from_row(rows[0], co_owners) if rows else None

    def build_subject(self, activity: Activity, *, for_visitor: bool = False) -> Subject:
        """Return an activity as a subject. For a visitor, its owners are not looked up."""
        co_owners = [] if for_visitor else activity.co_owners
        return self.build_from_row(activity, [(each.person_id, each.left_at) for each in co_owners])

    def build_from_row(
        self, activity: Any, co_owners: Sequence[tuple[int, datetime | None]]
    ) -> Subject:
        return Subject(
            kind=self.name,
            id=activity.id,
            slug=activity.slug,
            title=activity.title,
            endpoint="library.stories.activity",
            history_endpoint="register.revisions.history",
            owner_ids=frozenset({activity.owner_id, *(who for who, left in co_owners if not left)}),
            ever_owner_ids=get_ever_owner_ids(activity.owner_id, (who for who, _left in co_owners)),
        )

    def load_by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        statement = select(Activity).where(Activity.id.in_(set(ids)))
        activities = session.scalars(statement.options(selectinload(Activity.co_owners)))
        return {activity.id: self.build_subject(activity) for activity in activities}

    def select_public_ids(self) -> Select[int]:
        return select(Activity.id).where(is_public_activity())

    def select_owned_ids(self, actor: Actor) -> Select[int]:
        return select(Activity.id).where(is_public_activity(), is_owned_by(actor))

    def select_ever_owned_ids(self, actor: Actor) -> Select[int]:
        return select(Activity.id).where(was_ever_owned_by(actor))

    def list_owners(self, subject_id: int) -> Sequence[Person]:
        activity = session.get(Activity, subject_id)
        return list_owners(activity) if activity else ()

    def list_changes(self, subject_id: int) -> Sequence[Event]:
        is_about = and_(
            Event.subject_kind == Activity.__tablename__, Event.subject_id == subject_id
        )
        statement = select(Event).where(is_about, Event.verb.in_(PUBLIC_CHANGE_VERBS))
        return session.scalars(statement.order_by(Event.id.desc()).limit(MOST_CHANGES)).all()

    def may_single_out(self, subject_id: int) -> bool:
        activity = session.get_one(Activity, subject_id)
        how_many: HowMany | None = read_part(activity, People).took_part
        return how_many is not None and 0 < (how_many.number or 0) <= SMALL_GROUP


@cache_statement
def select_activity_by_slug(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Select an activity by its slug with its co-owners: a row for each, or one row."""
    co_owner = aliased(CoOwner)
    columns = (Activity.id, Activity.slug, Activity.title, Activity.owner_id)
    statement = select(*columns, co_owner.person_id, co_owner.left_at)
    statement = statement.outerjoin(co_owner, co_owner.activity_id == Activity.id).order_by(
        co_owner.id
    )
    return statement.where(
        visible_to(actor), is_public_activity(), Activity.slug == bindparam("slug")
    )


class LearningRecordSubjects:
    """The learning records that are is_public_activity."""

    name = "lesson"

    def build_subject(self, record: LearningRecord) -> Subject:
        activity = ACTIVITY_SUBJECTS.build_subject(record.activity) if record.activity else None
        owner_ids = activity.owner_ids if activity and record.is_from_team else frozenset()
        ever_owner_ids = activity.ever_owner_ids if activity else frozenset()
        return Subject(
            kind=self.name,
            id=record.id,
            slug=record.slug,
            title=record.next_team,
            endpoint="learning.records.record",
            history_endpoint="learning.records.record",
            url_parameter="record_slug",
            owner_ids=frozenset({record.owner_id}) | owner_ids,
            ever_owner_ids=frozenset({record.owner_id}) | ever_owner_ids,
        )

    def find_by_slug(self, _actor: Actor, slug: str) -> Subject | None:
        statement = select(LearningRecord).where(is_public_record(), LearningRecord.slug == slug)
        record = session.scalars(statement.options(WITH_ACTIVITY)).one_or_none()
        return self.build_subject(record) if record else None

    def load_by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        statement = (
            select(LearningRecord).where(LearningRecord.id.in_(set(ids))).options(WITH_ACTIVITY)
        )
        return {each.id: self.build_subject(each) for each in session.scalars(statement)}

    def select_public_ids(self) -> Select[int]:
        return select(LearningRecord.id).where(is_public_record())

    def select_owned_ids(self, actor: Actor) -> Select[int]:
        return select(LearningRecord.id).where(is_public_record(), is_from_side_of(actor))

    def select_ever_owned_ids(self, actor: Actor) -> Select[int]:
        about = LearningRecord.activity_id.in_(ACTIVITY_SUBJECTS.select_ever_owned_ids(actor))
        return select(LearningRecord.id).where(or_(LearningRecord.owner_id == actor.id, about))

    def list_owners(self, subject_id: int) -> Sequence[Person]:
        return list_owners_of(self.load_by_ids([subject_id]).values())

    def list_changes(self, subject_id: int) -> Sequence[Event]:
        return list_public_events(LearningRecord, subject_id, ("approved changes",))

    def may_single_out(self, subject_id: int) -> bool:
        """Be careful with an unnamed team: nobody knows how many people it was."""
        record = session.get_one(LearningRecord, subject_id)
        if not record.shows_team:
            return True
        return record.activity_id is not None and ACTIVITY_SUBJECTS.may_single_out(
            record.activity_id
        )


class DecisionSubjects:
    """The decision records that were signed off."""

    name = "decision"

    def build_subject(self, decision: DecisionRecord) -> Subject:
        activities = [ACTIVITY_SUBJECTS.build_subject(link.activity) for link in decision.links]
        return Subject(
            kind=self.name,
            id=decision.id,
            slug=decision.slug,
            title=decision.title,
            endpoint="decisions.records.decision",
            history_endpoint="decisions.records.decision",
            url_parameter="decision",
            owner_ids=frozenset({decision.person_id}).union(*(e.owner_ids for e in activities)),
            ever_owner_ids=frozenset({decision.person_id}).union(
                *(e.ever_owner_ids for e in activities)
            ),
        )

    def find_by_slug(self, _actor: Actor, slug: str) -> Subject | None:
        statement = select(DecisionRecord).where(
            coprod.decisions.records.policies.is_signed(), DecisionRecord.slug == slug
        )
        decision = session.scalars(statement.options(WITH_ACTIVITIES)).one_or_none()
        return self.build_subject(decision) if decision else None

    def load_by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        statement = (
            select(DecisionRecord).where(DecisionRecord.id.in_(set(ids))).options(WITH_ACTIVITIES)
        )
        return {each.id: self.build_subject(each) for each in session.scalars(statement)}

    def select_public_ids(self) -> Select[int]:
        return select(DecisionRecord.id).where(coprod.decisions.records.policies.is_signed())

    def select_owned_ids(self, actor: Actor) -> Select[int]:
        linked_ids = self.select_linked_ids(select(Activity.id).where(is_owned_by(actor)))
        is_mine = or_(DecisionRecord.person_id == actor.id, DecisionRecord.id.in_(linked_ids))
        return select(DecisionRecord.id).where(
            coprod.decisions.records.policies.is_signed(), is_mine
        )

    def select_ever_owned_ids(self, actor: Actor) -> Select[int]:
        linked_ids = self.select_linked_ids(ACTIVITY_SUBJECTS.select_ever_owned_ids(actor))
        return select(DecisionRecord.id).where(
            or_(DecisionRecord.person_id == actor.id, DecisionRecord.id.in_(linked_ids))
        )

    def select_linked_ids(self, activity_ids: Select[int]) -> Select[int]:
        return select(DecisionActivity.decision_id).where(
            DecisionActivity.activity_id.in_(activity_ids)
        )

    def list_owners(self, subject_id: int) -> Sequence[Person]:
        return list_owners_of(self.load_by_ids([subject_id]).values())

    def list_changes(self, subject_id: int) -> Sequence[Event]:
        verbs = ("added a note", "looked at again", "checked the promise")
        return list_public_events(DecisionRecord, subject_id, verbs)

    def may_single_out(self, subject_id: int) -> bool:
        statement = select(DecisionActivity.activity_id).where(
            DecisionActivity.decision_id == subject_id
        )
        return any(
            ACTIVITY_SUBJECTS.may_single_out(each) for each in session.scalars(statement).all()
        )


class InsightSubjects:
    """The insight summaries that are public. Those who wrote one answer for it."""

    name = "insight"

    def build_subject(self, insight: Insight, writer_ids: frozenset[int]) -> Subject:
        return Subject(
            kind=self.name,
            id=insight.id,
            slug=str(insight.id),
            title=", ".join(
                [insight.source, *(n for n in list_subject_names(insight) if isinstance(n, str))]
            ),
            endpoint="intelligence.feedback.summary",
            history_endpoint="intelligence.feedback.summary",
            url_parameter="insight_id",
            owner_ids=writer_ids,
            ever_owner_ids=writer_ids,
        )

    def find_by_slug(self, _actor: Actor, slug: str) -> Subject | None:
        """Find one by its number, which is its only name."""
        insight_id = parse_row_key(slug)
        if insight_id is None:
            return None
        statement = select(Insight.id).where(
            coprod.intelligence.feedback.policies.visible_to(VISITOR), Insight.id == insight_id
        )
        return next(iter(self.load_by_ids(session.scalars(statement).all()).values()), None)

    def load_by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        statement = select(Insight).where(Insight.id.in_(set(ids))).options(*EAGER_LOADS)
        insights = session.scalars(statement).all()
        writers = self.load_writer_ids([each.id for each in insights])
        return {
            each.id: self.build_subject(each, writers.get(each.id, frozenset()))
            for each in insights
        }

    def load_writer_ids(self, ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
        statement = select(Event.subject_id, Event.person_id).where(
            self.is_about_insight(), Event.subject_id.in_(ids)
        )
        rows = session.execute(statement).all()
        return {key: frozenset(who for of, who in rows if of == key and who) for key, _ in rows}

    def is_about_insight(self) -> ColumnElement[bool]:
        return Event.subject_kind == Insight.__tablename__

    def select_public_ids(self) -> Select[int]:
        return select(Insight.id).where(coprod.intelligence.feedback.policies.visible_to(VISITOR))

    def select_owned_ids(self, actor: Actor) -> Select[int]:
        return self.select_public_ids().where(Insight.id.in_(self.select_ever_owned_ids(actor)))

    def select_ever_owned_ids(self, actor: Actor) -> Select[int]:
        return select(Event.subject_id).where(self.is_about_insight(), Event.person_id == actor.id)

    def list_owners(self, subject_id: int) -> Sequence[Person]:
        return list_owners_of(self.load_by_ids([subject_id]).values())

    def list_changes(self, subject_id: int) -> Sequence[Event]:
        return list_public_events(Insight, subject_id, ("changed feedback",))

    def may_single_out(self, subject_id: int) -> bool:
        """Of how many people it tells is not for all to know: so whoever writes takes care."""
        people = session.get_one(Insight, subject_id).people
        return people is None or people <= SMALL_GROUP


def list_owners_of(subjects: Iterable[Subject]) -> Sequence[Person]:
    ids = {each for subject in subjects for each in subject.owner_ids}
    statement = select(Person).where(Person.id.in_(ids), Person.active)
    return session.scalars(statement.order_by(Person.id)).all()


def list_public_events(
    model: type[Base], subject_id: int, verbs: tuple[str, ...]
) -> Sequence[Event]:
    is_about = and_(Event.subject_kind == model.__tablename__, Event.subject_id == subject_id)
    statement = select(Event).where(is_about, Event.verb.in_(verbs), Event.is_public)
    return session.scalars(statement.order_by(Event.id.desc()).limit(MOST_CHANGES)).all()


ACTIVITY_SUBJECTS = ActivitySubjects()
LEARNING_RECORD_SUBJECTS, DECISION_SUBJECTS, INSIGHT_SUBJECTS = (
    LearningRecordSubjects(),
    DecisionSubjects(),
    InsightSubjects(),
)
SubjectKey = tuple[str, int]


def get_subject(actor: Actor, kind: str, slug: str) -> Subject:
    """Return a subject by its address, if readers see it now."""
    subject_kind = SUBJECT_KINDS.get(kind)
    return require_found(subject_kind.find_by_slug(actor, slug) if subject_kind else None)


def load_subjects(subject_keys: Iterable[SubjectKey]) -> dict[SubjectKey, Subject]:
    """Return several subjects, by one query for each kind."""
    keys = list(subject_keys)
    return {
        (name, subject.id): subject
        for name, kind in SUBJECT_KINDS.items()
        if any(each == name for each, _id in keys)
        for subject in kind.load_by_ids(key for each, key in keys if each == name).values()
    }


def load_subjects_by_comment(comments: Sequence[Comment]) -> dict[int, Subject]:
    """Return what each of some comments is about, by the comment's id."""
    subjects = load_subjects((each.subject_kind, each.subject_id) for each in comments)
    return {
        each.id: subjects[each.subject_kind, each.subject_id]
        for each in comments
        if (each.subject_kind, each.subject_id) in subjects
    }


def get_comment_subject(comment: Comment) -> Subject:
    """Return what a comment is about, which readers see."""
    key = (comment.subject_kind, comment.subject_id)
    return require_found(load_subjects([key]).get(key))


# The comments on a subject


@dataclass(frozen=True)
class CommentsFilter:
    """Which comments a reader asks for."""

    kind: CommentKind | None = None
    page: int = 1
    page_size: int = PAGE_SIZE


@dataclass(frozen=True)
class CommentsSlice:
    """One page of the comments on a subject, the parents of its answers, and the totals."""

    comments: Sequence[Comment]
    parents: Mapping[int, Comment]
    count_by_kind: dict[CommentKind, int]
    total: int
    total_with_answers: int


def load_comments_slice(subject: Subject, criteria: CommentsFilter) -> CommentsSlice:
    """Return one page: the latest comment first, the answers under each in their order.

    One statement brings the comments, what they answer and the counts; counting alone takes
    another where a page is empty or shows one kind only.
    """
    has_totals = criteria.kind is None
    offset = (criteria.page - 1) * criteria.page_size
    parameters = {
        "kind": subject.kind,
        "subject": subject.id,
        "most": criteria.page_size,
        "begins": offset,
    }
    rows: list[Any] = list(session.execute(select_page(criteria.kind), parameters))
    comments = [row[0] for row in rows]
    parents = {row[1].id: row[1] for row in rows if row[1] is not None}
    total_with_answers, total, *kind_counts = (
        rows[0][2:] if rows and has_totals else count_comments(subject, criteria)
    )
    all_kinds = dict(zip(CommentKind, kind_counts, strict=True))
    count_by_kind = {kind: number for kind, number in all_kinds.items() if number}
    return CommentsSlice(comments, parents, count_by_kind, total, total_with_answers)


@cache_statement
def select_page(kind: CommentKind | None) -> Select[*tuple[Any, ...]]:
    """Select one page of the comments on a subject, with their parents and the totals."""
    parent = aliased(Comment)
    totals = [each.over() for each in list_count_columns()] if kind is None else []
    statement = select(Comment, parent, *totals).outerjoin(parent, is_answer_to(parent))
    is_shown = policies.appears_under_subject(bindparam("kind"), bindparam("subject"))
    statement = (
        statement.where(is_shown, *list_kind_conditions(kind))
        .options(*WITH_ORIGIN)
        .order_by(*order_by_thread())
    )
    return statement.limit(bindparam("most", type_=Integer)).offset(
        bindparam("begins", type_=Integer)
    )


def count_comments(subject: Subject, criteria: CommentsFilter) -> tuple[int, ...]:
    """Count the comments on a subject, where the rows of a page do not carry the totals."""
    if criteria.kind is None and criteria.page == 1:
        return (0,) * (2 + len(CommentKind))
    totals = select(*list_count_columns()).where(
        policies.appears_under_subject(subject.kind, subject.id)
    )
    return tuple(number or 0 for number in session.execute(totals).one())


def list_count_columns() -> list[FunctionElement[int]]:
    """Return the columns to count: all rows, people's comments, and each kind of comment."""
    is_public_comment = and_(Comment.state == CommentState.PUBLISHED, ~Comment.is_official)
    kind_counts = [
        func.sum(case((and_(is_public_comment, Comment.kind == kind), 1), else_=0))
        for kind in CommentKind
    ]
    return [func.count(), func.sum(case((is_public_comment, 1), else_=0)), *kind_counts]


def is_answer_to(parent: type[Comment]) -> ColumnElement[bool]:
    """Return the condition that a comment is an answer to this one, which is public."""
    is_visible = and_(
        parent.state == CommentState.PUBLISHED,
        is_public_subject(parent.subject_kind, parent.subject_id),
    )
    return and_(parent.id == func.coalesce(Comment.answers_id, Comment.parent_id), is_visible)


def order_by_thread() -> tuple[Any, ...]:
    is_under = case((Comment.parent_id.is_(None), 0), else_=1)
    is_readers = case((Comment.is_official, 0), else_=1)
    thread = func.coalesce(Comment.parent_id, Comment.id)
    return thread.desc(), is_under, is_readers, Comment.id


def list_kind_conditions(kind: CommentKind | None) -> list[ColumnElement[bool]]:
    return [Comment.kind == kind, ~Comment.is_official] if kind else []


def list_new_comments(
    kind: str, subject_id: int, since: datetime | None, until: datetime | None, most: int
) -> Sequence[Comment]:
    """Return comments and answers that readers saw first in a time, the newest first.

    What was brought in from another site is no news.
    """
    is_imported = Comment.id.in_(select(Origin.comment_id).where(Origin.source.is_not(None)))
    conditions = [
        policies.is_published(),
        Comment.subject_kind == kind,
        Comment.subject_id == subject_id,
        ~is_imported,
        *([Comment.published_at > since] if since else []),
        *([Comment.published_at <= until] if until else []),
    ]
    statement = select(Comment).where(*conditions).order_by(Comment.published_at.desc())
    return session.scalars(statement.order_by(Comment.id.desc()).limit(most)).all()


def get_public_comment(comment_id: int, *, to_change: bool = False) -> Comment:
    """Return a comment that everybody reads now."""
    is_it = and_(Comment.id == comment_id, policies.is_published())
    return get_one(select(Comment).where(is_it), to_change=to_change)


# One's own comments


def get_own_comment(
    actor: Actor, token: str, comment_id: int, *, to_change: bool = False
) -> Comment:
    """Return somebody's own comment, by the private link or from the account."""
    if token:
        return get_own_by_token(token, to_change=to_change)
    return get_own_by_account(actor, comment_id, to_change=to_change)


def get_own_by_token(token: str, *, to_change: bool = False) -> Comment:
    """Return a comment by its private link."""
    is_it = Comment.token_hash == hash_token(token)
    return get_one(select(Comment).where(is_it), to_change=to_change)


def find_own_by_token(token: str) -> Comment | None:
    """Return the comment of a private link, or nothing when it was deleted or moved."""
    return session.scalars(select(Comment).where(Comment.token_hash == hash_token(token))).first()


def get_own_by_account(actor: Actor, comment_id: int, *, to_change: bool = False) -> Comment:
    if actor.id is None:
        raise NotFoundError
    is_it = and_(Comment.id == comment_id, Comment.person_id == actor.id)
    return get_one(select(Comment).where(is_it), to_change=to_change)


def get_one(statement: Select[Comment], *, to_change: bool) -> Comment:
    """Return one comment; ``to_change`` holds it until the end of the transaction."""
    with_relations = statement.options(*WITH_ORIGIN, joinedload(Comment.route))
    return require_found(
        session.scalars(
            with_relations.with_for_update(of=Comment) if to_change else with_relations
        ).first()
    )


def list_own_comments(actor: Actor) -> Sequence[Comment]:
    """Return everything that somebody wrote here, the latest first."""
    if actor.id is None:
        return []
    statement = select(Comment).where(Comment.person_id == actor.id).options(*WITH_ORIGIN)
    return session.scalars(statement.order_by(Comment.id.desc())).all()


def get_comment_token(comment: Comment) -> str:
    """Return the token of its private link. Earlier versions made it with the secret key."""
    older = keyring.list_digests(f"comment {comment.encrypted_token}")
    return keyring.find_link_token(comment.encrypted_token, comment.token_hash, older)


def get_author_email(person_id: int | None, email: str | None) -> str:
    """Return where an author is written to, if anywhere: by their account, or as they asked."""
    if person_id is None:
        return email or ""
    author = session.get(Person, person_id)
    return (author.email or "") if author and author.active else ""


# What decides about a comment that comes in


@dataclass(frozen=True)
class SubmissionContext:
    """What decides about a comment that is about to be saved.

    ``is_repeated``: the same words were sent before, a short while ago.
    """

    is_public: bool
    is_repeated: bool
    are_others_waiting: bool


def load_submission_context(comment: Comment) -> SubmissionContext:
    """Return what decides about a comment that is not saved yet, by one statement."""
    parameters = {
        "subject": comment.subject_id,
        "mark": comment.words_hash or None,
        "since": clock.now() - REPEATED_WITHIN,
    }
    with session.no_autoflush:
        return SubmissionContext(
            *session.execute(select_submission_context(comment.subject_kind), parameters).one()
        )


@cache_statement
def select_submission_context(kind: str) -> Select[bool, bool, bool]:
    public = SUBJECT_KINDS[kind].select_public_ids()
    (key,) = public.selected_columns
    is_same = and_(
        Comment.words_hash == bindparam("mark"),
        Comment.sent_at > bindparam("since", type_=UtcDateTime),
    )
    return select(
        public.where(key == bindparam("subject")).exists(),
        exists().where(is_same),
        exists().where(Comment.state == CommentState.WAITING),
    )


@dataclass(frozen=True)
class WordLists:
    """The lists by which a comment is looked at."""

    spam: Sequence[str]
    changes: Sequence[str]
    safety: SafetyMatcher


@content_version.cached
def load_word_lists() -> WordLists:
    """Return the words of the lists by which a comment is looked at, with their other forms."""
    terms: dict[ListKind, list[Any]] = {each: [] for each in WORD_LIST_KINDS}
    columns = (Term.listing, Term.key, Term.label, Term.note, Term.aliases)
    statement = select(*columns).where(Term.listing.in_(WORD_LIST_KINDS), is_in_use(clock.today()))
    for term in session.execute(statement.order_by(Term.position, Term.id)):
        terms[term.listing].append(term)
    words = {
        listing: [name for line in listed for name in (line.label, *line.aliases)]
        for listing, listed in terms.items()
    }
    safety = SafetyLists(
        patterns=tuple(
            (line.note, (line.label, *line.aliases)) for line in terms[ListKind.SAFETY_WORD]
        ),
        groups=tuple((line.key, tuple(line.aliases)) for line in terms[ListKind.SAFETY_GROUP]),
        guards=tuple(words[ListKind.SAFETY_GUARD]),
    )
    return WordLists(words[ListKind.SPAM_WORD], words[ListKind.CHANGE_WORD], build_matcher(safety))


def find_safety_signs(comments: Iterable[Comment]) -> dict[int, tuple[SafetySign, ...]]:
    """Return why each of some comments is read first, by the patterns of today."""
    safety = load_word_lists().safety
    return {
        each.id: safety.find_signs(each.words) if each.may_be_unsafe else () for each in comments
    }


def is_trusted(actor: Actor, after: int) -> bool:
    """Tell whether enough comments of somebody were published as they were, and no other."""
    if not after or actor.id is None:
        return False
    is_fine = (Comment.state == CommentState.PUBLISHED) & (Comment.public_body == "")
    is_not_fine = (
        Comment.state.in_(STATES_AGAINST_TRUST)
        | (Comment.public_body != "")
        | Comment.left_on.is_not(None)
    )
    statement = select(
        func.coalesce(func.sum(case((is_fine, 1), else_=0)), 0),
        func.coalesce(func.sum(case((is_not_fine, 1), else_=0)), 0),
    ).where(Comment.person_id == actor.id, ~Comment.is_official)
    fine, not_fine = session.execute(statement).one()
    return fine >= after and not not_fine


def are_others_waiting(comment: Comment) -> bool:
    """Tell whether nobody has read something else yet."""
    is_other = Comment.id != comment.id
    return bool(
        session.scalar(select(exists().where(Comment.state == CommentState.WAITING, is_other)))
    )


# What teams owe an answer


def list_comments_to_answer(actor: Actor) -> Sequence[Comment]:
    """Return the comments that somebody's teams still owe an answer, the longest wait first."""
    if actor.id is None:
        return []
    is_theirs = is_owned_subject(actor, Comment.subject_kind, Comment.subject_id)
    statement = select(Comment).where(is_answer_owed(), is_theirs)
    return session.scalars(statement.order_by(Comment.answer_by, Comment.id)).all()


def list_overdue_comments(today: date) -> Sequence[Comment]:
    """Return what is late, whoever owes it. Held until the command has written its letters."""
    statement = select(Comment).where(is_answer_owed(), Comment.answer_by < today)
    return session.scalars(statement.order_by(Comment.id).with_for_update(of=Comment)).all()


def is_answer_owed() -> ColumnElement[bool]:
    is_asked = and_(Comment.answer_by.is_not(None), Comment.answer_sent_at.is_(None))
    return and_(policies.is_published(), is_asked)


def get_answered_comment(answer: Comment) -> Comment:
    """Return the comment that an official answer is for."""
    return session.get_one(Comment, answer.answers_id or answer.parent_id)


def has_named_change(comment: Comment) -> bool:
    """Tell whether somebody has said before which change a comment led to."""
    return any(
        event.verb == "said what a comment led to" and event.details.get("step")
        for event in list_events(comment, public_only=False)
    )


def list_changes_since(comment: Comment) -> Sequence[Event]:
    """Return what was changed in the thing a comment is about since the comment came."""
    events = SUBJECT_KINDS[comment.subject_kind].list_changes(comment.subject_id)
    return [note for note in events if note.at >= comment.sent_at]
