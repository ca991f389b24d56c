"""What an item must say, which pages it may be linked to, and how long a meeting is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from coprod.board.forward_plan.enums import LinkKind
from coprod.board.meetings.enums import AskKind
from coprod.core.disclosure.rules import check_public_text
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_

AHEAD = timedelta(days=183)
"""The plan shows the meetings of so many days."""
OFTEN = 2
"""An item that was put off so many times is said to be."""
LONGEST = {"title": 150, "details": 1000, "lead": 120, "outcome": 1000}
MOST_MINUTES = 240
MOST_LINKS = 8
ADDRESSES: dict[LinkKind, re.Pattern[str]] = {
    LinkKind.ACTIVITY: re.compile(r"/stories/([a-z0-9-]+)"),
    LinkKind.PROMISE: re.compile(r"/promises/([0-9]{1,9})"),
    LinkKind.ACTION: re.compile(r"/board/actions/([0-9]{1,9})"),
    LinkKind.DECISION: re.compile(r"/decisions/([a-z0-9-]+)"),
    LinkKind.POT: re.compile(r"/funding-pots/([0-9]{1,9})"),
}
LANGUAGE = re.compile(r"^/[a-z]{2}(?=/)")


@dataclass(frozen=True)
class ItemDraft:
    """An item. ``addresses`` are pages of the register that it is about."""

    title: str
    purpose: AskKind | None
    lead: str
    minutes: int | None
    details: str = ""
    meeting_id: int | None = None
    addresses: tuple[str, ...] = ()
    is_public: bool = False
    is_spotlight: bool = False


@dataclass(frozen=True)
class LinkAddress:
    """A page of the register by what stands in its address."""

    kind: LinkKind
    key: str


def check_item(draft: ItemDraft) -> None:
    if not draft.title:
        raise RuleBrokenError(N_("Say what it is"), field="title")
    if draft.purpose is None:
        raise RuleBrokenError(N_("Choose what the board is to do"), field="purpose")
    if not draft.lead:
        message = N_("Say which role brings it. Write the role, not the name")
        raise RuleBrokenError(message, field="lead")
    if draft.minutes is None or not 1 <= draft.minutes <= MOST_MINUTES:
        message = N_("Enter a number of minutes from 1 to %(most)s", most=MOST_MINUTES)
        raise RuleBrokenError(message, field="minutes")
    for name in ("title", "details", "lead"):
        check_text(name, getattr(draft, name))


def check_outcome(outcome: str) -> None:
    if not outcome:
        raise RuleBrokenError(N_("Say what came of it"), field="outcome")
    check_text("outcome", outcome)


def check_text(name: str, text: str) -> None:
    check_public_text(text, LONGEST[name], field=name)


def parse_addresses(addresses: Sequence[str]) -> list[LinkAddress]:
    """Read which pages of the register are meant; what is none is explained."""
    if len(addresses) > MOST_LINKS:
        message = N_("Link %(most)s pages at most", most=MOST_LINKS)
        raise RuleBrokenError(message, field="addresses")
    return [parse_address(each) for each in dict.fromkeys(addresses)]


def parse_address(address: str) -> LinkAddress:
    path = LANGUAGE.sub("", get_path(address))
    for kind, pattern in ADDRESSES.items():
        match = pattern.fullmatch(path)
        if match:
            return LinkAddress(kind, match[1])
    message = N_(
        "“%(address)s” is not the page of a story, a promise, an action, a decision or a pot of "
        "money",
        address=address[:80],
    )
    raise RuleBrokenError(message, field="addresses")


def get_path(address: str) -> str:
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""


def find_last_day(today: date) -> date:
    return today + AHEAD
