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

from coprod.accounts.users.models import Person
from coprod.accounts.users.queries import hash_token
from coprod.core import content_version, keyring
from coprod.core.audit_trail.models import Event
from coprod.core.database import Base, UtcDateTime, cache_statement, session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import NotFoundError
from coprod.core.values.howmany import HowMany
from coprod.decisions.records import policies as records
from coprod.decisions.records.models import DecisionEntry, DecisionRecord
from coprod.engagement.comments import policies
from coprod.engagement.comments.enums import Kind, State
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import SUBJECT_KINDS, is_owned, is_public
from coprod.engagement.comments.rules import REPEATED_WITHIN, Subject
from coprod.intelligence.feedback import policies as feedback
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.queries import WITH_NAMES, names
from coprod.learning.records import policies as learning
from coprod.learning.records.models import LearningRecord
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import in_use
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

LISTINGS = (
    *(ListKind.SPAM_WORD, ListKind.CHANGE_WORD),
    *(ListKind.SAFETY_WORD, ListKind.SAFETY_GROUP, ListKind.SAFETY_GUARD),
)
NOT_FINE = (State.DECLINED, State.HELD, State.REWORD)
A_PAGE = 30
A_FEW = 10
IN_A_LIST = (joinedload(Comment.origin), joinedload(Comment.led_to))
LONGEST_NUMBER = 9
SMALL_GROUP = 20
"""In a group of so many or fewer, people know each other again by what they tell."""
CHANGES = ("approved changes", "corrected")
MOST_CHANGES = 50
WITH_ENTRY = joinedload(LearningRecord.activity).selectinload(Activity.co_owners)
WITH_ENTRIES = (
    selectinload(DecisionRecord.links)
    .joinedload(DecisionEntry.activity)
    .selectinload(Activity.co_owners)
)


# What can be commented on


class Entries:
    """The entries of the register."""

    name = "entry"

    def by_slug(self, actor: Actor, slug: str) -> Subject | None:
        """Ask for no more than a subject has: whoever writes a comment waits for this."""
        rows = session.execute(named_entry(actor), {"slug": slug}).all()
        beside = [(row.person_id, row.left_at) for row in rows if row.person_id]
        return self.told(rows[0], beside) if rows else None

    def of(self, activity: Activity, *, for_visitor: bool = False) -> Subject:
        """Return an entry as a subject. A visitor is none of its owners: they are not asked for."""
        beside = [] if for_visitor else activity.co_owners
        return self.told(activity, [(each.person_id, each.left_at) for each in beside])

    def told(self, entry: Any, beside: Sequence[tuple[int, datetime | None]]) -> Subject:
        return Subject(
            kind=self.name,
            id=entry.id,
            slug=entry.slug,
            title=entry.title,
            endpoint="library.stories.activity",
            history="register.revisions.history",
            owner_ids=frozenset({entry.owner_id, *(who for who, left in beside if not left)}),
            hand_ids=get_ever_owner_ids(entry.owner_id, (who for who, _left in beside)),
        )

    def by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        wanted = select(Activity).where(Activity.id.in_(set(ids)))
        found = session.scalars(wanted.options(selectinload(Activity.co_owners)))
        return {activity.id: self.of(activity) for activity in found}

    def public(self) -> Select[int]:
        return select(Activity.id).where(is_public_activity())

    def owned_by(self, actor: Actor) -> Select[int]:
        return select(Activity.id).where(is_public_activity(), is_owned_by(actor))

    def in_hand_of(self, actor: Actor) -> Select[int]:
        return select(Activity.id).where(was_ever_owned_by(actor))

    def owners(self, subject_id: int) -> Sequence[Person]:
        activity = session.get(Activity, subject_id)
        return list_owners(activity) if activity else ()

    def changes(self, subject_id: int) -> Sequence[Event]:
        of_it = and_(Event.subject_kind == Activity.__tablename__, Event.subject_id == subject_id)
        wanted = select(Event).where(of_it, Event.verb.in_(CHANGES))
        return session.scalars(wanted.order_by(Event.id.desc()).limit(MOST_CHANGES)).all()

    def may_single_out(self, subject_id: int) -> bool:
        activity = session.get_one(Activity, subject_id)
        how_many: HowMany | None = read_part(activity, People).took_part
        return how_many is not None and 0 < (how_many.number or 0) <= SMALL_GROUP


