"""What the audit trail calls the steps here."""

from coprod.history.words import Verb
from coprod.kit.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "confirmed": Verb(N_("Checked: still true")),
}
