"""What comes, as a file for calendars."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from coprod.core.values import clock
from coprod.core.values.text import one_line
from coprod.desk.calendar.rules import CalendarItem
from coprod.web import mailer
from coprod.web.language import translate


def build_file(name: str, items: Iterable[CalendarItem]) -> bytes:
    """Return what comes as iCalendar, by whole days. The library escapes what people wrote."""
    calendar = Calendar()
    calendar.add("prodid", "-//Co-production Register//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    for item in items:
        calendar.add_component(build_event(item))
    return bytes(calendar.to_ical())


def build_event(item: CalendarItem) -> Event:
    address = mailer.build_address(item.endpoint, **item.values)
    mark = f"{item.kind.value}-{item.subject_id}-{item.day.isoformat()}"
    event = Event()
    event.add("uid", f"{mark}@{urlsplit(address).hostname}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", item.day)
    event.add("dtend", item.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", one_line(translate(item.summary)))
    event.add("description", address)
    event.add("url", address)
    return event
