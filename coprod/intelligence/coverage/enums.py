"""The kinds of gap, each said in a plain sentence."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind


class CoverageView(LabelledEnum):
    """What the grid shows of each quarter."""

    caption: Message

    FEEDBACK = (
        "feedback",
        N_("Feedback"),
        N_("Comments that people made, by quarter. Readers see rounded numbers."),
    )
    ACTIVITIES = (
        "activities",
        N_("Activities"),
        N_("Public activities that were added in each quarter."),
    )
    ANSWERS = (
        "answers",
        N_("Answers owed"),
        N_(
            "Of the activities added in each quarter, how many have not said here what was done, "
            "or what was not done and why."
        ),
    )


class CellSign(LabelledEnum):
    """What one cell of the grid says, as a pattern and in words."""

    THERE = "there", N_("Something")
    NONE = "none", N_("Nothing")
    UNPLACED = "unplaced", N_("Not placed")


NOBODY_SPOKE = N_("Nobody told us")
LONGER_TIME = N_("In a longer time")
"""A summary of more than a quarter: there is feedback, and no number of this quarter."""


class GapKind(LabelledEnum):
    meaning: Message

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
