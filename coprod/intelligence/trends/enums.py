"""The spans of time in which feedback is looked at."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter


class Window(StrEnum):
    LAST_QUARTER = "last_quarter"
    FOUR_QUARTERS = "four_quarters"
    EIGHTEEN_MONTHS = "six_quarters_18m"
    THREE_YEARS_AGO = "same_quarter_three_years_ago"

    @property
    def label(self) -> Message:
        return WINDOWS[self]

    def quarters(self, until: Quarter) -> tuple[Quarter, ...]:
        """Return its quarters, the oldest first."""
        if self is Window.THREE_YEARS_AGO:
            return (until.back(THREE_YEARS),)
        return tuple(until.back(n) for n in reversed(range(LENGTHS[self])))


THREE_YEARS = 12
LENGTHS = {Window.LAST_QUARTER: 1, Window.FOUR_QUARTERS: 4, Window.EIGHTEEN_MONTHS: 6}
WINDOWS: dict[Window, Message] = {
    Window.LAST_QUARTER: N_("The last quarter"),
    Window.FOUR_QUARTERS: N_("Four quarters"),
    Window.EIGHTEEN_MONTHS: N_("18 months"),
    Window.THREE_YEARS_AGO: N_("The same quarter three years ago"),
}
