"""By what comments can be split, beside what they can be set, and the words for too few."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_
from coprod.intelligence.feedback.enums import SIDE_LABELS, Side
from coprod.reference.lists.enums import ListKind


class SplitBy(LabelledEnum):
    """What comments can be split by; the value is its name in addresses and in the counts."""

    SERVICE = "service", SIDE_LABELS[Side.SERVICE]
    LOCALITY = "locality", SIDE_LABELS[Side.LOCALITY]
    NETWORK = "network", SIDE_LABELS[Side.NETWORK]
    PRACTICE = "practice", SIDE_LABELS[Side.PRACTICE]
    THEME = "theme", SIDE_LABELS[Side.THEME]
    STAFF_ROLE = "staff_role", N_("Role of staff")
    GROUP = "group", SIDE_LABELS[Side.GROUP]
    ETHNIC_GROUP = "ethnic_group", N_("Ethnic group")
    AGE_GROUP = "age_group", N_("Age group")
    BOROUGH = "borough", N_("Borough")
    SOURCE = "source", N_("Who collected it")
    MONTH = "month", N_("Month")
    QUARTER = "quarter", N_("Quarter")

    @property
    def listing(self) -> ListKind | None:
        """The curators' list with its names, if it has one."""
        return ListKind[self.name] if self.name in ListKind.__members__ else None


PEOPLE_SPLITS = frozenset({SplitBy.GROUP, SplitBy.ETHNIC_GROUP, SplitBy.AGE_GROUP})
"""What people are: readers never see two of them together."""
TIME_SPLITS = frozenset({SplitBy.MONTH, SplitBy.QUARTER})
COUNTED_SPLITS = tuple(
    split for split in SplitBy if split not in TIME_SPLITS and split is not SplitBy.SOURCE
)
"""What is counted one by one and two by two. Time and source are columns of every count."""
NOT_GIVEN, NOT_PLACED = "not_given", "not_placed"
"""Rows of their own: nobody told us, and a name that is on none of our lists."""
ROW_LABELS = {
    NOT_GIVEN: N_("Nobody told us"),
    NOT_PLACED: N_("Not placed yet"),
}


class Comparison(LabelledEnum):
    PREVIOUS_QUARTER = "previous_quarter", N_("The quarter before")
    YEAR_AGO = "year_ago", N_("A year ago")
    THREE_YEARS_AGO = "three_years_ago", N_("Three years ago")
    OTHER_BOROUGHS = "other_boroughs", N_("Other boroughs")


QUARTERS_BACK = {
    Comparison.PREVIOUS_QUARTER: 1,
    Comparison.YEAR_AGO: 4,
    Comparison.THREE_YEARS_AGO: 12,
}
RECOUNT_JOB = "feedback-counts"
FEWER_THAN_BASE = N_("Fewer than 20 people")
FEW_FELT = N_("Fewer than 20 people said how they felt")
MOSTLY_POSITIVE = N_("Fewer than 20 people: most were positive")
MOSTLY_NEGATIVE = N_("Fewer than 20 people: most were not positive")
TOO_CLOSE = N_("Not shown, so that nobody can be worked out")
NOBODY = N_("Nobody told us")
TWO_ABOUT_PEOPLE = N_(
    "Readers never see two things about people together. Take one of them away, or ask a curator."
)
TOO_MANY_AT_ONCE = N_(
    "This asks for three things at once, and too few people would be left. Take one of them away."
)
ALL_TOGETHER = N_("All together")
FILE_HEADINGS = (
    N_("Name"),
    N_("People"),
    N_("Comments"),
    N_("Positive, per cent"),
    N_("Likely range from, per cent"),
    N_("Likely range to, per cent"),
    N_("In words"),
)
EXACT_BASE = N_(
    "Exact numbers, for curators only. Shares are of the comments that say how somebody felt: "
    "those with no answer or “don’t know” are left out."
)
READERS_BASE = N_(
    "Numbers are rounded. Fewer than 20 people are in words, and a number that another could be "
    "worked out from is not shown. Shares are of the comments that say how somebody felt: those "
    "with no answer or “don’t know” are left out."
)
