"""Dates that are known only in part: "2019", "March 2019" or "5 March 2019"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

EARLIEST, LATEST = 1900, 2100
WRITTEN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True)
class PartialDate:
    """A year, perhaps a month, perhaps a day. ``ValueError`` if there is no such date."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not EARLIEST <= self.year <= LATEST:
            raise ValueError("year")
        if self.month is None and self.day is not None:
            raise ValueError("month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2019``, ``2019-03`` or ``2019-03-05``, as they are stored and exported."""
        match = WRITTEN.fullmatch(text)
        if not match:
            raise ValueError(text)
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def from_day(cls, day: date) -> Self:
        """Return a whole day, as three boxes show it."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{n:02d}" for n in (self.month, self.day) if n)]
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def overlaps(self, other: Self) -> bool:
        """Tell whether both may mean the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])
