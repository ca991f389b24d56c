"""Two sides confirm a rung together, and what each can say."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class Side(StrEnum):
    """A rung is confirmed by one of each: neither can do it alone."""

    CURATOR = "curator"
    LAY_MEMBER = "lay_member"

    @property
    def label(self) -> Message:
        return SIDE_LABELS[self]

    @property
    def other(self) -> "Side":
        return Side.LAY_MEMBER if self is Side.CURATOR else Side.CURATOR


class Stance(StrEnum):
    """What somebody says to an answer and to what the team put beside it."""

    AGREE = "agree"
    ASK = "ask"
    NONE = ""

    @property
    def label(self) -> Message:
        return STANCE_LABELS[self]


NOT_YET = "not_yet"
"""In place of a level or a verdict: for now they only agree with evidence and ask about it."""


class ProposalVerdict(StrEnum):
    """How a proposal ended. Whoever made it may take it back while nobody has answered."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> Message:
        return VERDICT_LABELS[self]


SIDE_LABELS: dict[Side, Message] = {
    Side.CURATOR: N_("A curator"),
    Side.LAY_MEMBER: N_("A lay member"),
}
STANCE_LABELS: dict[Stance, Message] = {
    Stance.AGREE: N_("I agree that this shows the answer"),
    Stance.ASK: N_("I ask the team about it"),
    Stance.NONE: N_("Leave it for now"),
}
VERDICT_LABELS: dict[ProposalVerdict, Message] = {
    ProposalVerdict.AGREES: N_("Agrees"),
    ProposalVerdict.DISAGREES: N_("Does not agree"),
    ProposalVerdict.TAKEN_BACK: N_("Taken back"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "proposed a level": Verb(N_("A level was proposed")),
    "confirmed a level": Verb(
        N_("A level was confirmed by a curator and a lay member"), is_decision=True
    ),
    "did not agree to a level": Verb(N_("A level was not agreed to"), is_decision=True),
    "took back a level": Verb(N_("A proposed level was taken back"), is_decision=True),
}
