"""Whether somebody has closed a guide."""

from sqlalchemy import select

from coprod.accounts.guides.enums import Guide
from coprod.accounts.guides.models import ClosedGuide
from coprod.core.database import session
from coprod.core.values.actor import Actor


def has_closed_guide(actor: Actor, guide: Guide) -> bool:
    statement = select(ClosedGuide.id).where(
        ClosedGuide.person_id == actor.id, ClosedGuide.guide == guide
    )
    return session.scalar(statement) is not None
