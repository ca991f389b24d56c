"""What we call the ways in which a challenge ends, and what a curator makes of an answer."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class QueryOutcome(LabelledEnum):
    """How a challenge to an answer ended."""

    ACCEPTED = "accepted", N_("A curator accepted the reply")
    STANDS = "stands", N_("The challenge stands")
    TAKEN_BACK = "taken_back", N_("A curator took the challenge back")


class RulingVerdict(LabelledEnum):
    """What a curator says to “this does not apply to us”."""

    ACCEPTED = "accepted", N_("A curator accepted that this does not apply")
    REFUSED = "refused", N_("A curator did not accept that this does not apply")


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
