"""Finding learning records. Every function starts from what the actor may see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError
from coprod.learning.records import policies
from coprod.learning.records.enums import Facet
from coprod.learning.records.models import LearningRecord, RecordPart, RecordTerm, Tag
from coprod.learning.records.rules import KINDS, NAMES, Account, Short, texts
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities import policies as register
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import fingerprint
from coprod.register.activities.queries import visible as visible_entries
from coprod.register.activities.rules import unpack

P = TypeVar("P")
A_PAGE = 20
WHOLE = (
    joinedload(LearningRecord.activity),
    selectinload(LearningRecord.parts),
    selectinload(LearningRecord.terms),
)
OF_A_LIST: dict[Facet, ListKind] = {
    Facet.METHOD: ListKind.METHOD,
    Facet.PLACE: ListKind.LOCALITY,
    Facet.WORKSTREAM: ListKind.WORKSTREAM,
    Facet.GROUP: ListKind.GROUP,
    Facet.TOPIC: ListKind.TOPIC,
}
IN_USE = aliased(Term, name="in_use")


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for: the values chosen in each facet, and the page."""

    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1


def visible(actor: Actor) -> Select[LearningRecord]:
    return select(LearningRecord).where(policies.visible_to(actor))


def record(actor: Actor, slug: str, *, to_change: bool = False) -> LearningRecord:
    """Return a whole record; ``to_change`` holds it until the end of the transaction."""
    wanted = visible(actor).where(LearningRecord.slug == slug).options(*WHOLE)
    if to_change:
        wanted = wanted.options(selectinload(LearningRecord.tags)).with_for_update(
            of=LearningRecord
        )
    found = session.scalars(wanted).unique().one_or_none()
    if found is None:
        raise NotFoundError
    return found


def mine(actor: Actor) -> Sequence[LearningRecord]:
    if actor.id is None:
        return []
    wanted = select(LearningRecord).where(policies.of_the_side_of(actor)).options(*WHOLE)
    return session.scalars(
        wanted.order_by(LearningRecord.changed_at.desc(), LearningRecord.id.desc())
    ).all()


def unread(actor: Actor) -> Select[LearningRecord]:
    """Select what waits for a curator: records sent in, and changes to public ones."""
    has_changes = exists().where(
        RecordPart.record_id == LearningRecord.id, RecordPart.waiting.is_not(None)
    )
    changed = and_(policies.published(), has_changes)
    return visible(actor).where(or_(LearningRecord.status == Status.SUBMITTED, changed))


def awaiting(actor: Actor) -> Sequence[LearningRecord]:
    wanted = unread(actor).options(*WHOLE).order_by(LearningRecord.submitted_at, LearningRecord.id)
    return session.scalars(wanted).all()


def of_entry(actor: Actor, activity: Activity) -> Sequence[LearningRecord]:
    """Return the public records whose team lets readers know that they are about this entry."""
    about = and_(policies.shows_its_entry(), LearningRecord.activity_id == activity.id)
    wanted = (
        visible(actor)
        .where(about)
        .order_by(LearningRecord.published_at.desc(), LearningRecord.id.desc())
    )
    return session.scalars(wanted).all()


def writer(record: LearningRecord) -> Sequence[Person]:
    wanted = select(Person).where(Person.id == record.owner_id, Person.active)
    return session.scalars(wanted).all()


def entry_of(actor: Actor, record: LearningRecord) -> Activity | None:
    """Return the entry that a reader may know the record belongs to."""
    entry, is_known = record.activity, record.shows_team or policies.can_read_all(actor, record)
    if entry is None or not is_known or entry.status in GONE:
        return None
    seen = visible_entries(actor).with_only_columns(Activity.id).where(Activity.id == entry.id)
    return entry if session.scalar(seen) else None


# What a record tells


def told(record: LearningRecord, kind: type[P]) -> P:
    """Return a part as readers see it (but for what is private in it)."""
    if kind is Short:
        short: Any = short_of(record)
        return short  # type: ignore[no-any-return]
    part = part_row(record, kind)
    return unpacked(kind, part.told if part else None)


def as_written(record: LearningRecord, kind: type[P]) -> P:
    """Return a part as its team sees it: what waits for a curator comes first."""
    part = part_row(record, kind)
    if part is None or part.waiting is None:
        return told(record, kind)
    return unpacked(kind, part.waiting)


def unpacked(kind: type[P], kept: dict[str, object] | None) -> P:
    part: P = unpack(kind, kept or {})
    return part


def part_row(record: LearningRecord, kind: type[Any]) -> RecordPart | None:
    return next((each for each in record.parts if each.kind == NAMES[kind]), None)


def waiting_mark(record: LearningRecord) -> str:
    """Return a mark of all that waits, which changes whenever its side writes anew."""
    return fingerprint(tuple((row.kind, row.waiting) for row in record.parts if row.waiting))


def short_of(record: LearningRecord) -> Short:
    return Short(
        record.outcome,
        record.tried,
        record.happened,
        record.next_team,
        record.written_by,
        record.team,
        record.showing,
        record.activity_id,
    )


def public_texts(record: LearningRecord) -> list[str]:
    """Return every word of a record that readers may see; own words only while that is agreed."""
    parts = [told(record, kind) for kind in KINDS.values()]
    today = clock.today()
    shown = [p for p in parts if not isinstance(p, Account) or p.is_agreed(today)]
    return list(chain.from_iterable(texts(part) for part in shown))


