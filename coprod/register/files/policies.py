"""Who may add a file to an activity, see it, approve it and take it away."""

from sqlalchemy import ColumnElement, and_, or_, true

from coprod.core.database import is_within
from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import (
    can_write,
    is_owned_by,
    is_owner,
    visible_to,
    was_ever_owner,
)
from coprod.register.files.models import StoredFile


def is_public_file() -> ColumnElement[bool]:
    """Return the condition that readers of an activity see its file: approved, and not hidden."""
    return and_(StoredFile.waits.is_(False), is_within(StoredFile.public_until))


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """A file is seen by whoever sees its activity, and by nobody once that is gone.

    One that waits is seen by those who look after the activity and by the curators. After its last
    day nobody sees it.
    """
    lasts = is_within(StoredFile.public_until)
    is_there = and_(visible_to(actor), Activity.status.not_in(GONE), lasts)
    if actor.is_at_least(Role.CURATOR):
        return is_there
    is_own = is_owned_by(actor) if actor.id is not None else ~true()
    return and_(is_there, or_(StoredFile.waits.is_(False), is_own))


def can_add(actor: Actor, activity: Activity) -> bool:
    """Owners add files to drafts and to public activities, where the files wait for a curator."""
    return can_write(actor, activity)


def can_approve(actor: Actor, file: StoredFile) -> bool:
    """A curator who never looked after the activity."""
    is_curator = actor.is_at_least(Role.CURATOR)
    return file.waits and is_curator and not was_ever_owner(actor, file.activity)


def can_choose_cover(actor: Actor, file: StoredFile) -> bool:
    """Whoever may add pictures, or a curator, chooses among those that readers see."""
    may_change = can_add(actor, file.activity) or actor.is_at_least(Role.CURATOR)
    return may_change and file.kind.is_picture and not file.waits


def can_remove(actor: Actor, activity: Activity) -> bool:
    """Owners and curators take a file away at any time: somebody in it may have second thoughts."""
    return is_owner(actor, activity) or actor.is_at_least(Role.CURATOR)
