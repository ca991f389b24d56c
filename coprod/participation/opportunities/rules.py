"""What a session that is open to everybody must tell, and what somebody may send to its team."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coprod.core.values.clock import LONDON
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung

LONGEST = {
    "title": 120,
    "place": 200,
    "link": 2000,
    "what_for": 1000,
    "support": 1000,
    "offered": 500,
    "ask": 200,
    "words": 1500,
    "contact": 200,
}
FURTHEST = timedelta(days=730)


@dataclass(frozen=True)
class Opening:
    """A session to come. Times are those of the clocks of the place."""

    title: str
    day: date | None
    begins: time | None
    ends: time | None
    place: str
    what_for: str
    support: str
    offered: str
    rung: Rung | None
    ask: str
    link: str = ""

    @property
    def starts_at(self) -> datetime:
        return at(self.day, self.begins)

    @property
    def ends_at(self) -> datetime:
        """An end before the beginning is on the next day."""
        end = at(self.day, self.ends)
        return end if end > self.starts_at else end + timedelta(days=1)


@dataclass(frozen=True)
class MessageToTeam:
    """What somebody wants to tell a team. ``contact`` goes to the team only if ``agreed``."""

    words: str
    contact: str = ""
    agreed: bool = False


NEEDED: dict[str, Message] = {
    "title": N_("Say what it is called"),
    "place": N_("Say where it is, or how to join"),
    "what_for": N_("Say what it is for"),
    "support": N_("Say what support there is, or that there is none"),
    "offered": N_("Say what is paid, or that nothing is"),
    "ask": N_("Say which post people can ask, and how"),
}


def at(day: date | None, when: time | None) -> datetime:
    if day is None or when is None:
        raise RuleBrokenError(N_("Enter the day and the time"), field="day")
    return datetime.combine(day, when, LONDON)


def check_opening(said: Opening, now: datetime) -> None:
    for field, message in NEEDED.items():
        if not getattr(said, field):
            raise RuleBrokenError(message, field=field)
    check_lengths(said, (*NEEDED, "link"))
    if said.rung is None:
        raise RuleBrokenError(N_("Say what people are promised"), field="rung")
    if said.link and not is_safe_link(said.link):
        text = N_("Enter a whole address, such as https://www.example.org/meeting")
        raise RuleBrokenError(text, field="link")
    check_times(said, now)


def check_times(said: Opening, now: datetime) -> None:
    if said.starts_at <= now:
        raise RuleBrokenError(N_("Choose a day that is still to come"), field="day")
    if said.starts_at > now + FURTHEST:
        raise RuleBrokenError(N_("Choose a day within the next two years"), field="day")


def check_message(message: MessageToTeam) -> None:
    if not message.words:
        raise RuleBrokenError(N_("Write what you would like"), field="words")
    if message.contact and not message.agreed:
        text = N_("Tick the box if the team may have this. If not, leave it empty")
        raise RuleBrokenError(text, field="contact")
    check_lengths(message, ("words", "contact"))


def check_lengths(said: Opening | MessageToTeam, fields: tuple[str, ...]) -> None:
    for field in fields:
        if len(getattr(said, field)) > LONGEST[field]:
            text = N_("Shorten this to %(most)s characters or fewer", most=LONGEST[field])
            raise RuleBrokenError(text, field=field)
