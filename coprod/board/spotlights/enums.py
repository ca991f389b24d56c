"""What the audit trail says of spotlights."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "nominated an activity": Verb(N_("Nominated an activity for a spotlight")),
    "chose a spotlight": Verb(N_("Chose a spotlight for a meeting of a board"), is_decision=True),
    "changed a spotlight": Verb(N_("Changed a spotlight")),
}
