"""What the audit trail calls the steps of a session that anybody can join."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "announced a session": Verb(N_("Announced a session that anybody can join")),
    "changed a session": Verb(N_("Changed a session that anybody can join")),
    "called off a session": Verb(N_("Called off a session")),
}
