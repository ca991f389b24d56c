"""What is chased, and what the audit trail says of it."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class ChaseKind(LabelledEnum):
    """The groups of the page, in its order."""

    ANSWERS = "answers", N_("Answers that are late")
    PROMISES = "promises", N_("Promises that are overdue")
    ACTIONS = "actions", N_("Actions of boards that are late")
    IDEAS = "ideas", N_("Ideas of lay members that a board has not answered")
    SIGNATURES = "signatures", N_("Leaders who have not answered")
    TARGETS = "targets", N_("Targets to look at again, and missing numbers")
    STALE = "stale", N_("Activities that nobody has checked for a year")
    MONEY = "money", N_("Money that ends soon or has ended")
    CONSENTS = "consents", N_("Consents that end soon or have ended")
    ROUNDS = "rounds", N_("Residents’ rounds that closed and were not released")


AUDIT_VERBS: dict[str, Verb] = {
    "chased": Verb(N_("Sent a letter to chase something")),
}
"""What a curator does here."""
