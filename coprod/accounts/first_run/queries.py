"""The first-run list as it stands."""

from dataclasses import dataclass

from sqlalchemy import select

from coprod.accounts.first_run.enums import Item
from coprod.accounts.first_run.models import PlaceConfirmation
from coprod.accounts.first_run.policies import is_reminded
from coprod.accounts.first_run.rules import find_obstacle, get_value
from coprod.core import content_version
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.reference.lists.queries import get_cached_place


@dataclass(frozen=True)
class ItemState:
    """A line of the list: what the place says now, and the confirmation of just that, if any."""

    item: Item
    value: str
    confirmation: PlaceConfirmation | None

    @property
    def obstacle(self) -> Message | None:
        return find_obstacle(self.value)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmation is not None


def list_items() -> list[ItemState]:
    confirmed = {each.item: each for each in session.scalars(select(PlaceConfirmation))}
    place = get_cached_place()
    return [build_state(item, get_value(item, place), confirmed.get(item)) for item in Item]


def build_state(item: Item, value: str, last: PlaceConfirmation | None) -> ItemState:
    holds = last is not None and last.value == value
    return ItemState(item, value, last if holds else None)


@content_version.cached
def list_all_unconfirmed() -> tuple[Item, ...]:
    return tuple(each.item for each in list_items() if not each.is_confirmed)


def list_unconfirmed(actor: Actor) -> tuple[Item, ...]:
    """Return what this reader is reminded of. For readers who are not, nothing is looked up."""
    return list_all_unconfirmed() if is_reminded(actor) else ()
