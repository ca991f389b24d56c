"""Putting a collection together. Curators do it, and what they do is noted."""

from itertools import chain, count

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import slugify
from coprod.learning.collections import policies, queries, rules
from coprod.learning.collections.models import Collection, ShelfItem
from coprod.learning.collections.rules import Adding, Describing
from coprod.register.activities.models import Activity


def add_shelf(actor: Actor, part: Describing) -> Collection:
    check_may(actor)
    rules.check_describing(part)
    made = Collection(slug=free_slug(part.title), title=part.title, items=[])
    made.introduction = part.introduction
    show(made, is_public=part.is_public)
    session.add(made)
    session.flush()
    record_event(actor, "began a collection", made)
    return made


def describe_shelf(actor: Actor, shelf: Collection, part: Describing) -> None:
    check_may(actor)
    rules.check_describing(part)
    shelf.title, shelf.introduction = part.title, part.introduction
    show(shelf, is_public=part.is_public)
    record_event(actor, "changed a collection", shelf)


def show(shelf: Collection, *, is_public: bool) -> None:
    """Let readers see it or not. What was hidden for a while is new to them again."""
    since = shelf.published_at or clock.now()
    shelf.is_public, shelf.published_at = is_public, since if is_public else None


def add_item(actor: Actor, shelf: Collection, adding: Adding) -> None:
    """Put something at the end of a collection."""
    check_may(actor)
    rules.check_number(len(shelf.items))
    thing = queries.public_thing(adding.address)
    is_entry = isinstance(thing, Activity)
    item = ShelfItem(why=adding.why, activity=None, record=None)
    setattr(item, "activity" if is_entry else "record", thing)
    if any((each.activity, each.record) == (item.activity, item.record) for each in shelf.items):
        raise RuleBrokenError(N_("It is in this collection already"), field="address")
    shelf.items.append(item)
    number(shelf)
    record_event(actor, "added to a collection", shelf, what=item.name)


def move_item(actor: Actor, shelf: Collection, item_id: int, *, up: bool) -> None:
    """Let something change its place with the one above it or below it."""
    check_may(actor)
    item = item_of(shelf, item_id)
    other = item.position + (-1 if up else 1)
    if 0 <= other < len(shelf.items):
        neighbour = shelf.items[other]
        neighbour.position, item.position = item.position, neighbour.position
        shelf.items.sort(key=lambda each: each.position)


def remove_item(actor: Actor, shelf: Collection, item_id: int) -> None:
    check_may(actor)
    item = item_of(shelf, item_id)
    shelf.items.remove(item)
    number(shelf)
    record_event(actor, "took out of a collection", shelf, what=item.name)


def number(shelf: Collection) -> None:
    for place, item in enumerate(shelf.items):
        item.position = place
    session.flush()


def item_of(shelf: Collection, item_id: int) -> ShelfItem:
    found = next((each for each in shelf.items if each.id == item_id), None)
    if found is None:
        raise NotFoundError
    return found


def check_may(actor: Actor) -> None:
    if not policies.can_edit(actor):
        raise NotAllowedError


def free_slug(title: str) -> str:
    stem = slugify(title)
    taken = {*queries.slugs_like(stem), *rules.RESERVED}
    return next(s for s in chain([stem], (f"{stem}-{n}" for n in count(2))) if s not in taken)
