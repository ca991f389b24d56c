"""What must be true of a collection."""

from dataclasses import dataclass

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_

LONGEST_TITLE = 150
LONGEST_WORDS = 5000
MOST_ITEMS = 100
RESERVED_SLUGS = frozenset({"add", "all"})


@dataclass(frozen=True)
class CollectionDetails:
    """What a collection is called and why one should read it; whether readers see it."""

    title: str = ""
    introduction: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class NewItem:
    """What to put into a collection: the address of an activity or a record, and why."""

    address: str = ""
    why: str = ""


def check_collection_details(details: CollectionDetails) -> None:
    if not details.title:
        raise RuleBrokenError(N_("Give it a name"), field="title")
    if not details.introduction:
        message = N_("Say what it is about, and who it is for")
        raise RuleBrokenError(message, field="introduction")


def check_item_count(item_count: int) -> None:
    if item_count >= MOST_ITEMS:
        message = N_("A collection can hold %(most)s of these at most", most=MOST_ITEMS)
        raise RuleBrokenError(message, field="address")
