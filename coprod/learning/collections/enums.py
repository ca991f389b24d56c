"""What the audit trail calls the steps here."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "began a collection": Verb(N_("Started a collection")),
    "changed a collection": Verb(N_("Changed a collection")),
    "added to a collection": Verb(N_("Added something to a collection")),
    "took out of a collection": Verb(N_("Took something out of a collection")),
}
