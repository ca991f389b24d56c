"""What somebody may want of the team of an activity."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class ContactReason(StrEnum):
    TAKE_PART = "take-part"
    DO_THIS_HERE = "do-this-here"

    @property
    def label(self) -> Message:
        return CONTACT_REASONS[self]


CONTACT_REASONS: dict[ContactReason, Message] = {
    ContactReason.TAKE_PART: N_("I would like to take part"),
    ContactReason.DO_THIS_HERE: N_("We would like to do this here"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "announced a session": Verb(N_("Announced a session that anybody can join")),
    "changed a session": Verb(N_("Changed a session that anybody can join")),
    "called off a session": Verb(N_("Called off a session")),
}
