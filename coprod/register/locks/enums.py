"""What the audit trail calls the steps here."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "locked": Verb(N_("Checked and locked by a curator"), is_decision=True),
    "unlocked": Verb(N_("Unlocked by a curator"), is_decision=True),
}
