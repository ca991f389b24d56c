"""What the audit trail calls the steps here."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

AUDIT_VERBS: dict[str, Verb] = {
    "opened to its organisation": Verb(N_("Let others of the organisation change and assess it")),
    "closed to its organisation": Verb(N_("Kept it to those who look after it")),
    "asked for an owner": Verb(N_("Asked somebody to look after it")),
    "joined as owner": Verb(N_("Somebody else looks after it too")),
    "took over": Verb(N_("Somebody else took it over")),
    "left": Verb(N_("Somebody no longer looks after it")),
    "removed an owner": Verb(N_("Somebody was taken off")),
}
