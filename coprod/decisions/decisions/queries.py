"""The list of decisions, what is overdue, and what a decision shows about an entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased, selectinload

from coprod.accounts.users.models import Person
from coprod.assessment.confirmation.queries import confirmed_rung
from coprod.assessment.self_assessment.queries import NO_DAY, ItemSource
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.decisions.records import policies, rules
from coprod.decisions.records.enums import Chosen, DecidedWith, HoldState, Later, Part
from coprod.decisions.records.models import (
    DecisionEntry,
    DecisionHold,
    DecisionLater,
    DecisionRecord,
    DecisionSaid,
    DecisionTerm,
)
from coprod.decisions.records.queries import visible
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities import policies as register
from coprod.register.activities.enums import GONE, Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import owners
from coprod.register.activities.queries import visible as register_visible
from coprod.register.freshness.rules import AGAIN
from coprod.register.sections.queries import programme

A_PAGE = 20
IN_A_LIST = (selectinload(DecisionRecord.later),)
WITH_LINKS = (selectinload(DecisionRecord.links).joinedload(DecisionEntry.activity),)


@dataclass(frozen=True)
class Wanted:
    """What a reader of the list asked for. Several levels are joined by "or"."""

    chosen: tuple[Chosen, ...] = ()
    below: bool = False
    overdue: bool = False
    workstream: str = ""
    place: str = ""
    page: int = 1


def public(actor: Actor, wanted: Wanted) -> Sequence[DecisionRecord]:
    """Return one page of what is signed off, the newest first; of versions only the last."""
    found = visible(actor).where(*conditions(wanted)).options(*IN_A_LIST)
    found = found.order_by(DecisionRecord.signed_at.desc(), DecisionRecord.id.desc())
    return session.scalars(found.limit(A_PAGE).offset((wanted.page - 1) * A_PAGE)).all()


def count(actor: Actor, wanted: Wanted) -> int:
    counted = select(func.count(DecisionRecord.id)).where(policies.visible_to(actor))
    return session.scalar(counted.where(*conditions(wanted))) or 0


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    told = [policies.signed(), is_current()]
    if wanted.chosen:
        told.append(DecisionRecord.chosen.in_(wanted.chosen))
    if wanted.below:
        told.append(DecisionRecord.is_below.is_(True))
    if wanted.overdue:
        told.append(review_is_overdue(clock.today()))
    for listing, key in (
        (ListKind.WORKSTREAM, wanted.workstream),
        (ListKind.LOCALITY, wanted.place),
    ):
        if key:
            told.append(tagged(listing, key))
    return told


def tagged(listing: ListKind, key: str) -> ColumnElement[bool]:
    """A record counts under the name that a term has today."""
    now = aliased(Term)
    wanted = (
        select(DecisionTerm.id)
        .join(Term, and_(Term.id == DecisionTerm.term_id, Term.listing == listing))
        .join(now, now.id == Term.in_use_id)
    )
    return wanted.where(DecisionTerm.decision_id == DecisionRecord.id, now.key == key).exists()


def is_current() -> ColumnElement[bool]:
    """No newer version of it was signed off."""
    newer = aliased(DecisionRecord)
    return ~exists().where(newer.replaces_id == DecisionRecord.id, newer.signed_at.is_not(None))


def review_is_overdue(today: date) -> ColumnElement[bool]:
    later = (
        select(DecisionLater.next_review_on)
        .where(
            DecisionLater.decision_id == DecisionRecord.id,
            DecisionLater.next_review_on.is_not(None),
        )
        .order_by(DecisionLater.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(policies.signed(), func.coalesce(later, DecisionRecord.review_on) < today)


def check_is_overdue(today: date) -> ColumnElement[bool]:
    checked = exists().where(
        DecisionLater.decision_id == DecisionRecord.id, DecisionLater.kind == Later.CHECK
    )
    is_promise = DecisionRecord.chosen != Chosen.NOT_GO_AHEAD
    return and_(policies.signed(), is_promise, ~checked, DecisionRecord.check_by < today)


def is_overdue(today: date) -> ColumnElement[bool]:
    return and_(is_current(), or_(review_is_overdue(today), check_is_overdue(today)))


def own_overdue(actor: Actor) -> Sequence[DecisionRecord]:
    """Return what the actor should have looked at or checked, the oldest first."""
    wanted = visible(actor).where(is_overdue(clock.today()), policies.made_by(actor))
    wanted = wanted.options(*IN_A_LIST)
    return session.scalars(wanted.order_by(DecisionRecord.review_on, DecisionRecord.id)).all()


def for_curators(actor: Actor) -> tuple[list[DecisionRecord], list[DecisionRecord]]:
    """Return what is overdue, and of what a team asks to hold something back: one statement."""
    late = is_overdue(clock.today())
    asked = exists().where(
        DecisionHold.decision_id == DecisionRecord.id, DecisionHold.state == HoldState.ASKED
    )
    wanted = visible(actor).where(or_(late, asked)).options(*IN_A_LIST)
    wanted = wanted.order_by(DecisionRecord.review_on, DecisionRecord.id)
    rows = session.execute(wanted.add_columns(late.label("late"), asked.label("asked"))).all()
    return [row[0] for row in rows if row.late], [row[0] for row in rows if row.asked]


def to_remind(today: date) -> Sequence[DecisionRecord]:
    """Return the records whose makers are written to today. Held until the command has done so."""
    wanted = select(DecisionRecord).where(is_overdue(today)).options(*IN_A_LIST, *WITH_LINKS)
    found = session.scalars(
        wanted.order_by(DecisionRecord.id).with_for_update(of=DecisionRecord)
    ).all()
    return [d for d in found if d.reminded_on is None or today - d.reminded_on >= AGAIN]


def makers(decision: DecisionRecord) -> Sequence[Person]:
    """Return who is written to about a record: who began it, and who looks after its entries."""
    beside = [p for link in decision.links for p in owners(link.activity)]
    wanted = select(Person).where(Person.id == decision.person_id, Person.active)
    return list(dict.fromkeys([*session.scalars(wanted), *beside]))


def drafts(actor: Actor, *, own: bool = True) -> Sequence[DecisionRecord]:
    """Return the records in the making that the actor may see, the one changed last first."""
    wanted = visible(actor).where(DecisionRecord.signed_at.is_(None)).options(*IN_A_LIST)
    if own:
        wanted = wanted.where(policies.made_by(actor))
    return session.scalars(
        wanted.order_by(DecisionRecord.changed_at.desc(), DecisionRecord.id.desc())
    ).all()


def of_entry(actor: Actor, activity: Activity) -> Sequence[DecisionRecord]:
    """Return the records that led to an entry: the signed ones, and drafts for their makers."""
    linked = select(DecisionEntry.decision_id).where(DecisionEntry.activity_id == activity.id)
    wanted = visible(actor).where(DecisionRecord.id.in_(linked), is_current()).options(*IN_A_LIST)
    return session.scalars(
        wanted.order_by(DecisionRecord.signed_at.desc(), DecisionRecord.id.desc())
    ).all()


def rows_of_entry(activity_id: Any, day: Any) -> Select[*tuple[Any, ...]]:
    """Select the signed records that led to an entry, as evidence beside an answer."""
    wanted = select(DecisionRecord.id, DecisionRecord.title, NO_DAY, DecisionRecord.slug)
    wanted = wanted.join(DecisionEntry, DecisionEntry.decision_id == DecisionRecord.id)
    own = and_(DecisionEntry.activity_id == activity_id, DecisionRecord.signed_at <= day)
    return wanted.where(own, policies.signed())


DECISION_ITEMS = ItemSource(
    DecisionRecord.id,
    rows_of_entry,
    lambda row, _slug: (row.words, "decisions.decision", {"decision": row.word}),
)


def entry_named(actor: Actor, text: str) -> Activity:
    """Return the entry that goes by a name, or stands at an address, given here."""
    wanted = register_visible(actor).where(Activity.id == programme(actor, text))
    return session.scalars(wanted).one()


def entries(actor: Actor, decision: DecisionRecord) -> Sequence[Activity]:
    """Return the entries that came of a decision: those the actor may read."""
    ids = [link.activity_id for link in decision.links]
    readable = and_(register.visible_to(actor), Activity.status.not_in(GONE))
    wanted = select(Activity).where(readable, Activity.id.in_(ids))
    wanted = wanted.options(selectinload(Activity.promises))
    return session.scalars(wanted.order_by(Activity.title, Activity.id)).all() if ids else []


def confirmed(actor: Actor, ids: Sequence[int]) -> dict[int, Rung | None]:
    """Return the confirmed rung of each of these entries that the actor may see, or None."""
    readable = and_(register.visible_to(actor), Activity.id.in_(ids))
    rows = session.execute(select(Activity.id, confirmed_rung()).where(readable))
    return {key: rung and Rung(rung) for key, rung in rows}


@dataclass(frozen=True)
class Decided:
    """What a record shows about an entry, for who asks whether its level was chosen on purpose."""

    slug: str
    at_start: bool
    together: bool
    promise_published: bool
    checked_with_residents: bool

    @property
    def shows(self) -> int:
        facts = (self.at_start, self.together, self.promise_published, self.checked_with_residents)
        return sum(facts)


def decided(actor: Actor, ids: Sequence[int]) -> dict[int, Decided]:
    """Return of each entry the signed-off record that shows the most. Entries without are left out.

    "At the start" goes by the day on which the record was signed here: nobody can date it back.
    """
    record = (
        DecisionRecord.slug,
        DecisionRecord.signed_at,
        DecisionRecord.decided_with,
        DecisionRecord.pledge,
    )
    wanted = (
        select(Activity.id, *record, Activity.started, was_checked_together())
        .join(DecisionEntry, DecisionEntry.decision_id == DecisionRecord.id)
        .join(Activity, Activity.id == DecisionEntry.activity_id)
        .where(policies.visible_to(actor), policies.signed(), Activity.id.in_(ids))
        .order_by(DecisionRecord.id)
    )
    found: dict[int, Decided] = {}
    for key, slug, signed_at, decided_with, pledge, started, was_checked in session.execute(wanted):
        together = bool(decided_with and decided_with.is_together)
        at_start = is_at_start(signed_at, started)
        told = Decided(slug, at_start, together, bool(pledge), bool(was_checked))
        if key not in found or told.shows >= found[key].shows:
            found[key] = told
    return found


def was_decided(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that such a record, signed off by now, led to an ``Activity``."""
    linked = and_(
        DecisionEntry.activity_id == Activity.id, DecisionEntry.decision_id == DecisionRecord.id
    )
    return exists().where(linked, policies.signed(), *conditions)


