"""What the audit trail says of the words of letters."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "reworded a letter": Verb(N_("Changed the words of a letter")),
    "restored a letter": Verb(N_("Went back to a letter’s original words")),
}
