"""What a board and a meeting must tell, and when the papers of a meeting are due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coprod.board.meetings.enums import GroupKind
from coprod.core.values.clock import LONDON
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_

LONGEST = {"name": 120, "purpose": 1000, "place": 200, "role": 120}
MOST_ROLES = 40
USUAL_PAPERS_DAYS = 14
USUAL_ANSWER_DAYS = 14
MOST_PAPERS_DAYS = 60
MOST_ANSWER_DAYS = 90
MOST_AHEAD = timedelta(days=730)


@dataclass(frozen=True)
class GroupDraft:
    """A board or group. ``roles`` are names of roles, never of people.

    Without ``answer_days``, it answers what lay members advise at its next meeting.
    """

    name: str
    kind: GroupKind | None
    purpose: str = ""
    roles: tuple[str, ...] = ()
    papers_days: int | None = USUAL_PAPERS_DAYS
    term_id: int | None = None
    answer_days: int | None = USUAL_ANSWER_DAYS


@dataclass(frozen=True)
class MeetingDraft:
    """A meeting. Times are those of the clocks of the place."""

    day: date
    begins: time
    ends: time
    place: str
    papers_on: date | None = None
    is_public: bool = False

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, self.begins, LONDON)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.day, self.ends, LONDON)


def check_group(draft: GroupDraft) -> None:
    if not draft.name:
        raise RuleBrokenError(N_("Say what it is called"), field="name")
    if draft.kind is None:
        raise RuleBrokenError(N_("Choose what kind it is"), field="kind")
    check_lengths({"name": draft.name, "purpose": draft.purpose})
    check_roles(draft.roles)
    if draft.papers_days is None or not 0 <= draft.papers_days <= MOST_PAPERS_DAYS:
        message = N_("Enter a number of days from 0 to %(most)s", most=MOST_PAPERS_DAYS)
        raise RuleBrokenError(message, field="papers_days")
    if draft.answer_days is not None and not 1 <= draft.answer_days <= MOST_ANSWER_DAYS:
        message = N_("Enter a number of days from 1 to %(most)s", most=MOST_ANSWER_DAYS)
        raise RuleBrokenError(message, field="answer_days")


def check_roles(roles: Sequence[str]) -> None:
    if len(roles) > MOST_ROLES:
        raise RuleBrokenError(N_("Name %(most)s roles at most", most=MOST_ROLES), field="roles")
    for role in roles:
        if len(role) > LONGEST["role"]:
            message = N_("Shorten each role to %(most)s characters", most=LONGEST["role"])
            raise RuleBrokenError(message, field="roles")


def check_meeting(draft: MeetingDraft, today: date) -> None:
    if draft.ends_at <= draft.starts_at:
        raise RuleBrokenError(N_("It ends before it begins"), field="ends")
    if draft.day > today + MOST_AHEAD:
        raise RuleBrokenError(N_("Choose a day within the next two years"), field="day")
    if not draft.place:
        raise RuleBrokenError(N_("Say where it is, or how to join"), field="place")
    check_lengths({"place": draft.place})
    if draft.papers_on and draft.papers_on > draft.day:
        raise RuleBrokenError(N_("Papers are due before the meeting"), field="papers_on")


def check_lengths(texts: Mapping[str, str]) -> None:
    for field, text in texts.items():
        require_short(text, LONGEST[field], field=field)


def find_papers_day(draft: MeetingDraft, papers_days: int) -> date:
    """Return the day that was typed, or so many days before the meeting as its board wants."""
    return draft.papers_on or draft.day - timedelta(days=papers_days)
