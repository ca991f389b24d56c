"""Which side made a change that readers see, and what we call it."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class ChangedBy(LabelledEnum):
    TEAM = "team", N_("Changed by the team, after a curator read it")
    CURATOR = "curator", N_("Changed by a curator")
    READER = "reader", N_("Changed as a reader suggested")


AUDIT_VERBS: dict[str, Verb] = {
    "sent changes": Verb(N_("Sent changes to a curator")),
    "took back change": Verb(N_("Took back a change")),
    "approved changes": Verb(N_("Changed by the team, after a curator read it"), is_decision=True),
    "returned changes": Verb(N_("Changes sent back"), is_decision=True),
    "corrected": Verb(N_("Changed by a curator")),
    "took a suggestion": Verb(N_("Changed as a reader suggested"), is_decision=True),
}
