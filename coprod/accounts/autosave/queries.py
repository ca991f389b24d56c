"""Finding words that wait. Everybody finds their own, and curators find no more than that."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select

from coprod.accounts.autosave.models import HeldWords
from coprod.accounts.autosave.rules import LASTS, Mark
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError


def own(actor: Actor) -> Select[HeldWords]:
    """Select somebody's own words, but for those that waited for too long."""
    return select(HeldWords).where(HeldWords.person_id == actor.id, HeldWords.at >= first_time())


def first_time() -> datetime:
    """Return the time since when words still wait."""
    return clock.now() - LASTS


def waiting(actor: Actor, address: str = "") -> Sequence[HeldWords]:
    """Return the actor's own words, those of one form or all, the latest first."""
    wanted = own(actor).where(HeldWords.address == address) if address else own(actor)
    return session.scalars(wanted.order_by(HeldWords.at.desc(), HeldWords.id.desc())).all()


def how_many(actor: Actor) -> int:
    return session.scalar(own(actor).with_only_columns(func.count(HeldWords.id))) or 0


def held(actor: Actor, held_id: int) -> HeldWords:
    found = session.scalars(own(actor).where(HeldWords.id == held_id)).first()
    if found is None:
        raise NotFoundError
    return found


def under(mark: Mark) -> HeldWords | None:
    """Return what is held for one page that was opened."""
    wanted = select(HeldWords).where(
        HeldWords.person_id == mark.person_id, HeldWords.key == mark.key
    )
    return session.scalars(wanted).first()


def same(mark: Mark, fields: list[list[str]]) -> HeldWords | None:
    """Return the same words of the same form, held before from another page."""
    wanted = select(HeldWords).where(
        HeldWords.person_id == mark.person_id, HeldWords.address == mark.address
    )
    found = session.scalars(wanted.order_by(HeldWords.id)).all()
    return next((held for held in found if held.fields == fields), None)
