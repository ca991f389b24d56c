"""Answers that many parts give: yes, no or not known, and which of the four stages was shared."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class YesNoUnknown(LabelledEnum):
    YES = "yes", N_("Yes")
    NO = "no", N_("No")
    UNKNOWN = "unknown", N_("Not known")


class YesNoUnsure(LabelledEnum):
    YES = "yes", N_("Yes")
    NO = "no", N_("No")
    UNSURE = "unsure", N_("Not sure")


class CycleStage(LabelledEnum):
    """The four stages of the whole cycle, as domain.md 0 names them."""

    CO_PLANNING = "co_planning", N_("Planning together")
    CO_DECISION = "co_decision", N_("Deciding on resources together")
    CO_DELIVERY = "co_delivery", N_("Delivering together")
    CO_EVALUATION = "co_evaluation", N_("Checking together")
