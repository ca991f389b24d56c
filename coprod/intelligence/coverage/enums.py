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
            "Nothing that readers can see was told about these in the last four quarters. We do "
            "not know how people there see things."
        ),
    )
    FALLING = (
        "falling",
        N_("A falling trend, and no co-production"),
        N_(
            "Fewer comments were positive in the last two quarters than in the four before, by "
            "more than chance alone would make. No public entry about it promises or shows "
            "co-design or co-production."
        ),
    )
    UNANSWERED = (
        "unanswered",
        N_("Much done, and not told here yet what came of it"),
        N_(
            "There are three public entries or more, and most of them have not told here what was "
            "done, or what was not and why. That does not mean that people were not told."
        ),
    )


LISTS_OF_ACTIVITIES = (ListKind.LOCALITY, ListKind.NETWORK, ListKind.WORKSTREAM, ListKind.GROUP)
"""The lists by which activities are found."""
MANY_ACTIVITIES = 3
MOST_ACTIVITIES = 10
"""How many activities are named beside a gap."""
