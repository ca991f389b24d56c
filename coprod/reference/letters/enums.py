"""What the audit trail says of the words of letters."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "reworded a letter": Verb(N_("Gave a letter other words")),
    "restored a letter": Verb(N_("Gave a letter back the words that it came with")),
}
