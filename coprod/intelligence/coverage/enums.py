"""The kinds of gap, each said in a plain sentence."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Phrase
from coprod.reference.lists.enums import Listing


class Kind(StrEnum):
    SILENT = "silent"
    FALLING = "falling"
    UNANSWERED = "unanswered"

    @property
    def label(self) -> Phrase:
        return KINDS[self]

    @property
    def meaning(self) -> Phrase:
        return MEANINGS[self]


KINDS: dict[Kind, Phrase] = {
    Kind.SILENT: N_("No feedback"),
    Kind.FALLING: N_("A falling trend, and no co-production"),
    Kind.UNANSWERED: N_("Much done, and not told here yet what came of it"),
}
MEANINGS: dict[Kind, Phrase] = {
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
ENTRIES_BY = (Listing.LOCALITY, Listing.NETWORK, Listing.WORKSTREAM, Listing.GROUP)
"""The lists by which entries are found."""
MANY = 3
MOST_ENTRIES = 10
"""How many entries are named beside a gap."""
