"""Finding entries. Every function takes the actor, and none returns what the actor may not see."""

from collections.abc import Sequence

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.db import session
from coprod.kit.actor import Actor
from coprod.kit.errors import NotFoundError
from coprod.register import policies
from coprod.register.models import Activity, Source

WHOLE = (
    joinedload(Activity.owner),
    joinedload(Activity.led_by),
    joinedload(Activity.text),
    joinedload(Activity.source),
    selectinload(Activity.terms),
    selectinload(Activity.promises),
    selectinload(Activity.facts),
)
IN_A_LIST = (
    joinedload(Activity.led_by),
    joinedload(Activity.source),
    selectinload(Activity.terms),
    selectinload(Activity.promises),
)


def visible(actor: Actor) -> Select[Activity]:
    return select(Activity).where(policies.visible_to(actor))


def activity(actor: Actor, slug: str) -> Activity:
    """Return a whole entry; what the actor may not see is not found."""
    wanted = visible(actor).where(Activity.slug == slug).options(*WHOLE)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def mine(actor: Actor) -> Sequence[Activity]:
    """Return the actor's own entries, the one changed last first."""
    if actor.id is None:
        return []
    wanted = visible(actor).where(Activity.owner_id == actor.id).options(*IN_A_LIST)
    return session.scalars(wanted.order_by(Activity.changed_at.desc(), Activity.id.desc())).all()


def slugs_like(stem: str) -> Sequence[str]:
    return session.scalars(
        select(Activity.slug).where(Activity.slug.startswith(stem, autoescape=True))
    ).all()


def is_taken_in(name: str, key: str) -> bool:
    """Tell whether an entry from this source, under this key, is here already."""
    return bool(session.scalar(select(exists().where(Source.name == name, Source.key == key))))
