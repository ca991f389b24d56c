"""What a campaign must say. How many were reached is told with how we know; unknown is not nought.

Events and channels are written one on a line, with a semicolon between what is said of each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coprod.core.disclosure.rules import check_public_text
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.keys import parse_digits, strip_separators
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line
from coprod.intelligence.campaigns.enums import CampaignKind
from coprod.register.completeness.rules import MAIL, PHONE

LONGEST = {
    "name": 150,
    "purpose": 1000,
    "run_by": 150,
    "heard": 4000,
    "came_of": 4000,
    "place": 150,
    "channel": 100,
    "how_we_know": 200,
}
MOST_LINES = 60


@dataclass(frozen=True)
class Event:
    """One event: its day, where, and how many came. None: nobody knows."""

    held: PartialDate
    place: str
    people: int | None


@dataclass(frozen=True)
class Reach:
    """One channel: how many people it reached, and how we know that."""

    channel: str
    people: int | None
    how_we_know: str


@dataclass(frozen=True)
class CampaignDraft:
    """A campaign before it is saved. ``addresses`` are of pages of this register."""

    name: str
    kind: CampaignKind | None
    purpose: str
    starts: PartialDate | None
    run_by: str
    ends: PartialDate | None = None
    events: tuple[Event, ...] = ()
    reaches: tuple[Reach, ...] = ()
    heard: str = ""
    came_of: str = ""
    addresses: tuple[str, ...] = ()
    term_ids: tuple[int, ...] = ()
    reached_ids: tuple[int, ...] = ()
    missed_ids: tuple[int, ...] = ()
    is_public: bool = False


def check_campaign(draft: CampaignDraft) -> None:
    needed = {
        "name": N_("Say what it was called"),
        "kind": N_("Choose what kind of campaign it was"),
        "purpose": N_("Say what it was for"),
        "starts": N_("Say when it began. The month and the year will do"),
        "run_by": N_("Say which organisation or role ran it"),
    }
    for name, message in needed.items():
        if not getattr(draft, name):
            raise RuleBrokenError(message, field=name)
    if draft.starts and draft.ends and draft.starts.earliest > draft.ends.latest:
        raise RuleBrokenError(N_("It cannot end before it begins"), field="ends")
    if set(draft.reached_ids) & set(draft.missed_ids):
        message = N_("A group was either reached or not. Tick it once")
        raise RuleBrokenError(message, field="missed_ids")
    check_texts(draft)


def check_texts(draft: CampaignDraft) -> None:
    for name in ("name", "purpose", "run_by", "heard", "came_of"):
        check_text(getattr(draft, name), LONGEST[name], field=name)
    for event in draft.events:
        check_text(event.place, LONGEST["place"], field="events")
    for reach in draft.reaches:
        check_text(reach.channel, LONGEST["channel"], field="reaches")
        check_text(reach.how_we_know, LONGEST["how_we_know"], field="reaches")


def check_text(text: str, most: int, *, field: str) -> None:
    """Refuse what names so few people that they are known, and ways to reach a person."""
    check_public_text(text, most, field=field)
    if MAIL.search(text) or PHONE.search(text):
        message = N_("Take out the e-mail address or telephone number: everybody reads this")
        raise RuleBrokenError(message, field=field)


# What is written one on a line


def read_events(text: str) -> tuple[Event, ...]:
    return tuple(read_event(cells) for cells in split_lines(text, "events"))


def read_event(cells: Sequence[str]) -> Event:
    example = N_("Write a day, a place and how many came on each line: 2026-03-05; Library; 25")
    day, place, number = [*cells, "", ""][:3]
    try:
        held = PartialDate.parse(day)
    except ValueError:
        raise RuleBrokenError(example, field="events") from None
    if not place or len(cells) > 3:
        raise RuleBrokenError(example, field="events")
    return Event(held, place, read_people(number, "events"))


def read_reaches(text: str) -> tuple[Reach, ...]:
    return tuple(read_reach(cells) for cells in split_lines(text, "reaches"))


def read_reach(cells: Sequence[str]) -> Reach:
    channel, number, how = [*cells, "", ""][:3]
    if not channel or len(cells) > 3:
        message = N_("Write a channel, a number and how we know it: Radio; 900; station’s figures")
        raise RuleBrokenError(message, field="reaches")
    people = read_people(number, "reaches")
    if people is not None and not how:
        message = N_("Say how we know how many “%(channel)s” reached", channel=channel)
        raise RuleBrokenError(message, field="reaches")
    return Reach(channel, people, how)


def split_lines(text: str, field: str) -> list[list[str]]:
    lines = [one_line(line) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise RuleBrokenError(N_("Keep to %(most)s lines", most=MOST_LINES), field=field)
    return [[cell.strip() for cell in line.split(";")] for line in lines]


def read_people(text: str, field: str) -> int | None:
    """Read a number. Nothing, or a question mark, is not known."""
    if text in {"", "?"}:
        return None
    number = parse_digits(strip_separators(text), 8)
    if number is None:
        message = N_("“%(typed)s” is no whole number. Leave it out if nobody knows", typed=text)
        raise RuleBrokenError(message, field=field)
    return number


def write_lines(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as they are typed."""
    cells = (["" if cell is None else str(cell) for cell in row] for row in rows)
    return "\n".join("; ".join(row).rstrip("; ") for row in cells)
