"""Finding learning records. Every function starts from what the actor may see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.learning.records import policies
from coprod.learning.records.enums import Facet
from coprod.learning.records.models import LearningRecord, RecordPart, RecordTag, RecordTerm
from coprod.learning.records.rules import (
    PART_KINDS,
    PART_NAMES,
    ResidentAccount,
    ShortRecord,
    iterate_texts,
)
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owned_by
from coprod.register.activities.queries import select_visible_activities
from coprod.register.activities.rules import unpack

P = TypeVar("P")
PAGE_SIZE = 20
EAGER_LOADS = (
    joinedload(LearningRecord.activity),
    selectinload(LearningRecord.parts),
    selectinload(LearningRecord.terms),
)
LISTS_BY_FACET: dict[Facet, ListKind] = {
    Facet.METHOD: ListKind.METHOD,
    Facet.PLACE: ListKind.LOCALITY,
    Facet.WORKSTREAM: ListKind.WORKSTREAM,
    Facet.GROUP: ListKind.GROUP,
    Facet.TOPIC: ListKind.TOPIC,
}
TERM_IN_USE = aliased(Term, name="in_use")


@dataclass(frozen=True)
class RecordFilter:
    """What a reader asked for: the values chosen in each facet, and the page."""

    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1


def select_visible(actor: Actor) -> Select[LearningRecord]:
    return select(LearningRecord).where(policies.visible_to(actor))


def get_record(actor: Actor, slug: str, *, to_change: bool = False) -> LearningRecord:
    """Return a whole record; ``to_change`` holds it until the end of the transaction."""
    statement = select_visible(actor).where(LearningRecord.slug == slug).options(*EAGER_LOADS)
    if to_change:
        statement = statement.options(selectinload(LearningRecord.tags)).with_for_update(
            of=LearningRecord
        )
    return require_found(session.scalars(statement).unique().one_or_none())


def list_own_records(actor: Actor) -> Sequence[LearningRecord]:
    if actor.id is None:
        return []
    statement = select(LearningRecord).where(policies.is_from_side_of(actor)).options(*EAGER_LOADS)
    return session.scalars(
        statement.order_by(LearningRecord.changed_at.desc(), LearningRecord.id.desc())
    ).all()


def list_records_of_activity(actor: Actor, activity: Activity) -> Sequence[LearningRecord]:
    """Return the public records whose team lets readers know that they are about this activity."""
    about = and_(policies.shows_its_entry(), LearningRecord.activity_id == activity.id)
    statement = (
        select_visible(actor)
        .where(about)
        .order_by(LearningRecord.published_at.desc(), LearningRecord.id.desc())
    )
    return session.scalars(statement).all()


def list_writers(record: LearningRecord) -> Sequence[Person]:
    statement = select(Person).where(Person.id == record.owner_id, Person.active)
    return session.scalars(statement).all()


def find_linked_activity(actor: Actor, record: LearningRecord) -> Activity | None:
    """Return the activity that a reader may know the record belongs to."""
    activity, is_known = record.activity, record.shows_team or policies.can_read_all(actor, record)
    if activity is None or not is_known or activity.status in GONE:
        return None
    seen = (
        select_visible_activities(actor)
        .with_only_columns(Activity.id)
        .where(Activity.id == activity.id)
    )
    return activity if session.scalar(seen) else None


# What a record tells


def get_public_part(record: LearningRecord, kind: type[P]) -> P:
    """Return a part as readers see it (but for what is private in it)."""
    if kind is ShortRecord:
        short_record: Any = build_short_record(record)
        return short_record  # type: ignore[no-any-return]
    part = find_part_row(record, kind)
    return unpack_part(kind, part.content if part else None)


def get_latest_part(record: LearningRecord, kind: type[P]) -> P:
    """Return a part as its team sees it: what waits for a curator comes first."""
    part = find_part_row(record, kind)
    if part is None or part.waiting is None:
        return get_public_part(record, kind)
    return unpack_part(kind, part.waiting)


def unpack_part(kind: type[P], stored: dict[str, object] | None) -> P:
    part: P = unpack(kind, stored or {})
    return part


def find_part_row(record: LearningRecord, kind: type[Any]) -> RecordPart | None:
    return next((each for each in record.parts if each.kind == PART_NAMES[kind]), None)


def fingerprint_waiting_parts(record: LearningRecord) -> str:
    """Return a mark of all that waits, which changes whenever its side writes anew."""
    return compute_fingerprint(
        tuple((row.kind, row.waiting) for row in record.parts if row.waiting)
    )


def build_short_record(record: LearningRecord) -> ShortRecord:
    return ShortRecord(
        record.outcome,
        record.tried,
        record.happened,
        record.next_team,
        record.written_by,
        record.team,
        record.showing,
        record.activity_id,
    )


def list_public_texts(record: LearningRecord) -> list[str]:
    """Return every word of a record that readers may see; own words only while that is agreed."""
    parts = [get_public_part(record, kind) for kind in PART_KINDS.values()]
    today = clock.today()
    readable = [p for p in parts if not isinstance(p, ResidentAccount) or p.is_agreed(today)]
    return list(chain.from_iterable(iterate_texts(part) for part in readable))


# Lists for readers


def list_records(actor: Actor, record_filter: RecordFilter) -> Sequence[LearningRecord]:
    """Return one page of records, the one published last first."""
    statement = (
        select(LearningRecord)
        .where(*build_conditions(actor, record_filter))
        .options(selectinload(LearningRecord.terms))
    )
    statement = statement.order_by(LearningRecord.published_at.desc(), LearningRecord.id.desc())
    return session.scalars(
        statement.limit(PAGE_SIZE).offset((record_filter.page - 1) * PAGE_SIZE)
    ).all()


def count_records(actor: Actor, record_filter: RecordFilter) -> int:
    return (
        session.scalar(
            select(func.count(LearningRecord.id)).where(*build_conditions(actor, record_filter))
        )
        or 0
    )


def build_conditions(
    actor: Actor, record_filter: RecordFilter, but: Facet | None = None
) -> list[ColumnElement[bool]]:
    """Return what a record must be like; ``but`` leaves one facet out, to count its values."""
    chosen = {facet: v for facet, v in record_filter.chosen.items() if v and facet is not but}
    readable = (policies.visible_to(actor), policies.is_public_record())
    return [*readable, *(has_facet_value(facet, values) for facet, values in chosen.items())]


def has_facet_value(facet: Facet, values: tuple[str, ...]) -> ColumnElement[bool]:
    if facet not in LISTS_BY_FACET:
        tag = aliased(RecordTag)
        fits = and_(tag.facet == facet.value, tag.value.in_(values))
        return exists().where(tag.record_id == LearningRecord.id, fits)
    record_term, term, in_use = aliased(RecordTerm), aliased(Term), aliased(Term)
    its = select(record_term.id).join(term, term.id == record_term.term_id)
    its = its.join(in_use, in_use.id == term.in_use_id).where(
        record_term.record_id == LearningRecord.id
    )
    its = its.where(term.listing == LISTS_BY_FACET[facet], in_use.key.in_(values))
    return its.correlate(LearningRecord).exists()


def count_facet_values(
    actor: Actor, record_filter: RecordFilter
) -> dict[Facet, list[tuple[str, str, int]]]:
    """Count the values of every facet among the records that the other choices leave."""
    chosen = [facet for facet in Facet if record_filter.chosen.get(facet)]
    rest = [facet for facet in Facet if facet not in chosen]
    counts: dict[Facet, list[tuple[str, str, int]]] = {facet: [] for facet in Facet}
    for group, but in [*(([facet], facet) for facet in chosen), (rest, None)]:
        for facet, value, label, number in count_facet_group(
            group, build_conditions(actor, record_filter, but)
        ):
            counts[facet].append((value, label, number))
    return counts


def count_facet_group(
    facets: Sequence[Facet], conditions: list[ColumnElement[bool]]
) -> Iterator[tuple[Facet, str, str, int]]:
    fixed = [facet.value for facet in facets if facet not in LISTS_BY_FACET]
    lists = {LISTS_BY_FACET[facet]: facet for facet in facets if facet in LISTS_BY_FACET}
    if fixed:
        for name, value, number in session.execute(select_tag_counts(fixed).where(*conditions)):
            yield Facet(name), value, "", number
    if lists:
        for listing, key, label, number in session.execute(
            select_term_counts(lists).where(*conditions)
        ):
            yield lists[listing], key, label, number


def select_tag_counts(facets: Sequence[str]) -> Select[str, str, int]:
    statement = select(RecordTag.facet, RecordTag.value, func.count(LearningRecord.id)).join(
        LearningRecord
    )
    return statement.where(RecordTag.facet.in_(facets)).group_by(RecordTag.facet, RecordTag.value)


def select_term_counts(lists: Mapping[ListKind, Facet]) -> Select[Any, str, str, int]:
    number = func.count(func.distinct(LearningRecord.id))
    columns = (Term.listing, TERM_IN_USE.key, TERM_IN_USE.label)
    return (
        select(*columns, number)
        .select_from(RecordTerm)
        .join(LearningRecord, LearningRecord.id == RecordTerm.record_id)
        .join(Term, Term.id == RecordTerm.term_id)
        .join(TERM_IN_USE, TERM_IN_USE.id == Term.in_use_id)
        .where(Term.listing.in_(list(lists)))
        .group_by(*columns, TERM_IN_USE.position)
        .order_by(TERM_IN_USE.position, TERM_IN_USE.label)
    )


# For other packages


def has_record(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that an ``Activity`` has such a record, and readers know it has."""
    its = and_(policies.shows_its_entry(), LearningRecord.activity_id == Activity.id)
    return exists().where(its, *conditions)


def list_public_records(ids: Sequence[int]) -> Sequence[LearningRecord]:
    """Return those of these records that everybody may read, for the search engine."""
    statement = select(LearningRecord).where(
        policies.is_public_record(), LearningRecord.id.in_(ids)
    )
    statement = statement.options(
        selectinload(LearningRecord.parts), selectinload(LearningRecord.terms)
    )
    return session.scalars(statement.order_by(LearningRecord.id)).all()


def list_indexable_texts(record: LearningRecord) -> list[str]:
    """Return the words of a public record that may be copied elsewhere, such as into an index.

    Residents' own words are not among them: they may be agreed to for a time only.
    """
    parts = (
        get_public_part(record, kind) for kind in PART_KINDS.values() if kind is not ResidentAccount
    )
    return list(chain.from_iterable(iterate_texts(part) for part in parts))


def list_linkable_activities(actor: Actor) -> Sequence[Activity]:
    """Return the activities that the actor looks after, for choosing one."""
    statement = select_visible_activities(actor).where(
        is_owned_by(actor), Activity.status.not_in(GONE)
    )
    return session.scalars(statement.order_by(Activity.title, Activity.id)).all()
