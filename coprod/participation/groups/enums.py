"""What a named group says of how it is named, and what somebody agreed to."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class Stand(StrEnum):
    """What a group says of what the entry says of it."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    DISPUTED = "disputed"

    @property
    def label(self) -> Message:
        return STANDS[self]

    @property
    def beside(self) -> Message:
        """What readers see beside the name of the group."""
        return BESIDE[self]


STANDS: dict[Stand, Message] = {
    Stand.CONFIRMED: N_("Yes, we took part, as the entry says"),
    Stand.CORRECTED: N_("We took part, but not quite as the entry says"),
    Stand.DISPUTED: N_("No, we did not take part, or it does not say what our view was"),
}
BESIDE: dict[Stand, Message] = {
    Stand.CONFIRMED: N_("Confirmed by the group"),
    Stand.CORRECTED: N_("Corrected by the group"),
    Stand.DISPUTED: N_("Disputed by the group"),
}
ASKED = N_("Asked. The group has not answered yet")
NO_ANSWER = N_("Asked. The group did not answer in time")


class Covers(StrEnum):
    """What a consent is for."""

    WORDS = "words"
    FILE = "file"

    @property
    def label(self) -> Message:
        return COVERS[self]


COVERS: dict[Covers, Message] = {
    Covers.WORDS: N_("A story or words that the entry tells"),
    Covers.FILE: N_("A picture, film or recording"),
}


class Ended(StrEnum):
    TAKEN_BACK = "taken_back"
    RAN_OUT = "ran_out"

    @property
    def label(self) -> Message:
        return ENDED[self]


ENDED: dict[Ended, Message] = {
    Ended.TAKEN_BACK: N_("Taken back"),
    Ended.RAN_OUT: N_("Ran out"),
}
WHY_GONE = N_(
    "Somebody’s story was told here with their consent, and that has ended. The team can log the "
    "work again without it."
)

AUDIT_VERBS: dict[str, Verb] = {
    "showed words": Verb(N_("A reader’s words were shown"), is_decision=True),
    "declined words": Verb(N_("A reader’s words were not shown"), is_decision=True),
    "asked a group": Verb(N_("A group that is named was asked whether that is right")),
    "a group spoke": Verb(N_("A group that is named said how it sees that"), is_decision=True),
    "declined a claim": Verb(N_("A curator did not find that it was the group"), is_decision=True),
    "kept a consent": Verb(N_("A consent was written down")),
    "ended a consent": Verb(N_("A consent ended")),
}
