"""What the audit trail calls the steps here."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "changed name": Verb(N_("Changed their name")),
    "changed password": Verb(N_("Changed their password")),
    "set up second factor": Verb(N_("Set up a second step")),
    "turned off second factor": Verb(N_("Turned off the second step")),
    "renewed recovery codes": Verb(N_("Made new recovery codes")),
    "signed out everywhere": Verb(N_("Signed out everywhere")),
    "signed out browser": Verb(N_("Signed out another browser")),
    "closed account": Verb(N_("Closed account")),
}
