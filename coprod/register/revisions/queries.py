"""Reading what waits for approval, and what readers saw before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select

from coprod.core.database import session
from coprod.register.activities.models import Activity, Pending
from coprod.register.activities.policies import published
from coprod.register.activities.queries import fingerprint, pending
from coprod.register.activities.rules import unpack
from coprod.register.revisions.models import PublicChange
from coprod.register.sections.queries import kinds, told


@dataclass(frozen=True)
class Change:
    """A part that waits: as readers see it now, and as the team wants it."""

    kept: Pending
    published: Any
    wanted: Any

    @property
    def is_sent(self) -> bool:
        return self.kept.sent_at is not None

    @property
    def has_moved(self) -> bool:
        """The published part was changed after the team began from it."""
        return self.kept.based_on != fingerprint((self.published,))


def changes(activity: Activity) -> list[Change]:
    """Return what waits of one entry; the caller has asked whether it may be seen."""
    known = kinds()
    return [
        Change(each, told(activity, known[each.kind]), unpack(known[each.kind], each.told))
        for each in pending(activity.id)
        if each.kind in known
    ]


def seen(changes: Sequence[Change]) -> str:
    """Return the mark of what whoever decides was shown: both sides of everything sent."""
    return fingerprint(tuple(part for c in changes for part in (c.published, c.wanted)))


def awaits_approval() -> ColumnElement[bool]:
    sent = exists().where(Pending.activity_id == Activity.id, Pending.sent_at.is_not(None))
    return and_(published(), sent)


def public_changes(activity: Activity) -> Sequence[PublicChange]:
    """Return all that readers saw change in an entry, the first one first."""
    wanted = select(PublicChange).where(PublicChange.activity_id == activity.id)
    return session.scalars(wanted.order_by(PublicChange.id)).all()
