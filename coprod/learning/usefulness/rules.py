"""How useful something was to others, as one number to sort by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ADOPTED = 10
SIGNED = 5
CHECKED = 4


@dataclass(frozen=True)
class UsageCounts:
    """What the register knows of the use of one thing, from what every reader may see.

    ``adopted`` are other teams' public activities made from it, ``signed`` the residents who took
    part and agree with its learning. Marks without a name are no use to it: anybody can leave many.
    """

    adopted: int = 0
    signed: int = 0
    is_checked: bool = False


def score_usefulness(counts: UsageCounts) -> int:
    """Reused counts most, then signed by residents, then looked at again."""
    checked = CHECKED if counts.is_checked else 0
    return counts.adopted * ADOPTED + counts.signed * SIGNED + checked


@dataclass(frozen=True)
class RankingFacts:
    """What is known of one thing beside what it tells: for sorting and narrowing, never shown."""

    usefulness: int = 0
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
