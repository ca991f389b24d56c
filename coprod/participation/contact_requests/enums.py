"""What somebody may want of the team of an activity, and what became of that."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class ContactReason(LabelledEnum):
    TAKE_PART = "take-part", N_("I would like to take part")
    DO_THIS_HERE = "do-this-here", N_("We would like to do this here")


class ContactState(StrEnum):
    WAITING = "waiting"
    ANSWERED = "answered"
    UNREACHABLE = "unreachable"


AUDIT_VERBS: dict[str, Verb] = {
    "answered a request": Verb(N_("Answered somebody who would like to take part")),
    "could not reach somebody": Verb(N_("Could not reach somebody who would like to take part")),
}
