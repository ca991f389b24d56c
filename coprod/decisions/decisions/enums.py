"""What the audit trail calls the steps here."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "linked an entry": Verb(N_("Linked to an entry")),
    "unlinked an entry": Verb(N_("No longer linked to an entry")),
    "added a note": Verb(N_("Added a note")),
    "looked at again": Verb(N_("Looked at again")),
    "checked the promise": Verb(N_("Checked whether the promise was kept")),
}
