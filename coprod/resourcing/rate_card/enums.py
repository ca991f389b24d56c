"""What a rate is for one of."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class Per(StrEnum):
    PERSON_HOUR = "person_hour"
    PERSON_SESSION = "person_session"
    SESSION = "session"
    HOUR = "hour"
    DAY = "day"
    ONCE = "once"

    @property
    def label(self) -> Message:
        return PER_LABELS[self]


PER_LABELS: dict[Per, Message] = {
    Per.PERSON_HOUR: N_("for each person, each hour"),
    Per.PERSON_SESSION: N_("for each person, each session"),
    Per.SESSION: N_("for each session"),
    Per.HOUR: N_("for each hour of each session"),
    Per.DAY: N_("for each day"),
    Per.ONCE: N_("once"),
}
HOW_MANY: dict[Per, Message] = {
    **dict.fromkeys(Per, N_("How many at each session?")),
    Per.DAY: N_("How many at each session? A session counts as one day."),
    Per.ONCE: N_("How many for all sessions together?"),
}
"""What the number in a box of a plan counts."""
STAFF = N_("Staff time at the sessions, and to prepare them")
VOLUNTEERS = N_("Volunteers’ time at the sessions")

AUDIT_VERBS: dict[str, Verb] = {
    "added a rate": Verb(N_("Added a rate to the rate card")),
    "changed a rate": Verb(N_("Changed a rate of the rate card")),
}
