"""What comes, as a file for calendars."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Event

from coprod.core.values import clock
from coprod.desk.calendar.rules import CalendarItem
from coprod.web import mailer
from coprod.web.calendars import build_calendar, build_event
from coprod.web.language import translate


def build_file(name: str, items: Iterable[CalendarItem]) -> bytes:
    """Return what comes as iCalendar, by whole days."""
    return build_calendar(name, map(build_day, items))


def build_day(item: CalendarItem) -> Event:
    address = mailer.build_address(item.endpoint, **item.values)
    mark = f"{item.kind.value}-{item.subject_id}-{item.day.isoformat()}"
    event = build_event(mark, address, translate(item.summary))
    event.add("dtstamp", clock.now())
    event.add("dtstart", item.day)
    event.add("dtend", item.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("description", address)
    return event
