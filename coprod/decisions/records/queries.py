"""Reading decision records: one, the list, what is overdue, and what each shows about an entry.

What the actor may not see is not found, listed or counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

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
from coprod.assessment.confirmation.queries import select_confirmed_rung
from coprod.assessment.self_assessment.queries import NO_DAY, ItemSource
from coprod.core.database import load_together, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotFoundError
from coprod.decisions.guide.enums import Question
from coprod.decisions.guide.rules import Answers
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
from coprod.decisions.records.rules import (
    About,
    AlreadySaid,
    Choosing,
    Means,
    Naming,
    Openness,
    Promising,
    Reply,
    Said,
)
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities import policies as register
from coprod.register.activities.enums import GONE, Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import compute_fingerprint, list_owners
from coprod.register.activities.queries import select_visible_activities as register_visible
from coprod.register.freshness.rules import AGAIN
from coprod.register.sections.queries import find_programme

P = TypeVar("P")
A_PAGE = 20
IN_A_LIST = (selectinload(DecisionRecord.later),)
WITH_LINKS = (selectinload(DecisionRecord.links).joinedload(DecisionEntry.activity),)
WHOLE = (
    selectinload(DecisionRecord.terms),
    selectinload(DecisionRecord.links)
    .joinedload(DecisionEntry.activity)
    .selectinload(Activity.co_owners),
)
OWN_ROWS = (DecisionRecord.answers, DecisionRecord.said, DecisionRecord.holds, DecisionRecord.later)


def visible(actor: Actor) -> Select[DecisionRecord]:
    return select(DecisionRecord).where(policies.visible_to(actor))


def decision(actor: Actor, slug: str, *, to_change: bool = False) -> DecisionRecord:
    """Return a whole record. ``to_change`` holds it until the end of the transaction."""
    wanted = visible(actor).where(DecisionRecord.slug == slug).options(*WHOLE)
    if to_change:
        wanted = wanted.with_for_update(of=DecisionRecord)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    load_together([found], OWN_ROWS)
    return found


def newer(decision: DecisionRecord) -> DecisionRecord | None:
    """Return the version that was signed off in the place of this one."""
    wanted = select(DecisionRecord).where(
        DecisionRecord.replaces_id == decision.id, policies.signed()
    )
    return session.scalars(wanted.order_by(DecisionRecord.id.desc()).limit(1)).first()


def older(actor: Actor, decision: DecisionRecord) -> DecisionRecord | None:
    """Return the version in whose place this one was written."""
    wanted = visible(actor).where(DecisionRecord.id == decision.replaces_id)
    return session.scalars(wanted).one_or_none() if decision.replaces_id else None


def titles(actor: Actor, slugs: Sequence[str]) -> dict[str, str]:
    """Return what entries are called, of those that the actor may read."""
    if not slugs:
        return {}
    readable = and_(register.visible_to(actor), Activity.status.not_in(GONE))
    wanted = select(Activity.slug, Activity.title).where(readable, Activity.slug.in_(slugs))
    return dict(session.execute(wanted).all())


def slugs_like(stem: str) -> Sequence[str]:
    like = DecisionRecord.slug.startswith(stem, autoescape=True)
    return session.scalars(select(DecisionRecord.slug).where(like)).all()


# The parts of a record


def told(decision: DecisionRecord, kind: type[P]) -> P:
    part: P = READERS[kind](decision)
    return part


def plain(kind: type[Any]) -> Callable[[DecisionRecord], Any]:
    """Read a part whose fields are columns of the same names."""
    names = kind.__dataclass_fields__
    return lambda decision: kind(**{name: getattr(decision, name) for name in names})


def about(decision: DecisionRecord) -> About:
    ids = {name: [t.id for t in decision.listed(listing)] for name, listing in TERMS.items()}
    return About(**{name: tuple(of) for name, of in ids.items()})


TERMS = {
    "group_ids": ListKind.GROUP,
    "workstream_ids": ListKind.WORKSTREAM,
    "locality_ids": ListKind.LOCALITY,
    "partner_ids": ListKind.ORGANISATION,
    "board_ids": ListKind.BOARD,
}
READERS: dict[type[Any], Callable[[DecisionRecord], Any]] = {
    **{kind: plain(kind) for kind in (Naming, Openness, Means, Choosing, Promising)},
    AlreadySaid: lambda it: AlreadySaid(tuple(Said(s.words, s.address) for s in it.said)),
    About: about,
}


def replies(decision: DecisionRecord) -> dict[Question, Reply]:
    """Return what was answered, in the order of the questions."""
    kept = {a.question: Reply(a.question, a.answer, a.note) for a in decision.answers}
    return {question: kept[question] for question in Question if question in kept}


def answers(decision: DecisionRecord) -> Answers:
    return {question: reply.answer for question, reply in replies(decision).items()}


def gaps(decision: DecisionRecord) -> list[rules.Gap]:
    parts = (told(decision, Openness), told(decision, Choosing), told(decision, Promising))
    return rules.gaps(*parts)


def fingerprint_of_all(decision: DecisionRecord) -> str:
    return compute_fingerprint((*(told(decision, kind) for kind in READERS), replies(decision)))


# The list


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


# What is overdue


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
    beside = [p for link in decision.links for p in list_owners(link.activity)]
    wanted = select(Person).where(Person.id == decision.person_id, Person.active)
    return list(dict.fromkeys([*session.scalars(wanted), *beside]))


# The entries that came of a decision


def entry_named(actor: Actor, text: str) -> Activity:
    """Return the entry that goes by a name, or stands at an address, given here."""
    wanted = register_visible(actor).where(Activity.id == find_programme(actor, text))
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
    rows = session.execute(select(Activity.id, select_confirmed_rung()).where(readable))
    return {key: rung and Rung(rung) for key, rung in rows}


# What a decision shows about an entry


def rows_of_entry(activity_id: Any, day: Any) -> Select[*tuple[Any, ...]]:
    """Select the signed records that led to an entry, as evidence beside an answer."""
    wanted = select(DecisionRecord.id, DecisionRecord.title, NO_DAY, DecisionRecord.slug)
    wanted = wanted.join(DecisionEntry, DecisionEntry.decision_id == DecisionRecord.id)
    own = and_(DecisionEntry.activity_id == activity_id, DecisionRecord.signed_at <= day)
    return wanted.where(own, policies.signed())


DECISION_ITEMS = ItemSource(
    DecisionRecord.id,
    rows_of_entry,
    lambda row, _slug: (row.words, "decisions.records.decision", {"decision": row.word}),
)


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
