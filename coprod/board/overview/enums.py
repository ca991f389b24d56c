"""The four numbers that stand first, and what each cannot tell."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class HeadlineKey(LabelledEnum):
    ACTIVITIES = "activities", N_("activities")
    TOOK_PART = "took-part", N_("people took part")
    PROMISES = "promises", N_("promises kept on time")
    RATED = "rated", N_("activities rated by residents")

    @property
    def endpoint(self) -> str:
        """The page behind the number."""
        return ENDPOINTS[self]


ENDPOINTS: dict[HeadlineKey, str] = {
    HeadlineKey.ACTIVITIES: "library.stories.entries",
    HeadlineKey.TOOK_PART: "library.stories.entries",
    HeadlineKey.PROMISES: "engagement.commitments.promises",
    HeadlineKey.RATED: "library.stories.entries",
}
LABELS_OF_ONE: dict[HeadlineKey, Message] = {HeadlineKey.ACTIVITIES: N_("activity")}
"""What stands beside the number one, where the label names no share of something."""

LIMITS: dict[HeadlineKey, Message] = {
    HeadlineKey.ACTIVITIES: N_("Counts only what teams logged."),
    HeadlineKey.TOOK_PART: N_("Rounded. Some people are counted twice."),
    HeadlineKey.PROMISES: N_("Counts only written promises whose day has come."),
    HeadlineKey.RATED: N_("Only where at least five people answered."),
}
