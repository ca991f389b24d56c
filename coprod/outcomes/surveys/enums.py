"""How an answer to our survey came to us."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message
from coprod.outcomes.results.enums import Said

FACES: dict[Said, int | None] = {
    Said.STRONGLY_AGREE: 4,
    Said.AGREE: 3,
    Said.IN_BETWEEN: 2,
    Said.DISAGREE: 1,
    Said.STRONGLY_DISAGREE: 0,
    Said.DOES_NOT_APPLY: None,
    Said.PREFER_NOT_TO_SAY: None,
}
"""Which of the five faces stands beside an answer. The words beside it say the same."""


class Came(StrEnum):
    """How somebody answered, whose answers another person typed in."""

    PAPER = "paper"
    PHONE = "phone"
    IN_PERSON = "in_person"

    @property
    def label(self) -> Message:
        return CAME[self]


CAME: dict[Came, Message] = {
    Came.PAPER: N_("On paper"),
    Came.PHONE: N_("By phone"),
    Came.IN_PERSON: N_("In person"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "asked about statements": Verb(N_("Asks people about the I-Statements")),
    "counted answers": Verb(N_("Counted the answers and threw the single ones away")),
}
