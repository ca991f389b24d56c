"""What the audit trail calls the steps here."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

ANSWER_VERBS: dict[str, Verb] = {
    "answered comment": Verb(N_("Answered a comment for the team")),
    "said what a comment led to": Verb(N_("Said what a comment led to")),
    "asked again for an answer": Verb(N_("Asked again for an answer")),
}