@cache_statement
def named_entry(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Select an entry by its address, with those beside its owner: a row for each, or one."""
    beside = aliased(CoOwner)
    columns = (Activity.id, Activity.slug, Activity.title, Activity.owner_id)
    wanted = select(*columns, beside.person_id, beside.left_at)
    wanted = wanted.outerjoin(beside, beside.activity_id == Activity.id).order_by(beside.id)
    return wanted.where(visible_to(actor), is_public_activity(), Activity.slug == bindparam("slug"))


class Lessons:
    """The learning records that are published."""

    name = "lesson"

    def of(self, record: LearningRecord) -> Subject:
        entry = ENTRIES.of(record.activity) if record.activity else None
        beside = entry.owner_ids if entry and record.is_from_team else frozenset()
        hands = entry.hand_ids if entry else frozenset()
        return Subject(
            kind=self.name,
            id=record.id,
            slug=record.slug,
            title=record.next_team,
            endpoint="learning.records.record",
            history="learning.records.record",
            named="lesson",
            owner_ids=frozenset({record.owner_id}) | beside,
            hand_ids=frozenset({record.owner_id}) | hands,
        )

    def by_slug(self, _actor: Actor, slug: str) -> Subject | None:
        wanted = select(LearningRecord).where(
            learning.is_public_record(), LearningRecord.slug == slug
        )
        found = session.scalars(wanted.options(WITH_ENTRY)).one_or_none()
        return self.of(found) if found else None

    def by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        wanted = select(LearningRecord).where(LearningRecord.id.in_(set(ids))).options(WITH_ENTRY)
        return {each.id: self.of(each) for each in session.scalars(wanted)}

    def public(self) -> Select[int]:
        return select(LearningRecord.id).where(learning.is_public_record())

    def owned_by(self, actor: Actor) -> Select[int]:
        return select(LearningRecord.id).where(
            learning.is_public_record(), learning.is_from_side_of(actor)
        )

    def in_hand_of(self, actor: Actor) -> Select[int]:
        about = LearningRecord.activity_id.in_(ENTRIES.in_hand_of(actor))
        return select(LearningRecord.id).where(or_(LearningRecord.owner_id == actor.id, about))

    def owners(self, subject_id: int) -> Sequence[Person]:
        return people(self.by_ids([subject_id]).values())

    def changes(self, subject_id: int) -> Sequence[Event]:
        return public_notes(LearningRecord, subject_id, ("approved changes",))

    def may_single_out(self, subject_id: int) -> bool:
        """Of an unnamed team nobody is told how many they were: then be careful."""
        record = session.get_one(LearningRecord, subject_id)
        if not record.shows_team:
            return True
        return record.activity_id is not None and ENTRIES.may_single_out(record.activity_id)


class Decisions:
    """The decision records that were signed off."""

    name = "decision"

    def of(self, decision: DecisionRecord) -> Subject:
        entries = [ENTRIES.of(link.activity) for link in decision.links]
        return Subject(
            kind=self.name,
            id=decision.id,
            slug=decision.slug,
            title=decision.title,
            endpoint="decisions.records.decision",
            history="decisions.records.decision",
            named="decision",
            owner_ids=frozenset({decision.person_id}).union(*(e.owner_ids for e in entries)),
            hand_ids=frozenset({decision.person_id}).union(*(e.hand_ids for e in entries)),
        )

    def by_slug(self, _actor: Actor, slug: str) -> Subject | None:
        wanted = select(DecisionRecord).where(records.signed(), DecisionRecord.slug == slug)
        found = session.scalars(wanted.options(WITH_ENTRIES)).one_or_none()
        return self.of(found) if found else None

    def by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        wanted = select(DecisionRecord).where(DecisionRecord.id.in_(set(ids))).options(WITH_ENTRIES)
        return {each.id: self.of(each) for each in session.scalars(wanted)}

    def public(self) -> Select[int]:
        return select(DecisionRecord.id).where(records.signed())

    def owned_by(self, actor: Actor) -> Select[int]:
        its = self.linked_to(select(Activity.id).where(is_owned_by(actor)))
        mine = or_(DecisionRecord.person_id == actor.id, DecisionRecord.id.in_(its))
        return select(DecisionRecord.id).where(records.signed(), mine)

    def in_hand_of(self, actor: Actor) -> Select[int]:
        its = self.linked_to(ENTRIES.in_hand_of(actor))
        return select(DecisionRecord.id).where(
            or_(DecisionRecord.person_id == actor.id, DecisionRecord.id.in_(its))
        )

    def linked_to(self, entries: Select[int]) -> Select[int]:
        return select(DecisionEntry.decision_id).where(DecisionEntry.activity_id.in_(entries))

    def owners(self, subject_id: int) -> Sequence[Person]:
        return people(self.by_ids([subject_id]).values())

    def changes(self, subject_id: int) -> Sequence[Event]:
        verbs = ("added a note", "looked at again", "checked the promise")
        return public_notes(DecisionRecord, subject_id, verbs)

    def may_single_out(self, subject_id: int) -> bool:
        wanted = select(DecisionEntry.activity_id).where(DecisionEntry.decision_id == subject_id)
        return any(ENTRIES.may_single_out(each) for each in session.scalars(wanted).all())


class Insights:
    """The insight summaries that are public. Those who wrote one answer for it."""

    name = "insight"

    def of(self, insight: Insight, writers: frozenset[int]) -> Subject:
        return Subject(
            kind=self.name,
            id=insight.id,
            slug=str(insight.id),
            title=", ".join([insight.source, *(n for n in names(insight) if isinstance(n, str))]),
            endpoint="intelligence.feedback.summary",
            history="intelligence.feedback.summary",
            named="insight_id",
            owner_ids=writers,
            hand_ids=writers,
        )

    def by_slug(self, _actor: Actor, slug: str) -> Subject | None:
        """Find one by its number, which is its only name."""
        if not slug.isdigit() or len(slug) > LONGEST_NUMBER:
            return None
        wanted = select(Insight.id).where(feedback.visible_to(VISITOR), Insight.id == int(slug))
        return next(iter(self.by_ids(session.scalars(wanted).all()).values()), None)

    def by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        wanted = select(Insight).where(Insight.id.in_(set(ids))).options(*WITH_NAMES)
        found = session.scalars(wanted).all()
        writers = self.writers([each.id for each in found])
        return {each.id: self.of(each, writers.get(each.id, frozenset())) for each in found}

    def writers(self, ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
        wanted = select(Event.subject_id, Event.person_id).where(
            self.notes(), Event.subject_id.in_(ids)
        )
        rows = session.execute(wanted).all()
        return {key: frozenset(who for of, who in rows if of == key and who) for key, _ in rows}

    def notes(self) -> ColumnElement[bool]:
        return Event.subject_kind == Insight.__tablename__

    def public(self) -> Select[int]:
        return select(Insight.id).where(feedback.visible_to(VISITOR))

    def owned_by(self, actor: Actor) -> Select[int]:
        return self.public().where(Insight.id.in_(self.in_hand_of(actor)))

    def in_hand_of(self, actor: Actor) -> Select[int]:
        return select(Event.subject_id).where(self.notes(), Event.person_id == actor.id)

    def owners(self, subject_id: int) -> Sequence[Person]:
        return people(self.by_ids([subject_id]).values())

    def changes(self, subject_id: int) -> Sequence[Event]:
        return public_notes(Insight, subject_id, ("changed feedback",))

    def may_single_out(self, subject_id: int) -> bool:
        """Of how many people it tells is not for all to know: so whoever writes takes care."""
        people = session.get_one(Insight, subject_id).people
        return people is None or people <= SMALL_GROUP


def people(subjects: Iterable[Subject]) -> Sequence[Person]:
    ids = {each for subject in subjects for each in subject.owner_ids}
    wanted = select(Person).where(Person.id.in_(ids), Person.active)
    return session.scalars(wanted.order_by(Person.id)).all()


def public_notes(kind: type[Base], subject_id: int, verbs: tuple[str, ...]) -> Sequence[Event]:
    of_it = and_(Event.subject_kind == kind.__tablename__, Event.subject_id == subject_id)
    wanted = select(Event).where(of_it, Event.verb.in_(verbs), Event.is_public)
    return session.scalars(wanted.order_by(Event.id.desc()).limit(MOST_CHANGES)).all()


ENTRIES = Entries()
LESSONS, DECISIONS, INSIGHTS = Lessons(), Decisions(), Insights()
Key = tuple[str, int]


def subject(actor: Actor, kind: str, slug: str) -> Subject:
    """Return a subject by its address, if readers see it now."""
    known = SUBJECT_KINDS.get(kind)
    found = known.by_slug(actor, slug) if known else None
    if found is None:
        raise NotFoundError
    return found


def subjects(keys: Iterable[Key]) -> dict[Key, Subject]:
    """Return several subjects, by one query for each kind."""
    wanted = list(keys)
    return {
        (name, found.id): found
        for name, kind in SUBJECT_KINDS.items()
        if any(each == name for each, _id in wanted)
        for found in kind.by_ids(key for each, key in wanted if each == name).values()
    }


def its_subject(comment: Comment) -> Subject:
    """Return what a comment is about, which readers see."""
    key = (comment.subject_kind, comment.subject_id)
    found = subjects([key]).get(key)
    if found is None:
        raise NotFoundError
    return found


# What readers see under a subject


@dataclass(frozen=True)
class Wanted:
    """Which comments a reader asks for."""

    kind: Kind | None = None
    page: int = 1
    a_page: int = A_PAGE


@dataclass(frozen=True)
class Standing:
    """One page of what stands under a subject, what its answers answer, and how much there is."""

    comments: Sequence[Comment]
    parents: Mapping[int, Comment]
    by_kind: dict[Kind, int]
    total: int
    on_all_pages: int


def standing_on(subject: Subject, wanted: Wanted) -> Standing:
    """Return one page: the latest comment first, the answers under each in their order.

    One statement brings the comments, what they answer and the counts; counting alone takes
    another where a page is empty or shows one kind only.
    """
    counted = wanted.kind is None
    begins = (wanted.page - 1) * wanted.a_page
    given = {"kind": subject.kind, "subject": subject.id, "most": wanted.a_page, "begins": begins}
    rows: list[Any] = list(session.execute(one_page(wanted.kind), given))
    comments = [row[0] for row in rows]
    over = {row[1].id: row[1] for row in rows if row[1] is not None}
    every, said, *kinds = rows[0][2:] if rows and counted else counts(subject, wanted)
    by_kind = dict(zip(Kind, kinds, strict=True))
    there = {kind: number for kind, number in by_kind.items() if number}
    return Standing(comments, over, there, said, every)


@cache_statement
def one_page(kind: Kind | None) -> Select[*tuple[Any, ...]]:
    """Select a page of what stands under a subject, with what it answers and the counts."""
    parent = aliased(Comment)
    totals = [each.over() for each in sums()] if kind is None else []
    found = select(Comment, parent, *totals).outerjoin(parent, is_answered(parent))
    is_shown = policies.shown_on(bindparam("kind"), bindparam("subject"))
    found = found.where(is_shown, *of_kind(kind)).options(*IN_A_LIST).order_by(*in_threads())
    return found.limit(bindparam("most", type_=Integer)).offset(bindparam("begins", type_=Integer))


def counts(subject: Subject, wanted: Wanted) -> tuple[int, ...]:
    """Count what stands under a subject, where the comments of a page do not bring it along."""
    if wanted.kind is None and wanted.page == 1:
        return (0,) * (2 + len(Kind))
    totals = select(*sums()).where(policies.shown_on(subject.kind, subject.id))
    return tuple(number or 0 for number in session.execute(totals).one())


def sums() -> list[FunctionElement[int]]:
    """Return what is counted: everything that stands there, what people said, and each kind."""
    is_said = and_(Comment.state == State.PUBLISHED, ~Comment.is_official)
    of_each = [func.sum(case((and_(is_said, Comment.kind == kind), 1), else_=0)) for kind in Kind]
    return [func.count(), func.sum(case((is_said, 1), else_=0)), *of_each]


def is_answered(parent: type[Comment]) -> ColumnElement[bool]:
    """Return the condition that a comment is an answer to this one, which is public."""
    there = and_(parent.state == State.PUBLISHED, is_public(parent.subject_kind, parent.subject_id))
    return and_(parent.id == func.coalesce(Comment.answers_id, Comment.under_id), there)


def in_threads() -> tuple[Any, ...]:
    is_under = case((Comment.under_id.is_(None), 0), else_=1)
    is_readers = case((Comment.is_official, 0), else_=1)
    thread = func.coalesce(Comment.under_id, Comment.id)
    return thread.desc(), is_under, is_readers, Comment.id


def of_kind(kind: Kind | None) -> list[ColumnElement[bool]]:
    return [Comment.kind == kind, ~Comment.is_official] if kind else []


def public_comment(comment_id: int, *, to_change: bool = False) -> Comment:
    """Return a comment that everybody reads now."""
    is_it = and_(Comment.id == comment_id, policies.published())
    return one(select(Comment).where(is_it), to_change=to_change)


# One's own comments


def own(actor: Actor, token: str, comment_id: int, *, to_change: bool = False) -> Comment:
    """Return somebody's own comment, by the private link or from the account."""
    if token:
        return own_by_token(token, to_change=to_change)
    return own_by_account(actor, comment_id, to_change=to_change)


def own_by_token(token: str, *, to_change: bool = False) -> Comment:
    """Return a comment by its private link."""
    is_it = Comment.token_hash == hash_token(token)
    return one(select(Comment).where(is_it), to_change=to_change)


def own_by_account(actor: Actor, comment_id: int, *, to_change: bool = False) -> Comment:
    if actor.id is None:
        raise NotFoundError
    is_it = and_(Comment.id == comment_id, Comment.person_id == actor.id)
    return one(select(Comment).where(is_it), to_change=to_change)


def one(wanted: Select[Comment], *, to_change: bool) -> Comment:
    """Return one comment; ``to_change`` holds it until the end of the transaction."""
    whole = wanted.options(*IN_A_LIST, joinedload(Comment.route))
    found = session.scalars(whole.with_for_update(of=Comment) if to_change else whole).first()
    if found is None:
        raise NotFoundError
    return found


def mine(actor: Actor) -> Sequence[Comment]:
    """Return everything that somebody wrote here, the latest first."""
    if actor.id is None:
        return []
    wanted = select(Comment).where(Comment.person_id == actor.id).options(*IN_A_LIST)
    return session.scalars(wanted.order_by(Comment.id.desc())).all()


def link_token(comment: Comment) -> str:
    """Return the token of its private link. Earlier versions made it with the secret key."""
    older = keyring.list_digests(f"comment {comment.encrypted_token}")
    return keyring.find_link_token(comment.encrypted_token, comment.token_hash, older)


def email_of(comment: Comment) -> str:
    """Return where its author is written to, if anywhere."""
    if comment.person_id is None:
        return comment.email or ""
    author = session.get(Person, comment.person_id)
    return (author.email or "") if author and author.active else ""


# What decides about a comment that comes in


@dataclass(frozen=True)
class Beside:
    """What stands beside a comment that is about to come in.

    ``is_repeated``: the same words were sent before, a short while ago.
    """

    is_public: bool
    is_repeated: bool
    others_wait: bool


def beside(comment: Comment) -> Beside:
    """Return what decides about a comment that is not written down yet, in one question."""
    asked = {
        "subject": comment.subject_id,
        "mark": comment.words_hash or None,
        "since": clock.now() - REPEATED_WITHIN,
    }
    with session.no_autoflush:
        return Beside(*session.execute(what_stands(comment.subject_kind), asked).one())


@cache_statement
def what_stands(kind: str) -> Select[bool, bool, bool]:
    public = SUBJECT_KINDS[kind].public()
    (key,) = public.selected_columns
    is_same = and_(
        Comment.words_hash == bindparam("mark"),
        Comment.sent_at > bindparam("since", type_=UtcDateTime),
    )
    return select(
        public.where(key == bindparam("subject")).exists(),
        exists().where(is_same),
        exists().where(Comment.state == State.WAITING),
    )


@dataclass(frozen=True)
class WordLists:
    """The lists by which a comment is looked at."""

    spam: Sequence[str]
    changes: Sequence[str]
    safety: SafetyMatcher


@content_version.cached
def word_lists() -> WordLists:
    """Return the words of the lists by which a comment is looked at, with their other forms."""
    lines: dict[ListKind, list[Any]] = {each: [] for each in LISTINGS}
    columns = (Term.listing, Term.key, Term.label, Term.note, Term.aliases)
    wanted = select(*columns).where(Term.listing.in_(LISTINGS), in_use(clock.today()))
    for line in session.execute(wanted.order_by(Term.position, Term.id)):
        lines[line.listing].append(line)
    words = {
        listing: [name for line in found for name in (line.label, *line.aliases)]
        for listing, found in lines.items()
    }
    safety = SafetyLists(
        patterns=tuple(
            (line.note, (line.label, *line.aliases)) for line in lines[ListKind.SAFETY_WORD]
        ),
        groups=tuple((line.key, tuple(line.aliases)) for line in lines[ListKind.SAFETY_GROUP]),
        guards=tuple(words[ListKind.SAFETY_GUARD]),
    )
    return WordLists(words[ListKind.SPAM_WORD], words[ListKind.CHANGE_WORD], build_matcher(safety))


def safety_signs(comments: Iterable[Comment]) -> dict[int, tuple[SafetySign, ...]]:
    """Return why each of some comments is read first, by the patterns of today."""
    safety = word_lists().safety
    return {each.id: safety.find(each.words) if each.may_be_unsafe else () for each in comments}


def is_trusted(actor: Actor, after: int) -> bool:
    """Tell whether enough comments of somebody were published as they were, and no other."""
    if not after or actor.id is None:
        return False
    is_fine = (Comment.state == State.PUBLISHED) & (Comment.public_body == "")
    was_not = (
        Comment.state.in_(NOT_FINE) | (Comment.public_body != "") | Comment.left_on.is_not(None)
    )
    wanted = select(
        func.coalesce(func.sum(case((is_fine, 1), else_=0)), 0),
        func.coalesce(func.sum(case((was_not, 1), else_=0)), 0),
    ).where(Comment.person_id == actor.id, ~Comment.is_official)
    fine, not_fine = session.execute(wanted).one()
    return fine >= after and not not_fine


def others_wait(comment: Comment) -> bool:
    """Tell whether nobody has read something else yet."""
    is_other = Comment.id != comment.id
    return bool(session.scalar(select(exists().where(Comment.state == State.WAITING, is_other))))


# What teams owe an answer


def to_answer(actor: Actor) -> Sequence[Comment]:
    """Return the comments that somebody's teams still owe an answer, the longest wait first."""
    if actor.id is None:
        return []
    theirs = is_owned(actor, Comment.subject_kind, Comment.subject_id)
    wanted = select(Comment).where(is_owed(), theirs)
    return session.scalars(wanted.order_by(Comment.answer_by, Comment.id)).all()


def overdue(today: date) -> Sequence[Comment]:
    """Return what is late, whoever owes it. Held until the command has written its letters."""
    wanted = select(Comment).where(is_owed(), Comment.answer_by < today)
    return session.scalars(wanted.order_by(Comment.id).with_for_update(of=Comment)).all()


def is_owed() -> ColumnElement[bool]:
    is_asked = and_(Comment.answer_by.is_not(None), Comment.answer_sent_at.is_(None))
    return and_(policies.published(), is_asked)


def changes(comment: Comment) -> Sequence[Event]:
    """Return what was changed in the thing a comment is about since the comment came."""
    found = SUBJECT_KINDS[comment.subject_kind].changes(comment.subject_id)
    return [note for note in found if note.at >= comment.sent_at]
