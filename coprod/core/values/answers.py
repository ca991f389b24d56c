"""Answers that many parts give: yes, no or not known, and which of the four stages was shared."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Message


class YesNoUnknown(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def label(self) -> Message:
        return KNOWN_LABELS[self]


class CycleStage(StrEnum):
    """The four stages of the whole cycle, as domain.md 0 names them."""

    CO_PLANNING = "co_planning"
    CO_DECISION = "co_decision"
    CO_DELIVERY = "co_delivery"
    CO_EVALUATION = "co_evaluation"

    @property
    def label(self) -> Message:
        return STAGE_LABELS[self]


KNOWN_LABELS: dict[YesNoUnknown, Message] = {
    YesNoUnknown.YES: N_("Yes"),
    YesNoUnknown.NO: N_("No"),
    YesNoUnknown.UNKNOWN: N_("Not known"),
}
STAGE_LABELS: dict[CycleStage, Message] = {
    CycleStage.CO_PLANNING: N_("Planning together"),
    CycleStage.CO_DECISION: N_("Deciding on resources together"),
    CycleStage.CO_DELIVERY: N_("Delivering together"),
    CycleStage.CO_EVALUATION: N_("Checking together"),
}
