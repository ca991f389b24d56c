"""The two ways in which a pot can be divided."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Axis(LabelledEnum):
    prompt: Message
    """What is asked where the shares make up the whole pot."""

    PART = "part", N_("Its parts"), N_("Choose which part it comes from")
    LIFECOURSE = (
        "lifecourse",
        N_("For each age group or workstream"),
        N_("Choose which age group or workstream it is for"),
    )


AUDIT_VERBS: dict[str, Verb] = {
    "began a pot": Verb(N_("Began a pot of money")),
    "changed a pot": Verb(N_("Changed a pot of money")),
    "gave from a pot": Verb(N_("Decided on money from a pot")),
    "said what arrived": Verb(N_("Said how much of it arrived")),
    "took back from a pot": Verb(N_("Took back a decision about money")),
}
