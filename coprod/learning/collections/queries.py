"""Finding collections, and of what is in them only what is published."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import last_part
from coprod.learning.collections import policies
from coprod.learning.collections.models import Collection, ShelfItem
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import published as record_is_public
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import published as entry_is_public

WHOLE = (
    selectinload(Collection.items).joinedload(ShelfItem.activity),
    selectinload(Collection.items).joinedload(ShelfItem.record),
)


def shelves(actor: Actor) -> Sequence[Collection]:
    """Return the collections that the actor may see, with what is in them."""
    wanted = select(Collection).where(policies.visible_to(actor)).options(*WHOLE)
    return session.scalars(wanted.order_by(Collection.title, Collection.id)).all()


def shelf(actor: Actor, slug: str, *, to_change: bool = False) -> Collection:
    wanted = (
        select(Collection)
        .where(policies.visible_to(actor), Collection.slug == slug)
        .options(*WHOLE)
    )
    if to_change:
        wanted = wanted.with_for_update(of=Collection)
    found = session.scalars(wanted).unique().one_or_none()
    if found is None:
        raise NotFoundError
    return found


def public_items(shelf: Collection) -> list[ShelfItem]:
    """Return what readers see of a collection: only what is published now, for curators too."""
    return [each for each in shelf.items if is_public(each)]


def is_public(item: ShelfItem) -> bool:
    if item.activity is not None:
        return item.activity.is_public
    return item.record is not None and item.record.status is Status.PUBLISHED


def public_thing(address: str) -> Activity | LearningRecord:
    """Return the published entry or record that an address leads to."""
    slug = last_part(address)
    entry = select(Activity).where(Activity.slug == slug, entry_is_public())
    lesson = select(LearningRecord).where(LearningRecord.slug == slug, record_is_public())
    found = session.scalars(entry).one_or_none() or session.scalars(lesson).one_or_none()
    if found is None:
        said = N_("There is no public entry or record at this address. Copy it from its page")
        raise RuleBrokenError(said, field="address")
    return found


def slugs_like(stem: str) -> Sequence[str]:
    wanted = select(Collection.slug).where(Collection.slug.startswith(stem, autoescape=True))
    return session.scalars(wanted).all()
