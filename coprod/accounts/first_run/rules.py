"""When a line of the first-run list can be confirmed."""

from coprod.accounts.first_run.enums import FIELDS, Item
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.rules import find_made_up


def get_value(item: Item, place: object) -> str:
    """Return the present words of an item, a line for each field that has any."""
    words = (str(getattr(place, name)).strip() for name in FIELDS[item])
    return "\n".join(each for each in words if each)


def find_obstacle(value: str) -> Message | None:
    """Return why nobody can confirm this, if there is a reason."""
    if not value:
        return N_("Nothing is set yet. Write it down first, then confirm it")
    return next((made_up.message for made_up in find_made_up(value)), None)
