"""What of the register can be followed as a whole, besides searches and activities."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class NewsTopic(LabelledEnum):
    PROMISES = "promises", N_("Promises")
    MONEY = "money", N_("Funding pots")
    INSIGHTS = "insights", N_("What people told us")


TOPIC_ENDPOINTS = {
    NewsTopic.PROMISES: "engagement.commitments.promises",
    NewsTopic.MONEY: "resourcing.funding_pots.pots",
    NewsTopic.INSIGHTS: "intelligence.feedback.summaries",
}
"""The page on which all of a topic stands."""
