"""Finding drafts. Everybody finds their own, and curators find no more than that."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select

from coprod.accounts.autosave.models import Draft
from coprod.accounts.autosave.rules import LIFETIME, DraftKey
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found


def select_own(actor: Actor) -> Select[Draft]:
    """Select somebody's own drafts that have not expired."""
    return select(Draft).where(Draft.person_id == actor.id, Draft.at >= get_expiry_cutoff())


def get_expiry_cutoff() -> datetime:
    """Return the time before which drafts have expired."""
    return clock.now() - LIFETIME


def list_drafts(actor: Actor, address: str = "") -> Sequence[Draft]:
    """Return the actor's own drafts, those of one form or all, the latest first."""
    statement = select_own(actor).where(Draft.address == address) if address else select_own(actor)
    return session.scalars(statement.order_by(Draft.at.desc(), Draft.id.desc())).all()


def count_drafts(actor: Actor) -> int:
    return session.scalar(select_own(actor).with_only_columns(func.count(Draft.id))) or 0


def get_draft(actor: Actor, draft_id: int) -> Draft:
    return require_found(session.scalars(select_own(actor).where(Draft.id == draft_id)).first())


def find_draft(draft_key: DraftKey) -> Draft | None:
    """Return the draft of one page that was opened."""
    statement = select(Draft).where(
        Draft.person_id == draft_key.person_id, Draft.key == draft_key.key
    )
    return session.scalars(statement).first()


def find_same_draft(draft_key: DraftKey, fields: list[list[str]]) -> Draft | None:
    """Return the same words of the same form, saved before from another page."""
    statement = select(Draft).where(
        Draft.person_id == draft_key.person_id, Draft.address == draft_key.address
    )
    drafts = session.scalars(statement.order_by(Draft.id)).all()
    return next((held for held in drafts if held.fields == fields), None)
