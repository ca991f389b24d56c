"""What the audit trail calls the steps here."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "asked for removal": Verb(N_("The team asked that it is taken away")),
    "took back a removal request": Verb(N_("The team wants it to stay public after all")),
    "declined a removal": Verb(N_("A curator decided that it stays public"), is_decision=True),
    "put back": Verb(N_("Public again"), is_decision=True),
}
