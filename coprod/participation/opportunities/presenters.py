"""The calendar for other programs, and the letters to a team."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import clean, one_line
from coprod.participation.opportunities.enums import Wish
from coprod.participation.opportunities.models import OpenSession
from coprod.participation.opportunities.rules import MessageToTeam
from coprod.web import mailer
from coprod.web.language import translate
from coprod.web.mailer import Email

FACTS: tuple[tuple[Message, str], ...] = (
    (N_("What it is for"), "what_for"),
    (N_("Support"), "support"),
    (N_("What is paid"), "offered"),
    (N_("Whom to ask"), "ask"),
)


def calendar(name: str, sessions: Iterable[OpenSession]) -> bytes:
    """Return sessions as iCalendar. The library escapes what people wrote, line breaks too."""
    made = Calendar()
    made.add("prodid", "-//Co-production Register//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", one_line(name))
    for each in sessions:
        made.add_component(event(each))
    return bytes(made.to_ical())


def event(each: OpenSession) -> Event:
    page = mailer.address("library.stories.activity", slug=each.activity.slug)
    made = Event()
    made.add("uid", f"session-{each.id}@{urlsplit(page).hostname}")
    made.add("dtstamp", each.changed_at)
    made.add("sequence", each.edition)
    made.add("dtstart", each.starts_at)
    made.add("dtend", each.ends_at)
    made.add("status", "CANCELLED" if each.cancelled_at else "CONFIRMED")
    made.add("summary", one_line(each.title))
    made.add("location", one_line(each.place))
    made.add("description", described(each, page))
    made.add("url", page)
    return made


def described(each: OpenSession, page: str) -> str:
    promise = f"{translate(N_('What people are promised'))}: {translate(each.promised.label)}"
    told = [f"{translate(label)}: {clean(getattr(each, field))}" for label, field in FACTS]
    return "\n\n".join([one_line(each.activity.title), *told, promise, page])


def wish(kind: Wish, title: str, message: MessageToTeam) -> Email:
    """To the owners. It is not kept anywhere: they have it in their mail and nowhere else."""
    reach = (
        N_("They agreed that you may reach them like this: %(contact)s", contact=message.contact)
        if message.contact and message.agreed
        else N_("They did not say how to reach them.")
    )
    return Email(
        subject=N_("Somebody wrote to you through the register"),
        before=(
            N_("%(wish)s: %(title)s.", wish=kind.label, title=title),
            N_("They write: %(words)s", words=message.words),
            reach,
        ),
        link_says=N_("See the entry"),
        after=(N_("Use how to reach them for this alone, and delete it afterwards."),),
    )
