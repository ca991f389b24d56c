"""How what people said stands beside what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import quote

from coprod.core.values.dates import PartialDate
from coprod.core.values.phrases import N_, Message
from coprod.engagement.commitments.enums import CommitmentProgress, CommitmentState

REPLY_HEADINGS: dict[CommitmentState | None, Message] = {
    CommitmentState.MADE: N_("We did"),
    CommitmentState.PLANNED: N_("We will"),
    CommitmentState.NOT_DOING: N_("We are not doing this"),
    None: N_("The team answered"),
}
"""What stands above the reply: of a promise by its state, of an answer without one the last."""
SECURITY_CONTACT_LASTS = timedelta(days=90)
"""How long somebody may rely on a copy of ``security.txt``; less than a year, as RFC 9116 asks."""


@dataclass(frozen=True)
class Quotation:
    """A resident's own words, as they are public. ``name`` is empty where none was given."""

    words: str
    name: str


@dataclass(frozen=True)
class AnsweredRequest:
    """What people asked for, and what the team promised, did or answered."""

    activity_id: int
    request: str
    reply: str
    state: CommitmentState | None = None
    progress: CommitmentProgress | None = None
    due: PartialDate | None = None
    promise_id: int | None = None
    comment_id: int | None = None
    slug: str = ""
    places: Sequence[str] = ()

    @property
    def heading(self) -> Message:
        return REPLY_HEADINGS[self.state]

    def at(self, slug: str, places: Sequence[str]) -> Self:
        """Return the same with the address of its story and the places that this is about."""
        return replace(self, slug=slug, places=tuple(places))


def choose_reply(words: str, state: CommitmentState, proof: str, reason: str) -> str:
    """Return what says most: of what is done, what one can see; of what is not done, why."""
    if state is CommitmentState.MADE:
        return proof or words
    return reason if state is CommitmentState.NOT_DOING else words


def format_security_contact(email: str, address: str, now: datetime) -> str:
    """Return ``security.txt`` in the form of RFC 9116: who to write to about a weakness."""
    ends = (now + SECURITY_CONTACT_LASTS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = {
        "Contact": f"mailto:{quote(email, safe='@')}",
        "Expires": ends.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Canonical": address,
        "Preferred-Languages": "en",
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())
