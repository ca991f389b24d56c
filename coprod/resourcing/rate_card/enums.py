"""What a rate is for one of."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Per(LabelledEnum):
    PERSON_HOUR = "person_hour", N_("for each person, each hour")
    PERSON_SESSION = "person_session", N_("for each person, each session")
    SESSION = "session", N_("for each session")
    HOUR = "hour", N_("for each hour of each session")
    DAY = "day", N_("for each day")
    ONCE = "once", N_("once")


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
