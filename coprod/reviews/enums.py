"""What a review can be, how soon it is due, and what the audit trail says of it."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class ReviewState(StrEnum):
    """``WITHDRAWN``: it stopped waiting by itself, because its owner took the thing away."""

    OPEN = "open"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Risk(StrEnum):
    """What is read first. ``HARM``: somebody may not be safe. ``LOW``: it looks like spam."""

    HARM = "harm"
    REPORTED = "reported"
    NORMAL = "normal"
    LOW = "low"


class Urgency(StrEnum):
    """The groups of the queue, in its order."""

    READ_FIRST = "read-first"
    LATE = "late"
    TODAY = "today"
    THIS_WEEK = "this-week"
    LATER = "later"
    PARKED = "parked"

    @property
    def label(self) -> Message:
        return URGENCY_LABELS[self]


URGENCY_LABELS: dict[Urgency, Message] = {
    Urgency.READ_FIRST: N_("Read first"),
    Urgency.LATE: N_("Late"),
    Urgency.TODAY: N_("Due today"),
    Urgency.THIS_WEEK: N_("This week"),
    Urgency.LATER: N_("Later"),
    Urgency.PARKED: N_("Held"),
}


class Whose(StrEnum):
    """Whose reviews the queue lists."""

    EVERYBODY = "everybody"
    MINE = "mine"

    @property
    def label(self) -> Message:
        return WHOSE_LABELS[self]


WHOSE_LABELS: dict[Whose, Message] = {
    Whose.EVERYBODY: N_("Everybody’s"),
    Whose.MINE: N_("Mine"),
}


class LineKind(StrEnum):
    """What a line of the conversation is: words, or something that was done."""

    MESSAGE = "message"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    ASKED = "asked"

    @property
    def label(self) -> Message:
        return LINE_LABELS[self]


LINE_LABELS: dict[LineKind, Message] = {
    LineKind.MESSAGE: N_("Wrote"),
    LineKind.LOCKED: N_("Closed the conversation"),
    LineKind.UNLOCKED: N_("Opened the conversation again"),
    LineKind.ASKED: N_("Asked another person to decide"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "wrote about a review": Verb(N_("Wrote in the conversation about a review")),
    "closed a conversation": Verb(N_("Closed the conversation about a review")),
    "opened a conversation again": Verb(N_("Opened the conversation about a review again")),
    "asked another to decide": Verb(N_("Asked another person to decide")),
}
