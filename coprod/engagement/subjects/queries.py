"""Reading what can be commented on: entries here, and any subject by its kind.

Learning records, decisions and insights (``coprod.engagement.discussing``) are classes
like ``Entries``.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import aliased, selectinload

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.database import cache_statement, session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError
from coprod.core.values.howmany import HowMany
from coprod.engagement.subjects.policies import SUBJECT_KINDS
from coprod.engagement.subjects.rules import Subject
from coprod.register.activities.models import Activity, CoOwner
from coprod.register.activities.policies import (
    ever_owner_ids,
    in_hand_of,
    owned_by,
    published,
    visible_to,
)
from coprod.register.activities.queries import owners
from coprod.register.sections.queries import told
from coprod.register.sections.rules import People

SMALL_GROUP = 20
"""In a group of so many or fewer, people know each other again by what they tell."""
CHANGES = ("approved changes", "corrected")
MOST_CHANGES = 50


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
            endpoint="library.activity",
            history="changes.history",
            owner_ids=frozenset({entry.owner_id, *(who for who, left in beside if not left)}),
            hand_ids=ever_owner_ids(entry.owner_id, (who for who, _left in beside)),
        )

    def by_ids(self, ids: Iterable[int]) -> Mapping[int, Subject]:
        wanted = select(Activity).where(Activity.id.in_(set(ids)))
        found = session.scalars(wanted.options(selectinload(Activity.co_owners)))
        return {activity.id: self.of(activity) for activity in found}

    def public(self) -> Select[int]:
        return select(Activity.id).where(published())

    def owned_by(self, actor: Actor) -> Select[int]:
        return select(Activity.id).where(published(), owned_by(actor))

    def in_hand_of(self, actor: Actor) -> Select[int]:
        return select(Activity.id).where(in_hand_of(actor))

    def owners(self, subject_id: int) -> Sequence[Person]:
        activity = session.get(Activity, subject_id)
        return owners(activity) if activity else ()

    def changes(self, subject_id: int) -> Sequence[Event]:
        of_it = and_(Event.subject_kind == Activity.__tablename__, Event.subject_id == subject_id)
        wanted = select(Event).where(of_it, Event.verb.in_(CHANGES))
        return session.scalars(wanted.order_by(Event.id.desc()).limit(MOST_CHANGES)).all()

    def may_single_out(self, subject_id: int) -> bool:
        activity = session.get_one(Activity, subject_id)
        how_many: HowMany | None = told(activity, People).took_part
        return how_many is not None and 0 < (how_many.number or 0) <= SMALL_GROUP


@cache_statement
def named_entry(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Select an entry by its address, with those beside its owner: a row for each, or one."""
    beside = aliased(CoOwner)
    columns = (Activity.id, Activity.slug, Activity.title, Activity.owner_id)
    wanted = select(*columns, beside.person_id, beside.left_at)
    wanted = wanted.outerjoin(beside, beside.activity_id == Activity.id).order_by(beside.id)
    return wanted.where(visible_to(actor), published(), Activity.slug == bindparam("slug"))


ENTRIES = Entries()


def subject(actor: Actor, kind: str, slug: str) -> Subject:
    """Return a subject by its address, if readers see it now."""
    known = SUBJECT_KINDS.get(kind)
    found = known.by_slug(actor, slug) if known else None
    if found is None:
        raise NotFoundError
    return found


Key = tuple[str, int]


def subjects(keys: Iterable[Key]) -> dict[Key, Subject]:
    """Return several subjects, by one query for each kind."""
    wanted = list(keys)
    return {
        (name, found.id): found
        for name, kind in SUBJECT_KINDS.items()
        if any(each == name for each, _id in wanted)
        for found in kind.by_ids(key for each, key in wanted if each == name).values()
    }
