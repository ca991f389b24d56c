"""What a day of the calendar holds, and which weeks it shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from coprod.core.values.phrases import Message
from coprod.desk.calendar.enums import CalendarKind

WEEK = timedelta(days=7)
WEEKS = 8


@dataclass(frozen=True)
class CalendarItem:
    """One thing that comes on a day.

    ``title`` is for the page of a curator. ``summary`` is for the file, which leaves the register:
    it says nothing that readers may not read.
    """

    kind: CalendarKind
    subject_id: int
    day: date
    title: Message
    summary: Message
    endpoint: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class CalendarDay:
    day: date
    items: Sequence[CalendarItem]


@dataclass(frozen=True)
class CalendarWeek:
    monday: date
    days: Sequence[CalendarDay]

    @property
    def sunday(self) -> date:
        return self.monday + WEEK - timedelta(days=1)


def find_window(today: date) -> tuple[date, date]:
    """Return the first and the last day: from the Monday of this week, for all weeks."""
    monday = find_monday(today)
    return monday, monday + WEEKS * WEEK - timedelta(days=1)


def find_monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def sort_items(items: Iterable[CalendarItem]) -> list[CalendarItem]:
    ranks = {kind: rank for rank, kind in enumerate(CalendarKind)}
    return sorted(items, key=lambda each: (each.day, ranks[each.kind], each.subject_id))


def group_by_week(items: Iterable[CalendarItem], today: date) -> list[CalendarWeek]:
    """Return all weeks, also those in which nothing comes."""
    days = [CalendarDay(day, list(found)) for day, found in groupby(sort_items(items), get_day)]
    first, _last = find_window(today)
    mondays = (first + number * WEEK for number in range(WEEKS))
    return [
        CalendarWeek(monday, [each for each in days if find_monday(each.day) == monday])
        for monday in mondays
    ]


def get_day(item: CalendarItem) -> date:
    return item.day
