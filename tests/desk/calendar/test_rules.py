"""Which weeks the calendar shows, and what stands on a day: without an app."""

from datetime import date, timedelta

from coprod.core.values.phrases import Message
from coprod.desk.calendar import rules
from coprod.desk.calendar.enums import CalendarKind
from coprod.desk.calendar.rules import CalendarItem

WEDNESDAY = date(2026, 3, 4)
MONDAY, LAST = date(2026, 3, 2), date(2026, 4, 26)


def item(day: date, kind: CalendarKind = CalendarKind.PROMISES, number: int = 1) -> CalendarItem:
    return CalendarItem(kind, number, day, Message("x"), Message("y"), "desk.queue.desk")


def test_eight_weeks_begin_on_the_monday_of_this_week() -> None:
    assert rules.find_window(WEDNESDAY) == (MONDAY, LAST)
    assert rules.find_window(MONDAY) == (MONDAY, LAST)
    assert rules.find_window(date(2026, 3, 8)) == (MONDAY, LAST)
    assert (LAST - MONDAY).days + 1 == 7 * rules.WEEKS


def test_each_day_stands_in_its_week_also_the_first_and_the_last() -> None:
    found = rules.group_by_week([item(LAST), item(MONDAY), item(WEDNESDAY)], WEDNESDAY)

    assert len(found) == rules.WEEKS
    assert [each.day for each in found[0].days] == [MONDAY, WEDNESDAY]
    assert [each.day for each in found[-1].days] == [LAST]
    assert found[0].sunday == MONDAY + timedelta(days=6)
    assert not any(week.days for week in found[1:-1])


def test_a_day_lists_meetings_first() -> None:
    promise, meeting = item(MONDAY), item(MONDAY, CalendarKind.MEETINGS, 9)

    [day] = rules.group_by_week([promise, meeting], MONDAY)[0].days

    assert day.items == [meeting, promise]
