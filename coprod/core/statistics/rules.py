"""How sure a share of answers is, when it has changed, and how many people it takes to see that.

The Wilson score interval is the method of England's public health guidance: it holds for few people
and for none. Two shares are compared by the interval of their difference that is made from the two
Wilson intervals (Newcombe 1998, method 10). It takes the people of the two rounds to be different
ones; if the same people answered, it is wider than it needs to be, and so claims a change less
often, never more.
"""

from dataclasses import dataclass
from math import ceil, sqrt

SURE = 1.959963984540054
"""The 97.5 per cent point of the normal distribution: 95 per cent lie between it and its minus."""
POWER = 0.8416212335729143
"""The 80 per cent point: how often a real change is to be seen."""


@dataclass(frozen=True)
class Share:
    """So many of all who answered. ``ValueError`` for more than all, or of nobody."""

    part: float
    base: int

    def __post_init__(self) -> None:
        if self.base < 1 or not 0 <= self.part <= self.base:
            raise ValueError("part")

    @property
    def value(self) -> float:
        return self.part / self.base


@dataclass(frozen=True)
class Interval:
    """From and to, as shares of one; the difference of two shares can lie below nought."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def overlaps(self, other: "Interval") -> bool:
        return self.low <= other.high and other.low <= self.high

    @property
    def in_per_cent(self) -> tuple[int, int]:
        return round_half_up(100 * self.low), round_half_up(100 * self.high)


def round_half_up(value: float) -> int:
    return int(value + 0.5)


def get_wilson_interval(share: Share) -> Interval:
    """Return the 95 per cent Wilson score interval."""
    n, p, squared = share.base, share.value, SURE * SURE
    middle = (p + squared / (2 * n)) / (1 + squared / n)
    half = SURE * sqrt(p * (1 - p) / n + squared / (4 * n * n)) / (1 + squared / n)
    return Interval(
        low=max(0.0, middle - half) if share.part > 0 else 0.0,
        high=min(1.0, middle + half) if share.part < n else 1.0,
    )


def get_difference_interval(before: Share, after: Share) -> Interval:
    """Return the 95 per cent interval of how much larger ``after`` is than ``before``."""
    was, now = get_wilson_interval(before), get_wilson_interval(after)
    moved = after.value - before.value
    down = sqrt((after.value - now.low) ** 2 + (was.high - before.value) ** 2)
    up = sqrt((now.high - after.value) ** 2 + (before.value - was.low) ** 2)
    return Interval(max(-1.0, moved - down), min(1.0, moved + up))


def get_direction(before: Share, after: Share) -> int:
    """Return 1 for a rise and -1 for a fall that chance alone hardly makes, and 0 otherwise."""
    interval = get_difference_interval(before, after)
    if interval.low > 0:
        return 1
    return -1 if interval.high < 0 else 0


@dataclass(frozen=True)
class ShareRange:
    """A share as far as it is known: the least and the most that it can be."""

    low: Share
    high: Share

    @classmethod
    def from_per_cents(cls, low: float, high: float, base: int) -> "ShareRange":
        return cls(Share(base * low / 100, base), Share(base * high / 100, base))

    @property
    def in_per_cent(self) -> tuple[int, int]:
        """Return the interval from the lower end of the least to the upper end of the most."""
        return get_wilson_interval(self.low).in_per_cent[0], get_wilson_interval(
            self.high
        ).in_per_cent[1]


def get_range_direction(before: ShareRange, after: ShareRange) -> int:
    """Return 1 for a rise and -1 for a fall wherever in its span either share lies, 0 otherwise."""
    if get_direction(before.high, after.low) > 0:
        return 1
    return -1 if get_direction(before.low, after.high) < 0 else 0


def count_needed_people(before: float, after: float) -> int:
    """Return how many people must answer in each round to see this change four times out of five.

    ``before`` and ``after`` are shares of one; ``ValueError`` if there is no change to see.
    """
    if before == after or not (0 <= before <= 1 and 0 <= after <= 1):
        raise ValueError("no change")
    middle = (before + after) / 2
    by_chance = SURE * sqrt(2 * middle * (1 - middle))
    to_see = POWER * sqrt(before * (1 - before) + after * (1 - after))
    return ceil(((by_chance + to_see) / (after - before)) ** 2 - 1e-9)
