"""Answers that many parts give: yes, no or not known, and which of the four stages was shared."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Phrase


class Known(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def label(self) -> Phrase:
        return KNOWN_LABELS[self]


class CoStage(StrEnum):
    """The four stages of the whole cycle, as domain.md 0 names them."""

    CO_PLANNING = "co_planning"
    CO_DECISION = "co_decision"
    CO_DELIVERY = "co_delivery"
    CO_EVALUATION = "co_evaluation"

    @property
    def label(self) -> Phrase:
        return STAGE_LABELS[self]


KNOWN_LABELS: dict[Known, Phrase] = {
    Known.YES: N_("Yes"),
    Known.NO: N_("No"),
    Known.UNKNOWN: N_("Not known"),
}
STAGE_LABELS: dict[CoStage, Phrase] = {
    CoStage.CO_PLANNING: N_("Planning together"),
    CoStage.CO_DECISION: N_("Deciding on resources together"),
    CoStage.CO_DELIVERY: N_("Delivering together"),
    CoStage.CO_EVALUATION: N_("Checking together"),
}
