"""What “Have your say” is given, and the calendar for other programs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from icalendar import Event

from coprod.core.config import Settings
from coprod.core.values.actor import VISITOR
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import clean, one_line
from coprod.participation.opportunities.models import OpenSession
from coprod.participation.opportunities.queries import (
    OpenDecision,
    SearchingGroup,
    list_open_decisions,
    list_searching_groups,
    list_upcoming,
)
from coprod.web import mailer
from coprod.web.calendars import build_calendar, build_event
from coprod.web.language import translate

DESCRIBED_FIELDS: tuple[tuple[Message, str], ...] = (
    (N_("What it is for"), "what_for"),
    (N_("Support"), "support"),
    (N_("What is paid"), "offered"),
    (N_("Who to ask"), "ask"),
)


MOST_SESSIONS, MOST_DECISIONS, MOST_GROUPS = 3, 6, 6
"""How many of each stand on “Have your say”; all sessions stand on a page of their own."""


@dataclass(frozen=True)
class SayPage:
    """What people can take part in now. The rounds of residents are another area’s, in a slot."""

    sessions: Sequence[OpenSession]
    number_of_sessions: int
    decisions: Sequence[OpenDecision]
    groups: Sequence[SearchingGroup]
    read_within: int
    answer_within: int

    @property
    def is_empty(self) -> bool:
        return not (self.sessions or self.decisions or self.groups)


def build_say_page(settings: Settings) -> SayPage:
    """The same for everybody: so it is read as a visitor reads it."""
    upcoming = list_upcoming(VISITOR)
    return SayPage(
        upcoming[:MOST_SESSIONS],
        len(upcoming),
        list_open_decisions()[:MOST_DECISIONS],
        list_searching_groups(MOST_GROUPS),
        settings.comments_read_within,
        settings.comments_answer_within,
    )


def build_sessions_calendar(name: str, sessions: Iterable[OpenSession]) -> bytes:
    return build_calendar(name, map(build_session_event, sessions))


def build_session_event(open_session: OpenSession) -> Event:
    page = mailer.build_address("library.stories.activity", slug=open_session.activity.slug)
    event = build_event(f"session-{open_session.id}", page, open_session.title)
    event.add("dtstamp", open_session.changed_at)
    event.add("sequence", open_session.edition)
    event.add("dtstart", open_session.starts_at)
    event.add("dtend", open_session.ends_at)
    event.add("status", "CANCELLED" if open_session.cancelled_at else "CONFIRMED")
    event.add("location", one_line(open_session.place))
    event.add("description", build_description(open_session, page))
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
