"""The links of a chain, from what people said to what a board was told."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class ChainStage(LabelledEnum):
    """The stages of a chain, in the order in which they follow one another."""

    WORKSHOP = "workshop", N_("Workshops")
    GUIDANCE = "guidance", N_("Guidance document")
    PUBLIC_MEETING = "public_meeting", N_("Public meeting")
    REPORT = "report", N_("Report to the board")


AUDIT_VERBS: dict[str, Verb] = {
    "began a chain": Verb(N_("Began a chain from workshops to a report")),
    "changed a chain": Verb(N_("Changed a chain from workshops to a report")),
}
