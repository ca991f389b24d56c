"""What we call the ways in which a challenge ends, and what a curator makes of an answer."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class QueryOutcome(StrEnum):
    """How a challenge to an answer ended."""

    ACCEPTED = "accepted"
    STANDS = "stands"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> Message:
        return OUTCOME_LABELS[self]


class RulingVerdict(StrEnum):
    """What a curator says to “this does not apply to us”."""

    ACCEPTED = "accepted"
    REFUSED = "refused"

    @property
    def label(self) -> Message:
        return VERDICT_LABELS[self]


OUTCOME_LABELS: dict[QueryOutcome, Message] = {
    QueryOutcome.ACCEPTED: N_("A curator accepted the reply"),
    QueryOutcome.STANDS: N_("The challenge stands"),
    QueryOutcome.TAKEN_BACK: N_("A curator took the challenge back"),
}
VERDICT_LABELS: dict[RulingVerdict, Message] = {
    RulingVerdict.ACCEPTED: N_("A curator accepted that this does not apply"),
    RulingVerdict.REFUSED: N_("A curator did not accept that this does not apply"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "challenged an answer": Verb(N_("Somebody asked about an answer of the team")),
    "replied to a challenge": Verb(N_("The team replied to a challenge")),
    "closed a challenge": Verb(N_("A curator closed a challenge"), is_decision=True),
    "accepted that it does not apply": Verb(
        N_("A curator accepted that a question does not apply"), is_decision=True
    ),
    "refused that it does not apply": Verb(
        N_("A curator did not accept that a question does not apply"), is_decision=True
    ),
    "let a reply be read": Verb(N_("Let a reply be read")),
}
