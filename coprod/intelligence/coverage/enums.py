"""The kinds of gap, each said in a plain sentence."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind


class Kind(StrEnum):
    SILENT = "silent"
    FALLING = "falling"
    UNANSWERED = "unanswered"

    @property
    def label(self) -> Message:
        return KINDS[self]

    @property
    def meaning(self) -> Message:
        return MEANINGS[self]


KINDS: dict[Kind, Message] = {
    Kind.SILENT: N_("No feedback"),
    Kind.FALLING: N_("A falling trend, and no co-production"),
    Kind.UNANSWERED: N_("Much done, and not told here yet what came of it"),
}
MEANINGS: dict[Kind, Message] = {
    Kind.SILENT: N_(
        "Nothing that readers can see was told about these in the last four quarters. We do not "
        "know how people there see things."
    ),
    Kind.FALLING: N_(
        "Fewer comments were positive in the last two quarters than in the four before, by more "
        "than chance alone would make. No public entry about it promises or shows co-design or "
        "co-production."
    ),
    Kind.UNANSWERED: N_(
        "There are three public entries or more, and most of them have not told here what was "
        "done, or what was not and why. That does not mean that people were not told."
    ),
}
ENTRIES_BY = (ListKind.LOCALITY, ListKind.NETWORK, ListKind.WORKSTREAM, ListKind.GROUP)
"""The lists by which entries are found."""
MANY = 3
MOST_ENTRIES = 10
"""How many entries are named beside a gap."""
