"""Reading decision records: one, the list, what is overdue, and what each shows about an activity.

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
from coprod.core.values.errors import require_found
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.decisions.guide.enums import Question
from coprod.decisions.guide.rules import Answers
from coprod.decisions.records import policies, rules
from coprod.decisions.records.enums import (
    AdditionKind,
    ChosenLevel,
    DecidedWith,
    HoldablePart,
    HoldState,
)
from coprod.decisions.records.models import (
    DecisionActivity,
    DecisionAddition,
    DecisionHold,
    DecisionPriorFeedback,
    DecisionRecord,
    DecisionTerm,
)
from coprod.decisions.records.rules import (
    DecisionScope,
    DecisionTitle,
    LevelChoice,
    Means,
    Openness,
    PriorFeedback,
    PriorFeedbackList,
    PromiseStatement,
    Reply,
)
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import GONE, Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import visible_to
from coprod.register.activities.queries import list_owners, select_visible_activities
from coprod.register.freshness.rules import REMIND_AGAIN_AFTER
from coprod.register.sections.queries import find_programme

PartT = TypeVar("PartT")
PAGE_SIZE = 20
IN_A_LIST = (selectinload(DecisionRecord.additions),)
WITH_LINKS = (selectinload(DecisionRecord.links).joinedload(DecisionActivity.activity),)
WHOLE = (
    selectinload(DecisionRecord.terms),
    selectinload(DecisionRecord.links)
    .joinedload(DecisionActivity.activity)
    .selectinload(Activity.co_owners),
)
OWN_ROWS = (
    DecisionRecord.answers,
    DecisionRecord.prior_feedback,
    DecisionRecord.holds,
    DecisionRecord.additions,
)


def select_visible(actor: Actor) -> Select[DecisionRecord]:
    return select(DecisionRecord).where(policies.visible_to(actor))


def get_decision(actor: Actor, slug: str, *, to_change: bool = False) -> DecisionRecord:
    """Return a whole record. ``to_change`` locks it until the transaction ends."""
    statement = select_visible(actor).where(DecisionRecord.slug == slug).options(*WHOLE)
    if to_change:
        statement = statement.with_for_update(of=DecisionRecord)
    decision = require_found(session.scalars(statement).one_or_none())
    load_together([decision], OWN_ROWS)
    return decision


def find_newer_version(decision: DecisionRecord) -> DecisionRecord | None:
    """Return the version that was signed off in the place of this one."""
    statement = select(DecisionRecord).where(
        DecisionRecord.replaces_id == decision.id, policies.is_signed()
    )
    return session.scalars(statement.order_by(DecisionRecord.id.desc()).limit(1)).first()


def find_older_version(actor: Actor, decision: DecisionRecord) -> DecisionRecord | None:
    """Return the version in whose place this one was written."""
    statement = select_visible(actor).where(DecisionRecord.id == decision.replaces_id)
    return session.scalars(statement).one_or_none() if decision.replaces_id else None


def get_activity_titles(actor: Actor, slugs: Sequence[str]) -> dict[str, str]:
    """Return what activities are called, of those that the actor may read."""
    if not slugs:
        return {}
    readable = and_(visible_to(actor), Activity.status.not_in(GONE))
    statement = select(Activity.slug, Activity.title).where(readable, Activity.slug.in_(slugs))
    return dict(session.execute(statement).all())


def list_slugs_like(stem: str) -> Sequence[str]:
    like = DecisionRecord.slug.startswith(stem, autoescape=True)
    return session.scalars(select(DecisionRecord.slug).where(like)).all()


# The parts of a record


def get_record_part(decision: DecisionRecord, kind: type[PartT]) -> PartT:
    part: PartT = PART_READERS[kind](decision)
    return part


def read_columns(kind: type[Any]) -> Callable[[DecisionRecord], Any]:
    """Read a part whose fields are columns of the same names."""
    names = kind.__dataclass_fields__
    return lambda decision: kind(**{name: getattr(decision, name) for name in names})


def read_scope(decision: DecisionRecord) -> DecisionScope:
    ids = {
        name: [t.id for t in decision.list_terms(listing)] for name, listing in SCOPE_LISTS.items()
    }
    return DecisionScope(**{name: tuple(of) for name, of in ids.items()})


SCOPE_LISTS = {
    "group_ids": ListKind.GROUP,
    "workstream_ids": ListKind.WORKSTREAM,
    "locality_ids": ListKind.LOCALITY,
    "partner_ids": ListKind.ORGANISATION,
    "board_ids": ListKind.BOARD,
}
PART_READERS: dict[type[Any], Callable[[DecisionRecord], Any]] = {
    **{
        kind: read_columns(kind)
        for kind in (DecisionTitle, Openness, Means, LevelChoice, PromiseStatement)
    },
    PriorFeedbackList: lambda it: PriorFeedbackList(
        tuple(PriorFeedback(s.words, s.address) for s in it.prior_feedback)
    ),
    DecisionScope: read_scope,
}


def get_replies(decision: DecisionRecord) -> dict[Question, Reply]:
    """Return what was answered, in the order of the questions."""
    replies = {a.question: Reply(a.question, a.answer, a.note) for a in decision.answers}
    return {question: replies[question] for question in Question if question in replies}


def get_answers(decision: DecisionRecord) -> Answers:
    return {question: reply.answer for question, reply in get_replies(decision).items()}


def list_gaps(decision: DecisionRecord) -> list[rules.Gap]:
    parts = (
        get_record_part(decision, Openness),
        get_record_part(decision, LevelChoice),
        get_record_part(decision, PromiseStatement),
    )
    return rules.list_gaps(*parts)


def compute_record_fingerprint(decision: DecisionRecord) -> str:
    return compute_fingerprint(
        (*(get_record_part(decision, kind) for kind in PART_READERS), get_replies(decision))
    )


# The list


@dataclass(frozen=True)
class DecisionFilter:
    """What a reader of the list asked for. Several levels are joined by "or"."""

    chosen: tuple[ChosenLevel, ...] = ()
    below: bool = False
    overdue: bool = False
    workstream: str = ""
    place: str = ""
    page: int = 1


def list_signed(actor: Actor, filters: DecisionFilter) -> Sequence[DecisionRecord]:
    """Return one page of what is signed off, the newest first; of versions only the last."""
    statement = select_visible(actor).where(*build_conditions(filters)).options(*IN_A_LIST)
    statement = statement.order_by(DecisionRecord.signed_at.desc(), DecisionRecord.id.desc())
    return session.scalars(statement.limit(PAGE_SIZE).offset((filters.page - 1) * PAGE_SIZE)).all()


def count_signed(actor: Actor, filters: DecisionFilter) -> int:
    statement = select(func.count(DecisionRecord.id)).where(policies.visible_to(actor))
    return session.scalar(statement.where(*build_conditions(filters))) or 0


def build_conditions(filters: DecisionFilter) -> list[ColumnElement[bool]]:
    conditions = [policies.is_signed(), is_current()]
    if filters.chosen:
        conditions.append(DecisionRecord.chosen.in_(filters.chosen))
    if filters.below:
        conditions.append(DecisionRecord.is_below.is_(True))
    if filters.overdue:
        conditions.append(review_is_overdue(clock.today()))
    for listing, key in (
        (ListKind.WORKSTREAM, filters.workstream),
        (ListKind.LOCALITY, filters.place),
    ):
        if key:
            conditions.append(has_term(listing, key))
    return conditions


def has_term(listing: ListKind, key: str) -> ColumnElement[bool]:
    """A record counts under the name that a term has today."""
    current_term = aliased(Term)
    statement = (
        select(DecisionTerm.id)
        .join(Term, and_(Term.id == DecisionTerm.term_id, Term.listing == listing))
        .join(current_term, current_term.id == Term.in_use_id)
    )
    return statement.where(
        DecisionTerm.decision_id == DecisionRecord.id, current_term.key == key
    ).exists()


def is_current() -> ColumnElement[bool]:
    """No newer version of it was signed off."""
    newer = aliased(DecisionRecord)
    return ~exists().where(newer.replaces_id == DecisionRecord.id, newer.signed_at.is_not(None))


def list_drafts(actor: Actor, *, own_only: bool = True) -> Sequence[DecisionRecord]:
    """Return the records in the making that the actor may see, the one changed last first."""
    statement = select_visible(actor).where(DecisionRecord.signed_at.is_(None)).options(*IN_A_LIST)
    if own_only:
        statement = statement.where(policies.made_by(actor))
    return session.scalars(
        statement.order_by(DecisionRecord.changed_at.desc(), DecisionRecord.id.desc())
    ).all()


def list_decisions_for_activity(actor: Actor, activity: Activity) -> Sequence[DecisionRecord]:
    """Return the records that led to an activity: the signed ones, and drafts for their makers."""
    linked = select(DecisionActivity.decision_id).where(DecisionActivity.activity_id == activity.id)
    statement = (
        select_visible(actor).where(DecisionRecord.id.in_(linked), is_current()).options(*IN_A_LIST)
    )
    return session.scalars(
        statement.order_by(DecisionRecord.signed_at.desc(), DecisionRecord.id.desc())
    ).all()


# What is overdue


def review_is_overdue(today: date) -> ColumnElement[bool]:
    next_review = (
        select(DecisionAddition.next_review_on)
        .where(
            DecisionAddition.decision_id == DecisionRecord.id,
            DecisionAddition.next_review_on.is_not(None),
        )
        .order_by(DecisionAddition.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(policies.is_signed(), func.coalesce(next_review, DecisionRecord.review_on) < today)


def check_is_overdue(today: date) -> ColumnElement[bool]:
    checked = exists().where(
        DecisionAddition.decision_id == DecisionRecord.id,
        DecisionAddition.kind == AdditionKind.CHECK,
    )
    is_promise = DecisionRecord.chosen != ChosenLevel.NOT_GO_AHEAD
    return and_(policies.is_signed(), is_promise, ~checked, DecisionRecord.check_by < today)


def is_overdue(today: date) -> ColumnElement[bool]:
    return and_(is_current(), or_(review_is_overdue(today), check_is_overdue(today)))


def list_own_overdue(actor: Actor) -> Sequence[DecisionRecord]:
    """Return what the actor should have looked at or checked, the oldest first."""
    statement = select_visible(actor).where(is_overdue(clock.today()), policies.made_by(actor))
    statement = statement.options(*IN_A_LIST)
    return session.scalars(statement.order_by(DecisionRecord.review_on, DecisionRecord.id)).all()


def lock_due_reminders(today: date) -> Sequence[DecisionRecord]:
    """Return the records whose makers are written to today, locked until the transaction ends."""
    statement = select(DecisionRecord).where(is_overdue(today)).options(*IN_A_LIST, *WITH_LINKS)
    overdue = session.scalars(
        statement.order_by(DecisionRecord.id).with_for_update(of=DecisionRecord)
    ).all()
    return [
        d for d in overdue if d.reminded_on is None or today - d.reminded_on >= REMIND_AGAIN_AFTER
    ]


def list_makers(decision: DecisionRecord) -> Sequence[Person]:
    """Return who is written to about a record: who began it, and who looks after its activities."""
    activity_owners = [p for link in decision.links for p in list_owners(link.activity)]
    statement = select(Person).where(Person.id == decision.person_id, Person.active)
    return list(dict.fromkeys([*session.scalars(statement), *activity_owners]))


# The activities that came of a decision


def get_activity_by_name(actor: Actor, text: str) -> Activity:
    """Return the activity that goes by a name, or stands at an address, given here."""
    statement = select_visible_activities(actor).where(Activity.id == find_programme(actor, text))
    return session.scalars(statement).one()


def list_linked_activities(actor: Actor, decision: DecisionRecord) -> Sequence[Activity]:
    """Return the activities that came of a decision: those the actor may read."""
    ids = [link.activity_id for link in decision.links]
    readable = and_(visible_to(actor), Activity.status.not_in(GONE))
    statement = select(Activity).where(readable, Activity.id.in_(ids))
    statement = statement.options(selectinload(Activity.promises))
    return session.scalars(statement.order_by(Activity.title, Activity.id)).all() if ids else []


def get_confirmed_rungs(actor: Actor, ids: Sequence[int]) -> dict[int, Rung | None]:
    """Return the confirmed rung of each of these activities that the actor may see, or None."""
    readable = and_(visible_to(actor), Activity.id.in_(ids))
    rows = session.execute(select(Activity.id, select_confirmed_rung()).where(readable))
    return {key: rung and Rung(rung) for key, rung in rows}


# What a decision shows about an activity


def select_items_for_activity(activity_id: Any, day: Any) -> Select[*tuple[Any, ...]]:
    """Select the signed records that led to an activity, as evidence beside an answer."""
    statement = select(DecisionRecord.id, DecisionRecord.title, NO_DAY, DecisionRecord.slug)
    statement = statement.join(DecisionActivity, DecisionActivity.decision_id == DecisionRecord.id)
    is_signed_link = and_(
        DecisionActivity.activity_id == activity_id, DecisionRecord.signed_at <= day
    )
    return statement.where(is_signed_link, policies.is_signed())


DECISION_ITEMS = ItemSource(
    DecisionRecord.id,
    select_items_for_activity,
    lambda row, _slug: (row.words, "decisions.records.decision", {"decision": row.word}),
)


@dataclass(frozen=True)
class DecisionEvidence:
    """What a record shows about an activity: evidence that its level was chosen on purpose."""

    slug: str
    at_start: bool
    together: bool
    promise_published: bool
    checked_with_residents: bool

    @property
    def strength(self) -> int:
        facts = (self.at_start, self.together, self.promise_published, self.checked_with_residents)
        return sum(facts)


def find_evidence(actor: Actor, ids: Sequence[int]) -> dict[int, DecisionEvidence]:
    """Return, for each activity that has one, the signed-off record that shows the most.

    "At the start" goes by the day on which the record was signed here: nobody can date it back.
    """
    record = (
        DecisionRecord.slug,
        DecisionRecord.signed_at,
        DecisionRecord.decided_with,
        DecisionRecord.pledge,
    )
    statement = (
        select(Activity.id, *record, Activity.started, was_checked_together())
        .join(DecisionActivity, DecisionActivity.decision_id == DecisionRecord.id)
        .join(Activity, Activity.id == DecisionActivity.activity_id)
        .where(policies.visible_to(actor), policies.is_signed(), Activity.id.in_(ids))
        .order_by(DecisionRecord.id)
    )
    strongest: dict[int, DecisionEvidence] = {}
    rows = session.execute(statement)
    for key, slug, signed_at, decided_with, pledge, started, was_checked in rows:
        together = bool(decided_with and decided_with.is_together)
        at_start = is_signed_at_start(signed_at, started)
        evidence = DecisionEvidence(slug, at_start, together, bool(pledge), bool(was_checked))
        if key not in strongest or evidence.strength >= strongest[key].strength:
            strongest[key] = evidence
    return strongest


def has_decision(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that such a record, signed off by now, led to an ``Activity``."""
    linked = and_(
        DecisionActivity.activity_id == Activity.id,
        DecisionActivity.decision_id == DecisionRecord.id,
    )
    return exists().where(linked, policies.is_signed(), *conditions)


