"""Files for calendars (iCalendar). The library escapes what people wrote, line breaks too."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from coprod.core.values.text import one_line


def build_calendar(name: str, events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Co-production Register//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def build_event(mark: str, address: str, summary: str) -> Event:
    """Begin an event of ours: ``mark`` tells it from all others, ``address`` is its page."""
    event = Event()
    event.add("uid", f"{mark}@{urlsplit(address).hostname}")
    event.add("summary", one_line(summary))
    event.add("url", address)
    return event
