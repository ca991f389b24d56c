"""What a report and a recommendation must say, and what to look at before others may."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from coprod.core.disclosure.rules import CONTACTS, IN_CELLS, find_small_counts
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.intelligence.reports.enums import ReplyState

LONGEST = {
    "title": 200,
    "publisher": 200,
    "method": 300,
    "summary": 4000,
    "address": 2000,
    "words": 1000,
    "owner_role": 120,
    "reply": 2000,
}
MOST_RECOMMENDATIONS = 60
MOST_ADDRESSES = 20
MOST_PASSAGES = 50
ENDINGS = ("pdf", "docx")
"""The documents of which text can be taken out."""
DEFAULT_PAGES = ("/", "")


@dataclass(frozen=True)
class ReportDraft:
    """A report before it is saved. ``former_addresses`` are where it stood before, if elsewhere."""

    title: str
    publisher: str
    published: PartialDate | None
    starts: PartialDate | None = None
    ends: PartialDate | None = None
    people: int | None = None
    method: str = ""
    summary: str = ""
    address: str = ""
    former_addresses: tuple[str, ...] = ()
    service_id: int | None = None
    locality_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True)
class RecommendationDraft:
    """A recommendation and the reply to it. ``due``: until when a reply is expected."""

    words: str
    owner_role: str
    state: ReplyState = ReplyState.NO_REPLY
    reply: str = ""
    due: date | None = None


REQUIRED_MESSAGES: dict[str, Message] = {
    "title": N_("Say what it is called"),
    "publisher": N_("Say who published it"),
    "published": N_("Say when it was published"),
}


def check_report(draft: ReportDraft) -> None:
    for name, message in REQUIRED_MESSAGES.items():
        if not getattr(draft, name):
            raise RuleBrokenError(message, field=name)
    if draft.starts and draft.ends and draft.starts.earliest > draft.ends.latest:
        raise RuleBrokenError(N_("It cannot end before it begins"), field="ends")
    if draft.address and not is_safe_link(draft.address):
        raise RuleBrokenError(N_("Enter a whole address that begins https://"), field="address")
    check_former_addresses(draft.former_addresses)
    for name in ("title", "publisher", "method", "summary", "address"):
        require_short(getattr(draft, name), LONGEST[name], field=name)


def check_former_addresses(addresses: tuple[str, ...]) -> None:
    if len(addresses) > MOST_ADDRESSES:
        message = N_("Write %(most)s addresses at most", most=MOST_ADDRESSES)
        raise RuleBrokenError(message, field="former_addresses")
    for address in addresses:
        if not is_safe_link(address) or get_path(address) in DEFAULT_PAGES:
            message = N_("“%(address)s” is not the whole address of one page", address=address)
            raise RuleBrokenError(message, field="former_addresses")


def check_recommendation(draft: RecommendationDraft) -> None:
    if not draft.words:
        raise RuleBrokenError(N_("Write down what is recommended"), field="words")
    if not draft.owner_role:
        message = N_("Say which role it is for. Write the role, not the name")
        raise RuleBrokenError(message, field="owner_role")
    if draft.state is not ReplyState.NO_REPLY and not draft.reply:
        raise RuleBrokenError(N_("Write down the reply"), field="reply")
    if draft.state is ReplyState.NO_REPLY and draft.reply:
        raise RuleBrokenError(N_("There is a reply: say what it comes to"), field="state")
    for name in ("words", "owner_role", "reply"):
        require_short(getattr(draft, name), LONGEST[name], field=name)


def is_reply_late(state: ReplyState, due: date | None, today: date) -> bool:
    return state is ReplyState.NO_REPLY and due is not None and due < today


def normalise_address(address: str) -> str:
    """Return an address as it is compared: without scheme, ``www.`` and anchor."""
    parts = urlsplit(address.strip())
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{get_path(address)}"


def get_path(address: str) -> str:
    """Return what follows the host of an address, without a stroke at its end and an anchor."""
    parts = urlsplit(address.strip())
    path = parts.path.rstrip("/")
    return f"{path}?{parts.query}" if parts.query else path


def list_passages(text: str) -> list[str]:
    """Return what to look at before a text is public: ways to reach somebody, and small numbers."""
    return list(dict.fromkeys(iterate_passages(text)))[:MOST_PASSAGES]


def iterate_passages(text: str) -> Iterator[str]:
    for sign in CONTACTS:
        yield from (match.group() for match in IN_CELLS[sign].finditer(text))
    yield from find_small_counts(text)
