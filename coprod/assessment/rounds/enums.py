"""Why it is time for another round."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class Cause(StrEnum):
    YEAR = "year"
    PROVISIONAL = "provisional"
    STAGE = "stage"
    ASKED = "asked"

    @property
    def label(self) -> Message:
        return CAUSES[self]


CAUSES: dict[Cause, Message] = {
    Cause.YEAR: N_("It is a year since you assessed this."),
    Cause.PROVISIONAL: N_("When you assessed this, it was too early for some of the questions."),
    Cause.STAGE: N_("This has come further since you assessed it."),
    Cause.ASKED: N_("Residents ask you to assess this now."),
}

AUDIT_VERBS: dict[str, Verb] = {
    "asked for a round": Verb(N_("Residents asked for another assessment")),
}
