"""Reading what waits for approval, and what readers saw before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity, PendingPart
from coprod.register.activities.policies import is_owned_by
from coprod.register.activities.queries import list_pending_parts
from coprod.register.activities.rules import unpack
from coprod.register.revisions.models import PublicChange
from coprod.register.sections.queries import get_part_kinds, read_part


@dataclass(frozen=True)
class Change:
    """A part that waits: as readers see it now, and as the team wants it."""

    pending: PendingPart
    published: Any
    proposed: Any

    @property
    def is_sent(self) -> bool:
        return self.pending.sent_at is not None

    @property
    def has_moved(self) -> bool:
        """The published part was changed after the team began from it."""
        return self.pending.based_on != compute_fingerprint((self.published,))


def list_changes(activity: Activity) -> list[Change]:
    """Return what waits of one activity; the caller has asked whether it may be seen."""
    known_kinds = get_part_kinds()
    return [
        Change(
            each,
            read_part(activity, known_kinds[each.kind]),
            unpack(known_kinds[each.kind], each.content),
        )
        for each in list_pending_parts(activity.id)
        if each.kind in known_kinds
    ]


def compute_seen_fingerprint(changes: Sequence[Change]) -> str:
    """Return the mark of what whoever decides was shown: both sides of everything sent."""
    return compute_fingerprint(tuple(part for c in changes for part in (c.published, c.proposed)))


@dataclass(frozen=True)
class UnsentChanges:
    """How many parts of a public activity its team has changed and not sent to a curator."""

    slug: str
    title: str
    count: int


def list_unsent_changes(actor: Actor) -> list[UnsentChanges]:
    """Return what is not sent yet of the activities that the actor looks after."""
    statement = select(Activity.slug, Activity.title, func.count(PendingPart.id))
    statement = statement.join(PendingPart, PendingPart.activity_id == Activity.id).where(
        is_owned_by(actor), Activity.status == Status.PUBLISHED, PendingPart.sent_at.is_(None)
    )
    rows = session.execute(statement.group_by(Activity.id).order_by(Activity.title, Activity.id))
    return [UnsentChanges(*row) for row in rows]


def list_sent_changes(activity: Activity) -> list[Change]:
    return [change for change in list_changes(activity) if change.is_sent]


def list_drafted_changes(activity: Activity) -> list[Change]:
    """Return what the team wrote and has not handed to a curator."""
    return [change for change in list_changes(activity) if not change.is_sent]


def map_authors(activity_ids: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """Return who wrote what was sent of some activities, in one statement."""
    authors: dict[int, set[int]] = defaultdict(set)
    statement = select(PendingPart.activity_id, PendingPart.person_id).where(
        PendingPart.activity_id.in_(list(activity_ids)), PendingPart.sent_at.is_not(None)
    )
    for activity_id, person_id in session.execute(statement):
        authors[activity_id].add(person_id)
    return {activity_id: frozenset(ids) for activity_id, ids in authors.items()}


def list_public_changes(activity: Activity) -> Sequence[PublicChange]:
    """Return all that readers saw change in an activity, the first one first."""
    statement = select(PublicChange).where(PublicChange.activity_id == activity.id)
    return session.scalars(statement.order_by(PublicChange.id)).all()
