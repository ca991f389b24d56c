"""Who keeps packs, who reads a draft, and who says that it was read."""

from sqlalchemy import ColumnElement, or_, select, true

from coprod.board.packs.enums import PackState
from coprod.board.packs.models import Pack, PackReader
from coprod.core.values.actor import Actor, Role


def can_keep_packs(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that every query for packs carries.

    A frozen pack is public. A draft is for curators, and for those who are named as its readers.
    """
    if actor.is_at_least(Role.CURATOR):
        return true()
    frozen = Pack.state == PackState.FROZEN
    if actor.id is None:
        return frozen
    named = select(PackReader.pack_id).where(PackReader.person_id == actor.id)
    return or_(frozen, Pack.id.in_(named))


def can_write(actor: Actor, pack: Pack) -> bool:
    return can_keep_packs(actor) and not pack.is_frozen


def can_review(actor: Actor, pack: Pack) -> bool:
    """Somebody who wrote nothing of it: another curator, or a lay member named as a reader."""
    if actor.id is None or pack.state is not PackState.DRAFT or has_written(actor, pack):
        return False
    return can_keep_packs(actor) or is_named_reader(actor, pack)


def can_record_reading(actor: Actor, pack: Pack) -> bool:
    """Each named reader says so once of a version, also where another was first."""
    if pack.is_frozen or has_written(actor, pack):
        return False
    has_read = any(
        each.person_id == actor.id and each.read_version == pack.version for each in pack.readers
    )
    return can_review(actor, pack) or (is_named_reader(actor, pack) and not has_read)


def is_named_reader(actor: Actor, pack: Pack) -> bool:
    is_named = any(each.person_id == actor.id for each in pack.readers)
    return is_named and actor.is_at_least(Role.LAY_MEMBER)


def has_written(actor: Actor, pack: Pack) -> bool:
    return actor.id in {pack.person_id, *pack.writer_ids}


def can_freeze(actor: Actor, pack: Pack) -> bool:
    return can_write(actor, pack)


def can_note(actor: Actor, pack: Pack) -> bool:
    return can_keep_packs(actor) and pack.is_frozen
