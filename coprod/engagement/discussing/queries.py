"""Learning records, decisions and insights: things to comment on, beside the entries.

A comment never leads to what readers may not see: a record that is withdrawn or a decision that is
not signed off is no subject, and of a team that stays unnamed a subject shows nothing.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.database import Base, session
from coprod.core.values.actor import VISITOR, Actor
from coprod.decisions.records import policies as records
from coprod.decisions.records.models import DecisionEntry, DecisionRecord
from coprod.engagement.subjects.queries import ENTRIES, MOST_CHANGES, SMALL_GROUP
from coprod.engagement.subjects.rules import Subject
from coprod.intelligence.feedback import policies as feedback
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.queries import WITH_NAMES, names
from coprod.learning.records import policies as learning
from coprod.learning.records.models import LearningRecord
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import owned_by

LONGEST_NUMBER = 9
WITH_ENTRY = joinedload(LearningRecord.activity).selectinload(Activity.co_owners)
WITH_ENTRIES = (
    selectinload(DecisionRecord.links)
    .joinedload(DecisionEntry.activity)
    .selectinload(Activity.co_owners)
)


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
            endpoint="learning.record",
            history="learning.record",
            named="lesson",
            owner_ids=frozenset({record.owner_id}) | beside,
            hand_ids=frozenset({record.owner_id}) | hands,
        )

    def by_slug(self, _actor: Actor, slug: str) -> Subject | None:
        wanted = select(LearningRecord).where(learning.published(), LearningRecord.slug == slug)
        found = session.scalars(wanted.options(WITH_ENTRY)).one_or_none()
        return self.of(found) if found else None

    def by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        wanted = select(LearningRecord).where(LearningRecord.id.in_(set(ids))).options(WITH_ENTRY)
        return {each.id: self.of(each) for each in session.scalars(wanted)}

    def public(self) -> Select[int]:
        return select(LearningRecord.id).where(learning.published())

    def owned_by(self, actor: Actor) -> Select[int]:
        return select(LearningRecord.id).where(learning.published(), learning.of_the_side_of(actor))

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
            endpoint="decisions.decision",
            history="decisions.decision",
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
        its = self.linked_to(select(Activity.id).where(owned_by(actor)))
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
            endpoint="feedback.summary",
            history="feedback.summary",
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


LESSONS, DECISIONS, INSIGHTS = Lessons(), Decisions(), Insights()
