"""Quarters of a year: the steps in which feedback is reported."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from coprod.core.values.phrases import N_, Message

WRITTEN = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of the calendar, as ``2026-Q3``."""

    year: int
    number: int

    @classmethod
    def containing(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-Q3``; ``ValueError`` for anything else."""
        match = WRITTEN.fullmatch(text)
        if not match or not 1900 <= int(match[1]) <= 2100:
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.number}"

    def back(self, quarters: int) -> "Quarter":
        at = self.year * 4 + self.number - 1 - quarters
        return Quarter(at // 4, at % 4 + 1)

    @property
    def starts(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def ends(self) -> date:
        month = self.number * 3
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def label(self) -> Message:
        return LABELS[self.number](self.year)


def get_last_whole_quarter(today: date) -> Quarter:
    """Return the last quarter that is over."""
    return Quarter.containing(today).back(1)


LABELS = {
    1: lambda year: N_("January to March %(year)s", year=year),
    2: lambda year: N_("April to June %(year)s", year=year),
    3: lambda year: N_("July to September %(year)s", year=year),
    4: lambda year: N_("October to December %(year)s", year=year),
}
