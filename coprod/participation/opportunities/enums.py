"""What somebody may want of the team of an activity."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class ContactReason(LabelledEnum):
    TAKE_PART = "take-part", N_("I would like to take part")
    DO_THIS_HERE = "do-this-here", N_("We would like to do this here")


AUDIT_VERBS: dict[str, Verb] = {
    "announced a session": Verb(N_("Announced a session that anybody can join")),
    "changed a session": Verb(N_("Changed a session that anybody can join")),
    "called off a session": Verb(N_("Called off a session")),
}
