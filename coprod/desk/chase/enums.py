"""What is chased, and what the audit trail says of it."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class ChaseKind(StrEnum):
    """The groups of the page, in its order."""

    ANSWERS = "answers"
    PROMISES = "promises"
    STALE = "stale"
    MONEY = "money"
    CONSENTS = "consents"
    ROUNDS = "rounds"

    @property
    def label(self) -> Message:
        return KIND_LABELS[self]


KIND_LABELS: dict[ChaseKind, Message] = {
    ChaseKind.ANSWERS: N_("Answers that are late"),
    ChaseKind.PROMISES: N_("Promises that are overdue"),
    ChaseKind.STALE: N_("Activities that nobody has checked for a year"),
    ChaseKind.MONEY: N_("Money that ends soon or has ended"),
    ChaseKind.CONSENTS: N_("Consents that end soon or have ended"),
    ChaseKind.ROUNDS: N_("Residents’ rounds that closed and were not released"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "chased": Verb(N_("Sent a letter to chase something")),
}
"""What a curator does here."""
