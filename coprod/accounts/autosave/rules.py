"""What is held of a form, for whom and for how long."""

from dataclasses import dataclass
from datetime import timedelta

LASTS = timedelta(days=90)
MOST_AT_ONCE = 40
LONGEST = 400_000

Words = tuple[tuple[str, str], ...]
"""What stands in the boxes of a form: (name, value), in their order."""

NOT_FOR_READERS = frozenset({"seen"})


@dataclass(frozen=True)
class Mark:
    """Says whose words a form holds and where it stands. Each page that is opened has its own."""

    person_id: int
    key: str
    address: str


def can_be_held(words: Words) -> bool:
    """Something was typed, and it is no more than a person types."""
    total = sum(len(name) + len(value) for name, value in words)
    return total <= LONGEST and any(value for _name, value in written(words))


def written(words: Words) -> Words:
    """Return what a reader would know again as their own words."""
    return tuple((name, value) for name, value in words if name not in NOT_FOR_READERS and value)
