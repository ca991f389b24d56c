"""How useful something was to others, as one number to sort by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ADOPTED = 10
SIGNED = 5
CHECKED = 4
USED = 2
USEFUL = 1
MOST_MARKS = 25
"""Marks without a name are easily left, so that many of them weigh no more than five adoptions."""


@dataclass(frozen=True)
class Use:
    """What the register knows of the use of one thing, from what every reader may see.

    ``adopted`` are other teams' public entries made from it, ``signed`` the residents who took part
    and agree with its learning, ``used`` and ``useful`` marks without a name.
    """

    adopted: int = 0
    signed: int = 0
    is_checked: bool = False
    used: int = 0
    useful: int = 0


def usefulness(use: Use) -> int:
    """Reused counts most, then signed by residents, then looked at again, then marks."""
    marks = min(use.used, MOST_MARKS) * USED + min(use.useful, MOST_MARKS) * USEFUL
    checked = CHECKED if use.is_checked else 0
    return use.adopted * ADOPTED + use.signed * SIGNED + checked + marks


@dataclass(frozen=True)
class Beside:
    """What is known of one thing beside what it tells: for sorting and narrowing, never shown."""

    useful: int = 0
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
