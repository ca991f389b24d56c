"""Finding activities. Every function takes the actor and returns only what they may see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import joinedload, selectinload

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.audit_trail.queries import list_events
from coprod.core.database import IDS, cache_statement, session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import require, require_found
from coprod.core.values.slugs import hash_slug
from coprod.reference.lists.enums import Choices, ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import build_choices_with, list_terms_in_use
from coprod.register.activities import policies
from coprod.register.activities.enums import GONE, Rung, Status
from coprod.register.activities.models import (
    EXAMPLES,
    Activity,
    ActivityTerm,
    ActivityText,
    CoOwner,
    FormerAddress,
    PendingPart,
    PromisedRung,
    Source,
)
from coprod.register.activities.rules import (
    SUBJECT_LISTS,
    About,
    Behalf,
    Leading,
    Naming,
    Part,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    Timing,
    unpack,
)

WHOLE_ACTIVITY = (
    joinedload(Activity.owner),
    joinedload(Activity.led_by),
    joinedload(Activity.text),
    joinedload(Activity.source),
    joinedload(Activity.promises),
    joinedload(Activity.co_owners),
    selectinload(Activity.terms),
)
ACTIVITY_HEADING = (
    joinedload(Activity.led_by),
    joinedload(Activity.source),
    joinedload(Activity.promises),
    joinedload(Activity.co_owners),
)
"""Enough for a page that tells one thing about an activity."""
LIST_COLUMNS = (
    joinedload(Activity.led_by),
    joinedload(Activity.source),
    selectinload(Activity.terms),
    selectinload(Activity.promises),
)
MOST_OF_ORGANISATION = 500
QUEUE_COLUMNS = joinedload(Activity.led_by)
"""Enough for a line on a desk, where many lists stand on one page."""


def select_visible_activities(actor: Actor) -> Select[Activity]:
    return select(Activity).where(policies.visible_to(actor))


def get_activity(actor: Actor, slug: str, *, to_change: bool = False) -> Activity:
    """Return a whole activity; what the actor may not see is not found.

    ``to_change`` holds it until the end of the transaction, so that two writers come in turn, and
    reads it as it is by then.
    """
    statement = select_whole_activity(actor)
    if to_change:
        statement = statement.with_for_update(of=Activity).execution_options(populate_existing=True)
    return require_found(session.scalars(statement, {"slug": slug}).unique().one_or_none())


def get_permitted_activity(
    actor: Actor,
    slug: str,
    is_permitted: Callable[[Actor, Activity], bool],
    *,
    to_change: bool = False,
) -> Activity:
    """Return a whole entry of which a policy permits something; refuse it to others who see it."""
    activity = get_activity(actor, slug, to_change=to_change)
    require(is_permitted(actor, activity))
    return activity


@cache_statement
def select_whole_activity(actor: Actor) -> Select[Activity]:
    return (
        select_visible_activities(actor)
        .where(Activity.slug == bindparam("slug"))
        .options(*WHOLE_ACTIVITY)
    )


def get_activity_heading(actor: Actor, slug: str) -> Activity:
    """Return what every page about an activity says of it, while it is there to be read."""
    statement = select_visible_activities(actor).where(
        Activity.slug == slug, Activity.status.not_in(GONE)
    )
    return require_found(
        session.scalars(statement.options(*ACTIVITY_HEADING)).unique().one_or_none()
    )


def list_own_activities(actor: Actor) -> Sequence[Activity]:
    """Return the activities that the actor looks after, the one changed last first."""
    if actor.id is None:
        return []
    statement = (
        select_visible_activities(actor).where(policies.is_owned_by(actor)).options(*LIST_COLUMNS)
    )
    return session.scalars(statement.order_by(Activity.changed_at.desc(), Activity.id.desc())).all()


def find_same_draft(actor: Actor, slug: str, title: str) -> Activity | None:
    """Return the own draft that began with this address, or has this name and nothing else."""
    is_named_alone = and_(Activity.title == title, Activity.summary == "")
    statement = select(Activity).where(
        Activity.owner_id == actor.id,
        Activity.status == Status.DRAFT,
        or_(Activity.slug == slug, is_named_alone),
    )
    drafts = session.scalars(statement.options(*WHOLE_ACTIVITY)).unique().all()
    return min(drafts, key=lambda draft: (draft.slug != slug, -draft.id), default=None)


def list_organisation_activities(actor: Actor) -> Sequence[Activity]:
    """Return what the actor’s organisation leads and others look after, by name."""
    statement = select_visible_activities(actor).where(
        policies.is_led_by_organisation_of(actor), ~policies.is_owned_by(actor)
    )
    statement = statement.options(*LIST_COLUMNS).order_by(Activity.title, Activity.id)
    return session.scalars(statement.limit(MOST_OF_ORGANISATION)).all()


def list_activities_by_right(actor: Actor) -> Sequence[Activity]:
    """Return what others look after and a right opens, the one changed last first."""
    statement = select_visible_activities(actor).where(
        policies.is_visible_by_right(actor), ~policies.is_owned_by(actor)
    )
    statement = statement.options(*LIST_COLUMNS, selectinload(Activity.co_owners))
    ordered = statement.order_by(Activity.changed_at.desc(), Activity.id.desc())
    return session.scalars(ordered.limit(MOST_OF_ORGANISATION)).all()


def find_last_return(activity: Activity) -> Event | None:
    """Return why the activity was last sent back to its owner, if it is with the owner now."""
    if activity.status is not Status.RETURNED:
        return None
    returns = [n for n in list_events(activity, public_only=False) if n.verb == "returned"]
    return returns[-1] if returns else None


def list_owners(activity: Activity) -> Sequence[Person]:
    """Return everybody who looks after an activity now, the first owner first."""
    co_owner_ids = select(CoOwner.person_id).where(
        CoOwner.activity_id == activity.id, CoOwner.left_at.is_(None)
    )
    statement = select(Person).where(
        or_(Person.id == activity.owner_id, Person.id.in_(co_owner_ids)), Person.active
    )
    return session.scalars(statement.order_by(Person.id != activity.owner_id, Person.id)).all()


# Addresses, now and before


def list_slugs_like(stem: str) -> Sequence[str]:
    return session.scalars(
        select(Activity.slug).where(Activity.slug.startswith(stem, autoescape=True))
    ).all()


def find_former_address(slug: str) -> FormerAddress | None:
    statement = select(FormerAddress).where(FormerAddress.slug_hash == hash_slug(slug))
    return session.scalars(statement).one_or_none()


@dataclass(frozen=True)
class CurrentAddress:
    """Where a page is found now whose address has changed; ``gone_at`` if nobody is led on."""

    path: str
    gone_at: datetime | None


def find_current_address(actor: Actor, path: str) -> CurrentAddress:
    """Return where a page about an activity stands now that may have had another address."""
    hashes = {hash_slug(part): part for part in path.split("/") if part}
    statement = select(FormerAddress, Activity.slug)
    statement = statement.join(Activity, Activity.id == FormerAddress.activity_id)
    statement = statement.where(FormerAddress.slug_hash.in_(hashes), policies.visible_to(actor))
    rows = session.execute(statement).all()
    current_slugs = {hashes[former.slug_hash]: slug for former, slug in rows}
    parts = (current_slugs.get(part, part) for part in path.split("/"))
    gone_at = next((former.at for former, _slug in rows if former.is_gone), None)
    return CurrentAddress("/".join(parts), gone_at)


def is_imported(name: str, key: str) -> bool:
    """Tell whether an activity from this source, under this key, is here already."""
    return bool(session.scalar(select(exists().where(Source.name == name, Source.key == key))))


# What an activity tells, part by part


def read_first_parts(activity: Activity, *kinds: type[Part]) -> tuple[Part, ...]:
    """Return some of the first parts of an activity as they are in the database."""
    return tuple(FIRST_PART_READERS[kind](activity) for kind in kinds)


def get_working_parts(activity: Activity, *kinds: type[Part]) -> tuple[Part, ...]:
    """Return parts as whoever writes them sees them: what waits for approval comes first."""
    is_public = activity.status is Status.PUBLISHED
    pending = (
        {each.kind: each.content for each in list_pending_parts(activity.id)} if is_public else {}
    )
    return tuple(
        unpack(kind, pending[kind.__name__])
        if kind.__name__ in pending
        else FIRST_PART_READERS[kind](activity)
        for kind in kinds
    )


def list_pending_parts(activity_id: int) -> Sequence[PendingPart]:
    """Return the pending parts of an activity, the oldest first."""
    statement = select(PendingPart).where(PendingPart.activity_id == activity_id)
    return session.scalars(statement.order_by(PendingPart.id)).all()


def read_place(activity: Activity) -> Placing:
    places = tuple(term.id for term in activity.get_terms(ListKind.LOCALITY))
    return Placing(places, activity.place_words)


def read_about(activity: Activity) -> About:
    listed = [(sort, tuple(term.id for term in activity.get_terms(sort))) for sort in SUBJECT_LISTS]
    return About(tuple(listed))


FIRST_PART_READERS: dict[type[Part], Callable[[Activity], Part]] = {
    Naming: lambda entry: Naming(entry.title),
    Telling: lambda entry: Telling(entry.summary),
    Leading: lambda entry: Leading(entry.led_by_id, entry.led_by_name),
    Placing: read_place,
    Timing: lambda entry: Timing(entry.started, entry.ended, entry.is_ongoing),
    PromiseStatement: lambda entry: PromiseStatement(entry.promised, entry.nothing_promised),
    About: read_about,
    Behalf: lambda entry: Behalf(entry.reported_by, entry.typed_by, entry.consent),
    Story: lambda entry: Story(entry.text.body, entry.text.learned),
}


def get_choices(activity: Activity) -> Choices:
    """Offer what the lists hold today, and what this activity holds already under an older name."""

    def list_current_terms(listing: ListKind) -> list[Term]:
        leader = activity.led_by
        leads = [leader] if leader and leader.listing is listing else []
        return [*activity.get_terms(listing), *leads]

    return build_choices_with(clock.today(), list_current_terms)


# Rows of lists
#
# Read as plain values, for a page of rows at once: lists are what everybody opens, and to load
# whole activities for twenty rows takes longer. Only what is published is in these lists.


LONGEST_TEXT_READ = 60_000


@dataclass(frozen=True)
class ActivityHead:
    """The columns of an activity for a row of a list, with its long texts if loaded."""

    id: int
    slug: str
    title: str
    summary: str
    led_by: str
    place_words: str
    started: PartialDate | None
    ended: PartialDate | None
    is_ongoing: bool
    review_by: date | None
    source: str | None
    at: datetime
    locked_on: date | None
    checked_by: str
    learned: str = ""
    body: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return self.summary, self.learned, self.body

    @property
    def may_be_out_of_date(self) -> bool:
        """Nobody has said that it is still true by the day on which somebody should have."""
        return self.review_by is not None and self.review_by < clock.today()

    @property
    def is_example(self) -> bool:
        return self.source == EXAMPLES


@dataclass(frozen=True)
class ActivityRow:
    """A row of a list: an activity, the rungs promised (lowest first) and its places."""

    head: ActivityHead
    promised: list[Rung] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.head.id


def is_readable_by(actor: Actor) -> ColumnElement[bool]:
    return and_(policies.visible_to(actor), policies.is_public_activity())


def load_heads(actor: Actor, ids: Sequence[int]) -> dict[int, ActivityHead]:
    """Return those of these activities that the actor may read now."""
    rows = session.execute(select_heads(actor), {"ids": ids}) if ids else ()
    return {row[0]: ActivityHead(*row) for row in rows}


def load_heads_with_texts(actor: Actor, ids: Sequence[int]) -> dict[int, ActivityHead]:
    """Return the same with their long texts."""
    rows = session.execute(select_heads_with_texts(actor), {"ids": ids}) if ids else ()
    return {row[0]: ActivityHead(*row) for row in rows}


@cache_statement
def select_heads(actor: Actor) -> Select[*tuple[Any, ...]]:
    statement = select(
        Activity.id,
        Activity.slug,
        Activity.title,
        Activity.summary,
        func.coalesce(Term.label, Activity.led_by_name),
        Activity.place_words,
        Activity.started,
        Activity.ended,
        Activity.is_ongoing,
        Activity.review_by,
        Source.name,
        func.coalesce(Activity.published_at, Activity.changed_at, type_=Activity.changed_at.type),
        Activity.locked_on,
        Activity.checked_by,
    )
    statement = statement.outerjoin(Term, Term.id == Activity.led_by_id)
    statement = statement.outerjoin(Source, Source.activity_id == Activity.id)
    return statement.where(is_readable_by(actor), Activity.id.in_(IDS))


@cache_statement
def select_heads_with_texts(actor: Actor) -> Select[*tuple[Any, ...]]:
    texts = (
        func.substr(c, 1, LONGEST_TEXT_READ) for c in (ActivityText.learned, ActivityText.body)
    )
    statement = select_heads(actor).join(ActivityText, ActivityText.activity_id == Activity.id)
    return statement.add_columns(*texts)


def load_rows(heads: Mapping[int, ActivityHead]) -> dict[int, ActivityRow]:
    """Return the lines of activities that the asker may read, in one question."""
    rows_by_id = {number: ActivityRow(head) for number, head in heads.items()}
    rows = session.execute(select_rungs_and_places(), {"ids": list(heads)}) if heads else ()
    for number, rung, place in rows:
        if place is None:
            rows_by_id[number].promised.append(Rung(rung))
        else:
            rows_by_id[number].places.append(place)
    return rows_by_id


@cache_statement
def select_rungs_and_places() -> Select[*tuple[Any, ...]]:
    """Select the levels of activities, and the names of their places in the curators’ order."""
    levels = select(
        PromisedRung.activity_id, PromisedRung.rung, literal(None, Term.label.type).label("place")
    )
    places = select(ActivityTerm.activity_id, Term.position, Term.label)
    places = places.join(Term, Term.id == ActivityTerm.term_id)
    rungs_and_places = union_all(
        levels.where(PromisedRung.activity_id.in_(IDS)),
        places.where(ActivityTerm.activity_id.in_(IDS), Term.listing == ListKind.LOCALITY),
    ).subquery()
    return select(rungs_and_places).order_by(
        rungs_and_places.c.activity_id, rungs_and_places.c.rung, rungs_and_places.c.place
    )


# How many activities are about what


@dataclass(frozen=True)
class TermCount:
    """How many public activities are about one name of a list. Nought is a gap to look at."""

    key: str
    label: str
    number: int


def count_by_term(listing: ListKind, today: date) -> list[TermCount]:
    """Count public activities under each name that a list has today, those without any too."""
    now = func.coalesce(Term.in_use_id, Term.id)
    statement = (
        select(now, func.count(ActivityTerm.activity_id.distinct()))
        .join(Term, Term.id == ActivityTerm.term_id)
        .join(Activity, Activity.id == ActivityTerm.activity_id)
        .where(Term.listing == listing, is_readable_by(VISITOR))
        .group_by(now)
    )
    counts = dict(session.execute(statement).all())
    return [
        TermCount(term.key, term.label, counts.get(term.id, 0))
        for term in list_terms_in_use(listing, today)
    ]