# Lists for readers


def records(actor: Actor, wanted: Wanted) -> Sequence[LearningRecord]:
    """Return one page of records, the one published last first."""
    found = (
        select(LearningRecord)
        .where(*conditions(actor, wanted))
        .options(selectinload(LearningRecord.terms))
    )
    found = found.order_by(LearningRecord.published_at.desc(), LearningRecord.id.desc())
    return session.scalars(found.limit(A_PAGE).offset((wanted.page - 1) * A_PAGE)).all()


def count(actor: Actor, wanted: Wanted) -> int:
    return (
        session.scalar(select(func.count(LearningRecord.id)).where(*conditions(actor, wanted))) or 0
    )


def conditions(actor: Actor, wanted: Wanted, but: Facet | None = None) -> list[ColumnElement[bool]]:
    """Return what a record must be like; ``but`` leaves one facet out, to count its values."""
    chosen = {facet: v for facet, v in wanted.chosen.items() if v and facet is not but}
    readable = (policies.visible_to(actor), policies.published())
    return [*readable, *(has(facet, values) for facet, values in chosen.items())]


def has(facet: Facet, values: tuple[str, ...]) -> ColumnElement[bool]:
    if facet not in OF_A_LIST:
        tag = aliased(Tag)
        fits = and_(tag.facet == facet.value, tag.value.in_(values))
        return exists().where(tag.record_id == LearningRecord.id, fits)
    kept, term, in_use = aliased(RecordTerm), aliased(Term), aliased(Term)
    its = select(kept.id).join(term, term.id == kept.term_id)
    its = its.join(in_use, in_use.id == term.in_use_id).where(kept.record_id == LearningRecord.id)
    its = its.where(term.listing == OF_A_LIST[facet], in_use.key.in_(values))
    return its.correlate(LearningRecord).exists()


def counted(actor: Actor, wanted: Wanted) -> dict[Facet, list[tuple[str, str, int]]]:
    """Count the values of every facet among the records that the other choices leave."""
    chosen = [facet for facet in Facet if wanted.chosen.get(facet)]
    rest = [facet for facet in Facet if facet not in chosen]
    found: dict[Facet, list[tuple[str, str, int]]] = {facet: [] for facet in Facet}
    for group, but in [*(([facet], facet) for facet in chosen), (rest, None)]:
        for facet, value, label, number in count_group(group, conditions(actor, wanted, but)):
            found[facet].append((value, label, number))
    return found


def count_group(
    facets: Sequence[Facet], conditions: list[ColumnElement[bool]]
) -> Iterator[tuple[Facet, str, str, int]]:
    fixed = [facet.value for facet in facets if facet not in OF_A_LIST]
    lists = {OF_A_LIST[facet]: facet for facet in facets if facet in OF_A_LIST}
    if fixed:
        for name, value, number in session.execute(count_tags(fixed).where(*conditions)):
            yield Facet(name), value, "", number
    if lists:
        for listing, key, label, number in session.execute(count_terms(lists).where(*conditions)):
            yield lists[listing], key, label, number


def count_tags(facets: Sequence[str]) -> Select[str, str, int]:
    wanted = select(Tag.facet, Tag.value, func.count(LearningRecord.id)).join(LearningRecord)
    return wanted.where(Tag.facet.in_(facets)).group_by(Tag.facet, Tag.value)


def count_terms(lists: Mapping[ListKind, Facet]) -> Select[Any, str, str, int]:
    number = func.count(func.distinct(LearningRecord.id))
    columns = (Term.listing, IN_USE.key, IN_USE.label)
    return (
        select(*columns, number)
        .select_from(RecordTerm)
        .join(LearningRecord, LearningRecord.id == RecordTerm.record_id)
        .join(Term, Term.id == RecordTerm.term_id)
        .join(IN_USE, IN_USE.id == Term.in_use_id)
        .where(Term.listing.in_(list(lists)))
        .group_by(*columns, IN_USE.position)
        .order_by(IN_USE.position, IN_USE.label)
    )


# For other packages


def has_record(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that an ``Activity`` has such a record, and readers know it has."""
    its = and_(policies.shows_its_entry(), LearningRecord.activity_id == Activity.id)
    return exists().where(its, *conditions)


def published_records(ids: Sequence[int]) -> Sequence[LearningRecord]:
    """Return those of these records that everybody may read, for the search engine."""
    wanted = select(LearningRecord).where(policies.published(), LearningRecord.id.in_(ids))
    wanted = wanted.options(selectinload(LearningRecord.parts), selectinload(LearningRecord.terms))
    return session.scalars(wanted.order_by(LearningRecord.id)).all()


def lasting_texts(record: LearningRecord) -> list[str]:
    """Return the words of a public record that may be kept elsewhere, such as in an index.

    Residents' own words are not among them: they may be agreed to for a time only.
    """
    parts = (told(record, kind) for kind in KINDS.values() if kind is not Account)
    return list(chain.from_iterable(texts(part) for part in parts))


def entries_to_link(actor: Actor) -> Sequence[Activity]:
    """Return the entries that the actor looks after, for choosing one."""
    wanted = visible_entries(actor).where(register.owned_by(actor), Activity.status.not_in(GONE))
    return session.scalars(wanted.order_by(Activity.title, Activity.id)).all()
