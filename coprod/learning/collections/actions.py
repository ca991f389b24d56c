"""Putting a collection together. Curators do it, and what they do is noted."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require, require_found
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import find_free_slug, slugify
from coprod.learning.collections import policies, queries, rules
from coprod.learning.collections.models import Collection, CollectionItem
from coprod.learning.collections.rules import CollectionDetails, NewItem
from coprod.register.activities.models import Activity


def create_collection(actor: Actor, details: CollectionDetails) -> Collection:
    check_may(actor)
    rules.check_collection_details(details)
    collection = Collection(slug=choose_free_slug(details.title), title=details.title, items=[])
    collection.introduction = details.introduction
    set_visibility(collection, is_public=details.is_public)
    session.add(collection)
    session.flush()
    record_event(actor, "began a collection", collection)
    return collection


def change_collection(actor: Actor, collection: Collection, details: CollectionDetails) -> None:
    check_may(actor)
    rules.check_collection_details(details)
    collection.title, collection.introduction = details.title, details.introduction
    set_visibility(collection, is_public=details.is_public)
    record_event(actor, "changed a collection", collection)


def set_visibility(collection: Collection, *, is_public: bool) -> None:
    """Let readers see it or not. What was hidden for a while is new to them again."""
    since = collection.published_at or clock.now()
    collection.is_public, collection.published_at = is_public, since if is_public else None


def add_item(actor: Actor, collection: Collection, new_item: NewItem) -> None:
    """Put something at the end of a collection."""
    check_may(actor)
    rules.check_item_count(len(collection.items))
    target = queries.get_public_target(new_item.address)
    is_activity = isinstance(target, Activity)
    item = CollectionItem(why=new_item.why, activity=None, record=None)
    setattr(item, "activity" if is_activity else "record", target)
    if any(
        (each.activity, each.record) == (item.activity, item.record) for each in collection.items
    ):
        raise RuleBrokenError(N_("It is in this collection already"), field="address")
    collection.items.append(item)
    renumber_items(collection)
    record_event(actor, "added to a collection", collection, what=item.name)


def move_item(actor: Actor, collection: Collection, item_id: int, *, up: bool) -> None:
    """Let something change its place with the one above it or below it."""
    check_may(actor)
    item = get_item(collection, item_id)
    other = item.position + (-1 if up else 1)
    if 0 <= other < len(collection.items):
        neighbour = collection.items[other]
        neighbour.position, item.position = item.position, neighbour.position
        collection.items.sort(key=lambda each: each.position)


def remove_item(actor: Actor, collection: Collection, item_id: int) -> None:
    check_may(actor)
    item = get_item(collection, item_id)
    collection.items.remove(item)
    renumber_items(collection)
    record_event(actor, "took out of a collection", collection, what=item.name)


def renumber_items(collection: Collection) -> None:
    for place, item in enumerate(collection.items):
        item.position = place
    session.flush()


def get_item(collection: Collection, item_id: int) -> CollectionItem:
    return require_found(next((each for each in collection.items if each.id == item_id), None))


def check_may(actor: Actor) -> None:
    require(policies.can_edit(actor))


def choose_free_slug(title: str) -> str:
    stem = slugify(title)
    taken = {*queries.list_slugs_like(stem), *rules.RESERVED_SLUGS}
    return find_free_slug(stem, taken.__contains__)
