"""What the audit trail calls the steps here."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "invited": Verb(N_("Invited somebody")),
    "took back invitation": Verb(N_("Took back an invitation")),
    "suspended": Verb(N_("Suspended")),
    "reinstated": Verb(N_("Let in again")),
    "gave right": Verb(N_("Gave a right")),
    "took right": Verb(N_("Took a right away")),
    "allowed domain": Verb(N_("Allowed domain")),
    "disallowed domain": Verb(N_("Disallowed domain")),
}
