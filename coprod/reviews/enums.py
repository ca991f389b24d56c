"""What a review can be, how soon it is due, and what the audit trail says of it."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


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


class Urgency(LabelledEnum):
    """The groups of the queue, in its order."""

    READ_FIRST = "read-first", N_("Read first")
    LATE = "late", N_("Late")
    TODAY = "today", N_("Due today")
    THIS_WEEK = "this-week", N_("This week")
    LATER = "later", N_("Later")
    PARKED = "parked", N_("Held")


class Whose(LabelledEnum):
    """Whose reviews the queue lists."""

    EVERYBODY = "everybody", N_("Everybody’s")
    MINE = "mine", N_("Mine")


class LineKind(LabelledEnum):
    """What a line of the conversation is: words, or something that was done."""

    MESSAGE = "message", N_("Wrote")
    LOCKED = "locked", N_("Closed the conversation")
    UNLOCKED = "unlocked", N_("Reopened the conversation")
    ASKED = "asked", N_("Asked another person to decide")
    ROUTED = "routed", N_("Was asked to decide, as a stand-in")


AUDIT_VERBS: dict[str, Verb] = {
    "wrote about a review": Verb(N_("Wrote in the conversation about a review")),
    "closed a conversation": Verb(N_("Closed the conversation about a review")),
    "opened a conversation again": Verb(N_("Opened the conversation about a review again")),
    "asked another to decide": Verb(N_("Asked another person to decide")),
    "gave a review to a stand-in": Verb(N_("Gave a review to a stand-in")),
    "named a stand-in": Verb(N_("Named a stand-in")),
    "ended a stand-in": Verb(N_("Ended the time of a stand-in")),
}
