"""What comments are sorted by."""

from typing import Protocol

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_
from coprod.intelligence.feedback.enums import SIDE_LABELS, Side
from coprod.reference.lists.enums import ListKind


class Axis(LabelledEnum):
    """What comments can be sorted by: the names of one list. Some have summaries of their own."""

    LOCALITY = "locality", SIDE_LABELS[Side.LOCALITY]
    NETWORK = "network", SIDE_LABELS[Side.NETWORK]
    PRACTICE = "practice", SIDE_LABELS[Side.PRACTICE]
    SERVICE = "service", SIDE_LABELS[Side.SERVICE]
    GROUP = "group", SIDE_LABELS[Side.GROUP]
    BOROUGH = "borough", N_("Borough")
    STAFF_ROLE = "staff_role", N_("Role of staff")
    ETHNIC_GROUP = "ethnic_group", N_("Ethnic group")
    AGE_GROUP = "age_group", N_("Age group")


LISTS_BY_AXIS: dict[Axis, ListKind] = {axis: ListKind[axis.name] for axis in Axis}


class CommentFile(Protocol):
    """The file that a comment came in, which an area above reads and deletes in time."""

    id: int

    @property
    def are_words_over(self) -> bool:
        """Whether the retention of the words of its comments is over."""
