"""The meetings of a board as a file for calendars."""

from collections.abc import Iterable

from icalendar import Event

from coprod.board.meetings.models import Meeting
from coprod.core.values.text import one_line
from coprod.web import mailer
from coprod.web.calendars import build_calendar, build_event


def build_meetings_calendar(name: str, meetings: Iterable[Meeting]) -> bytes:
    return build_calendar(name, map(build_meeting_event, meetings))


def build_meeting_event(meeting: Meeting) -> Event:
    address = mailer.build_address("board.meetings.meeting", meeting_id=meeting.id)
    event = build_event(f"board-meeting-{meeting.id}", address, meeting.group.name)
    event.add("dtstamp", meeting.changed_at)
    event.add("sequence", meeting.version)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    event.add("location", one_line(meeting.place))
    event.add("description", address)
    return event
