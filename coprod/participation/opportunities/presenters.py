"""The calendar for other programs."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import clean, one_line
from coprod.participation.opportunities.models import OpenSession
from coprod.web import mailer
from coprod.web.language import translate

DESCRIBED_FIELDS: tuple[tuple[Message, str], ...] = (
    (N_("What it is for"), "what_for"),
    (N_("Support"), "support"),
    (N_("What is paid"), "offered"),
    (N_("Whom to ask"), "ask"),
)


def build_calendar(name: str, sessions: Iterable[OpenSession]) -> bytes:
    """Return sessions as iCalendar. The library escapes what people wrote, line breaks too."""
    calendar = Calendar()
    calendar.add("prodid", "-//Co-production Register//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    for open_session in sessions:
        calendar.add_component(build_event(open_session))
    return bytes(calendar.to_ical())


def build_event(open_session: OpenSession) -> Event:
    page = mailer.build_address("library.stories.activity", slug=open_session.activity.slug)
    event = Event()
    event.add("uid", f"session-{open_session.id}@{urlsplit(page).hostname}")
    event.add("dtstamp", open_session.changed_at)
    event.add("sequence", open_session.edition)
    event.add("dtstart", open_session.starts_at)
    event.add("dtend", open_session.ends_at)
    event.add("status", "CANCELLED" if open_session.cancelled_at else "CONFIRMED")
    event.add("summary", one_line(open_session.title))
    event.add("location", one_line(open_session.place))
    event.add("description", build_description(open_session, page))
    event.add("url", page)
    return event


def build_description(open_session: OpenSession, page: str) -> str:
    promise = (
        f"{translate(N_('What people are promised'))}: {translate(open_session.promised.label)}"
    )
    lines = [
        f"{translate(label)}: {clean(getattr(open_session, field))}"
        for label, field in DESCRIBED_FIELDS
    ]
    return "\n\n".join([one_line(open_session.activity.title), *lines, promise, page])
