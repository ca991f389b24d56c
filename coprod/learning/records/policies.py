"""Who may read a learning record, write it, and decide about it."""

from sqlalchemy import ColumnElement, and_, or_, select, true

from coprod.core.values.actor import Actor, Role
from coprod.learning.records.enums import TeamVisibility
from coprod.learning.records.models import LearningRecord
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owned_by, is_owner, was_ever_owner

EDITABLE_STATUSES = frozenset({Status.DRAFT, Status.RETURNED})


def is_public_record() -> ColumnElement[bool]:
    return LearningRecord.status == Status.PUBLISHED


def shows_its_entry() -> ColumnElement[bool]:
    """Readers see which activity it belongs to, unless the team wants to stay unnamed."""
    return and_(is_public_record(), LearningRecord.showing == TeamVisibility.SHOWN)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that every query for records carries."""
    if actor.is_at_least(Role.CURATOR):
        return true()
    gone = and_(LearningRecord.status == Status.WITHDRAWN, LearningRecord.published_at.is_not(None))
    seen = or_(is_public_record(), gone)
    return seen if actor.id is None else or_(seen, is_from_side_of(actor))


def is_from_side_of(actor: Actor) -> ColumnElement[bool]:
    """Its writer, and those who look after the activity with the writer."""
    entries = select(Activity.id).where(is_owned_by(actor))
    is_from_their_team = and_(LearningRecord.is_from_team, LearningRecord.activity_id.in_(entries))
    return or_(LearningRecord.owner_id == actor.id, is_from_their_team)


def is_on_side(actor: Actor, record: LearningRecord) -> bool:
    if actor.id is not None and record.owner_id == actor.id:
        return True
    entry = record.activity
    return record.is_from_team and entry is not None and is_owner(actor, entry)


def can_create(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.RESIDENT)


def can_write(actor: Actor, record: LearningRecord) -> bool:
    """Its side writes; of what is public, a curator reads the new words first."""
    return is_on_side(actor, record) and record.status in {*EDITABLE_STATUSES, Status.PUBLISHED}


def can_send(actor: Actor, record: LearningRecord) -> bool:
    return is_on_side(actor, record) and record.status in EDITABLE_STATUSES


def can_discard(actor: Actor, record: LearningRecord) -> bool:
    return record.owner_id == actor.id and record.status is Status.DRAFT


def is_impartial(actor: Actor, record: LearningRecord) -> bool:
    """A curator who wrote nothing of it, and had no hand in the activity that it is about."""
    entry = record.activity
    has_hand = is_on_side(actor, record) or (entry is not None and was_ever_owner(actor, entry))
    return actor.is_at_least(Role.CURATOR) and not has_hand


def can_decide(actor: Actor, record: LearningRecord) -> bool:
    """Nobody publishes their own."""
    return is_impartial(actor, record) and record.status is Status.SUBMITTED


def can_approve(actor: Actor, record: LearningRecord) -> bool:
    return is_impartial(actor, record) and record.status is Status.PUBLISHED and record.has_changes


def can_withdraw(actor: Actor, record: LearningRecord) -> bool:
    """Curators, and its writer: they may change their mind."""
    is_theirs = actor.id is not None and record.owner_id == actor.id
    may = is_theirs or actor.is_at_least(Role.CURATOR)
    return may and record.status is Status.PUBLISHED


def can_confirm(actor: Actor, record: LearningRecord) -> bool:
    knows = is_on_side(actor, record) or actor.is_at_least(Role.CURATOR)
    return knows and record.status is Status.PUBLISHED


def can_read_all(actor: Actor, record: LearningRecord) -> bool:
    """Who reads what readers do not: the unnamed team, how people agreed, what waits."""
    return is_on_side(actor, record) or actor.is_at_least(Role.CURATOR)
