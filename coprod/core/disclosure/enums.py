"""What the public is given instead of a bare number, and why a number is not shown.

``Hidden`` and ``NotKnown`` are two types on purpose: what is kept back must not look like nothing.
"""

from dataclasses import dataclass, replace
from math import ceil, floor

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message

NOT_SHOWN = N_("Not shown")
NOT_KNOWN = N_("Not known")
NOBODY_TOLD_US = N_("Nobody has told us")
WORKED_OUT = N_("Hidden to protect privacy")
BASE_TOO_SMALL = N_("Too few people for a percentage to mean anything")
FEWER_THAN_HALF, HALF_OR_MORE = N_("Fewer than half"), N_("Half or more")
HALF, ALL = 50, 100
WIDE = 25
"""Between shares further apart than this, the one in the middle says too little."""


class ColumnSign(LabelledEnum):
    """What a column of a strange table looks like, which could show a person."""

    PEOPLE = "people", N_("It looks like numbers of people.")
    MONEY = "money", N_("It looks like money.")
    EMAIL = "email", N_("It looks like e-mail addresses.")
    PHONE = "phone", N_("It looks like telephone numbers.")
    POSTCODE = "postcode", N_("It looks like postcodes.")


class ColumnAnswer(LabelledEnum):
    """What a curator says becomes of such a column."""

    PUBLISH = "publish", N_("Everybody: nobody can be recognised by it")
    CURATORS = "curators", N_("Curators only")
    LEAVE_OUT = "leave_out", N_("Nobody: leave it out")


@dataclass(frozen=True)
class Hidden:
    """There is something, or may be, and it is kept back. ``reason`` is said wherever it stands."""

    reason: Message
    words: Message = NOT_SHOWN
    is_disclosed: bool = False


@dataclass(frozen=True)
class NotKnown:
    """Nobody has told us: there is nothing to keep back."""

    reason: Message = NOBODY_TOLD_US
    words: Message = NOT_KNOWN
    is_disclosed: bool = False


@dataclass(frozen=True)
class RoundedCount:
    """About so many, to the nearest five; nought is nought."""

    about: int
    is_disclosed: bool = True

    @property
    def words(self) -> Message:
        if not self.about:
            return N_("None")
        return N_("About %(number)s", number=f"{self.about:,}")


@dataclass(frozen=True)
class Percent:
    """A share of a hundred as far as it is shown: between ``low`` and ``high``."""

    low: float
    middle: float
    high: float
    is_disclosed: bool = True

    @property
    def whole(self) -> int:
        """Where a drawing puts its mark."""
        return round(self.middle)

    @property
    def words(self) -> Message:
        low, high = floor(self.low), ceil(self.high)
        if not low:
            return FEWER_THAN_HALF if high == HALF else N_("Fewer than %(number)s%%", number=high)
        if high == ALL:
            return HALF_OR_MORE if low == HALF else N_("%(number)s%% or more", number=low)
        if high - low > WIDE:
            return N_("%(low)s%% to %(high)s%%", low=low, high=high)
        is_fine = self.high - self.low <= 1
        pattern = N_("%(number)s%%") if is_fine else N_("About %(number)s%%")
        return replace(pattern, parts={"number": self.whole})


def hide_fewer_than(fewest: int) -> Hidden:
    return Hidden(
        N_("Fewer than %(number)s people could be recognised", number=fewest),
        N_("Fewer than %(number)s", number=fewest),
    )