def was_drawn_on() -> ColumnElement[bool]:
    """Return the condition that a decision rests on what an ``Activity`` has shown."""
    address = literal(rules.OF_ENTRIES) + Activity.slug
    return address.in_(select(DecisionSaid.address).join(DecisionRecord).where(draws_on_others()))


def draws_on_others() -> ColumnElement[bool]:
    """A signed record names it among what people have told, and did not itself lead to it."""
    its = aliased(Activity)
    led_to_it = exists().where(
        DecisionEntry.decision_id == DecisionRecord.id,
        DecisionEntry.activity_id == its.id,
        DecisionSaid.address == literal(rules.OF_ENTRIES) + its.slug,
    )
    kept_back = exists().where(
        DecisionHold.decision_id == DecisionRecord.id,
        DecisionHold.part == Part.SAID,
        DecisionHold.state != HoldState.SHOWN,
    )
    return and_(policies.signed(), is_current(), ~led_to_it, ~kept_back)


def drawing_on(activity: Activity) -> Sequence[DecisionRecord]:
    """Return the public records that rest on what an entry has shown, the latest first."""
    address = f"{rules.OF_ENTRIES}{activity.slug}"
    wanted = select(DecisionRecord).join(DecisionSaid).where(draws_on_others())
    wanted = wanted.where(DecisionSaid.address == address).distinct()
    return session.scalars(
        wanted.order_by(DecisionRecord.signed_at.desc(), DecisionRecord.id.desc())
    ).all()


def was_together() -> ColumnElement[bool]:
    return DecisionRecord.decided_with.in_([each for each in DecidedWith if each.is_together])


def was_checked_together() -> ColumnElement[bool]:
    check = and_(DecisionLater.kind == Later.CHECK, DecisionLater.with_residents)
    return exists().where(DecisionLater.decision_id == DecisionRecord.id, check)


def at_start() -> ColumnElement[bool]:
    """As ``is_at_start``, but that the database goes by the day at Greenwich."""
    length, started = func.length(Activity.started), type_coerce(Activity.started, String)
    signed_on = func.substr(cast(DecisionRecord.signed_at, String), 1, length, type_=String)
    return or_(Activity.started.is_(None), signed_on <= started)


def is_at_start(signed_at: datetime | None, started: PartialDate | None) -> bool:
    """Tell whether the record was signed by the time that the entry began."""
    if signed_at is None:
        return False
    return started is None or signed_at.astimezone(clock.LONDON).date() <= started.latest
