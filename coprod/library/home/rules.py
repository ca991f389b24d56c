"""How what people said stands beside what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

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
