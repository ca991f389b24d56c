"""Finding collections, and of what is in them only what is published."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require_found
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import get_last_part
from coprod.learning.collections import policies
from coprod.learning.collections.models import Collection, CollectionItem
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_public_record
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity

EAGER_LOADS = (
    selectinload(Collection.items).joinedload(CollectionItem.activity),
    selectinload(Collection.items).joinedload(CollectionItem.record),
)


def list_collections(actor: Actor) -> Sequence[Collection]:
    """Return the collections that the actor may see, with what is in them."""
    statement = select(Collection).where(policies.visible_to(actor)).options(*EAGER_LOADS)
    return session.scalars(statement.order_by(Collection.title, Collection.id)).all()


def get_collection(actor: Actor, slug: str, *, to_change: bool = False) -> Collection:
    statement = (
        select(Collection)
        .where(policies.visible_to(actor), Collection.slug == slug)
        .options(*EAGER_LOADS)
    )
    if to_change:
        statement = statement.with_for_update(of=Collection)
    return require_found(session.scalars(statement).unique().one_or_none())


def list_public_items(collection: Collection) -> list[CollectionItem]:
    """Return what readers see of a collection: only what is published now, for curators too."""
    return [each for each in collection.items if is_public(each)]


def is_public(item: CollectionItem) -> bool:
    if item.activity is not None:
        return item.activity.is_public
    return item.record is not None and item.record.status is Status.PUBLISHED


def get_public_target(address: str) -> Activity | LearningRecord:
    """Return the published activity or record that an address leads to."""
    slug = get_last_part(address)
    activity_statement = select(Activity).where(Activity.slug == slug, is_public_activity())
    record_statement = select(LearningRecord).where(LearningRecord.slug == slug, is_public_record())
    target = (
        session.scalars(activity_statement).one_or_none()
        or session.scalars(record_statement).one_or_none()
    )
    if target is None:
        message = N_(
            "There is no public story or learning record at this address. Copy it from its page"
        )
        raise RuleBrokenError(message, field="address")
    return target


def list_slugs_like(stem: str) -> Sequence[str]:
    statement = select(Collection.slug).where(Collection.slug.startswith(stem, autoescape=True))
    return session.scalars(statement).all()