def was_decided_together() -> ColumnElement[bool]:
    return DecisionRecord.decided_with.in_([value for value in DecidedWith if value.is_together])


def was_checked_together() -> ColumnElement[bool]:
    check = and_(DecisionAddition.kind == AdditionKind.CHECK, DecisionAddition.with_residents)
    return exists().where(DecisionAddition.decision_id == DecisionRecord.id, check)


def was_signed_at_start() -> ColumnElement[bool]:
    """As ``is_signed_at_start``, but that the database goes by the day at Greenwich."""
    length, started = func.length(Activity.started), type_coerce(Activity.started, String)
    signed_on = func.substr(cast(DecisionRecord.signed_at, String), 1, length, type_=String)
    return or_(Activity.started.is_(None), signed_on <= started)


def is_signed_at_start(signed_at: datetime | None, started: PartialDate | None) -> bool:
    """Tell whether the record was signed by the time that the activity began."""
    if signed_at is None:
        return False
    return started is None or clock.to_day(signed_at) <= started.latest


def is_drawn_on() -> ColumnElement[bool]:
    """Return the condition that a decision rests on what an ``Activity`` has shown."""
    address = literal(rules.ACTIVITY_PREFIX) + Activity.slug
    return address.in_(
        select(DecisionPriorFeedback.address).join(DecisionRecord).where(draws_on_unlinked())
    )


