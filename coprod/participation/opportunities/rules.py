"""What a session that is open to everybody must tell, and what somebody may send to its team."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coprod.core.values.clock import LONDON
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung

MAX_LENGTHS = {
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
MAX_AHEAD = timedelta(days=730)


@dataclass(frozen=True)
class SessionDetails:
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
        return combine_in_london(self.day, self.begins)

    @property
    def ends_at(self) -> datetime:
        """An end before the beginning is on the next day."""
        end = combine_in_london(self.day, self.ends)
        return end if end > self.starts_at else end + timedelta(days=1)


@dataclass(frozen=True)
class MessageToTeam:
    """What somebody wants to tell a team. ``contact`` goes to the team only if ``agreed``."""

    words: str
    contact: str = ""
    agreed: bool = False

    @property
    def can_be_answered(self) -> bool:
        return bool(self.contact and self.agreed)


REQUIRED_MESSAGES: dict[str, Message] = {
    "title": N_("Say what it is called"),
    "place": N_("Say where it is, or how to join"),
    "what_for": N_("Say what it is for"),
    "support": N_("Say what support there is, or that there is none"),
    "offered": N_("Say what is paid, or that nothing is"),
    "ask": N_("Say which role people can ask, and how"),
}


def combine_in_london(day: date | None, clock_time: time | None) -> datetime:
    if day is None or clock_time is None:
        raise RuleBrokenError(N_("Enter the day and the time"), field="day")
    return datetime.combine(day, clock_time, LONDON)


def check_session(details: SessionDetails, now: datetime) -> None:
    for field, message in REQUIRED_MESSAGES.items():
        if not getattr(details, field):
            raise RuleBrokenError(message, field=field)
    check_lengths(details, (*REQUIRED_MESSAGES, "link"))
    if details.rung is None:
        raise RuleBrokenError(N_("Say what people are promised"), field="rung")
    if details.link and not is_safe_link(details.link):
        message = N_("Enter a whole address, such as https://www.example.org/meeting")
        raise RuleBrokenError(message, field="link")
    check_times(details, now)


def check_times(details: SessionDetails, now: datetime) -> None:
    if details.starts_at <= now:
        raise RuleBrokenError(N_("Choose a day that is still to come"), field="day")
    if details.starts_at > now + MAX_AHEAD:
        raise RuleBrokenError(N_("Choose a day within the next two years"), field="day")


def check_message(message: MessageToTeam) -> None:
    if not message.words:
        raise RuleBrokenError(N_("Write what you would like"), field="words")
    if message.contact and not message.agreed:
        error = N_("Tick the box if the team may have this. If not, leave it empty")
        raise RuleBrokenError(error, field="contact")
    check_lengths(message, ("words", "contact"))


def check_lengths(values: SessionDetails | MessageToTeam, fields: tuple[str, ...]) -> None:
    for field in fields:
        require_short(getattr(values, field), MAX_LENGTHS[field], field=field)
