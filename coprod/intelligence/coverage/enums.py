"""The kinds of gap, each said in a plain sentence."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind


class GapKind(LabelledEnum):
    meaning: Message

    SILENT = (
        "silent",
        N_("No feedback"),
        N_(
            "Readers can see no feedback about these from the last four quarters. We do not know "
            "how people there see things."
        ),
    )
    FALLING = (
        "falling",
        N_("A falling trend, and no co-production"),
        N_(
            "Fewer comments were positive in the last two quarters than in the four before, by "
            "more than chance alone would explain. No public activity about it promises or shows "
            "co-design or co-production."
        ),
    )
    UNANSWERED = (
        "unanswered",
        N_("A lot was done, but the results are not here yet"),
        N_(
            "There are three or more public activities, and most of them have not said here what "
            "was done, or what was not done and why. People may have been told in another way."
        ),
    )


LISTS_OF_ACTIVITIES = (ListKind.LOCALITY, ListKind.NETWORK, ListKind.WORKSTREAM, ListKind.GROUP)
"""The lists by which activities are found."""
MANY_ACTIVITIES = 3
MOST_ACTIVITIES = 10
"""How many activities are named beside a gap."""
