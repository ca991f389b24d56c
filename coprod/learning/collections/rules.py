"""What must be true of a collection."""

from dataclasses import dataclass

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_

LONGEST_TITLE = 150
LONGEST_WORDS = 5000
MOST_ITEMS = 100
RESERVED = frozenset({"add", "all"})


@dataclass(frozen=True)
class Describing:
    """What a collection is called and why one should read it; whether readers see it."""

    title: str = ""
    introduction: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class Adding:
    """What to put into a collection: the address of an entry or a record, and why."""

    address: str = ""
    why: str = ""


def check_describing(part: Describing) -> None:
    if not part.title:
        raise RuleBrokenError(N_("Give it a name"), field="title")
    if not part.introduction:
        said = N_("Say what it is about, and for whom")
        raise RuleBrokenError(said, field="introduction")


def check_number(number: int) -> None:
    if number >= MOST_ITEMS:
        said = N_("A collection holds %(most)s of these at most", most=MOST_ITEMS)
        raise RuleBrokenError(said, field="address")
