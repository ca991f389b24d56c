"""What an item of a forward plan can be about, and what is to be seen to."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class LinkKind(LabelledEnum):
    ACTIVITY = "activity", N_("Activity")
    PROMISE = "promise", N_("Promise")
    ACTION = "action", N_("Action")
    DECISION = "decision", N_("Decision")
    POT = "pot", N_("Pot of money")


AUDIT_VERBS: dict[str, Verb] = {
    "planned an item": Verb(N_("Put an item into the forward plan of a board")),
    "changed an item": Verb(N_("Changed an item of a forward plan")),
    "recorded an outcome": Verb(N_("Wrote down what came of an item of a board")),
    "dropped an item": Verb(N_("Took an item out of a forward plan")),
}