def draws_on_unlinked() -> ColumnElement[bool]:
    """A signed record names it as earlier feedback, and did not itself lead to it."""
    source_activity = aliased(Activity)
    led_to_it = exists().where(
        DecisionActivity.decision_id == DecisionRecord.id,
        DecisionActivity.activity_id == source_activity.id,
        DecisionPriorFeedback.address == literal(rules.ACTIVITY_PREFIX) + source_activity.slug,
    )
    is_held_back = exists().where(
        DecisionHold.decision_id == DecisionRecord.id,
        DecisionHold.part == HoldablePart.PRIOR_FEEDBACK,
        DecisionHold.state != HoldState.SHOWN,
    )
    return and_(policies.is_signed(), is_current(), ~led_to_it, ~is_held_back)


def list_drawing_on(activity: Activity) -> Sequence[DecisionRecord]:
    """Return the public records that rest on what an activity has shown, the latest first."""
    address = f"{rules.ACTIVITY_PREFIX}{activity.slug}"
    statement = select(DecisionRecord).join(DecisionPriorFeedback).where(draws_on_unlinked())
    statement = statement.where(DecisionPriorFeedback.address == address).distinct()
    return session.scalars(
        statement.order_by(DecisionRecord.signed_at.desc(), DecisionRecord.id.desc())
    ).all()
