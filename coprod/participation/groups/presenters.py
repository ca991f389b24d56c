"""What the page of an activity says of asking the groups that it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coprod.participation.groups.models import GroupStatement
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class RightOfReply:
    """Whether all that are named were asked before publishing, and how many did not answer."""

    were_all_contacted: bool
    unanswered: int
    answer_by: date | None
    """The last day that those who did not answer had, where they had the same."""


def build_right_of_reply(
    activity: Activity, statements: Sequence[GroupStatement | None]
) -> RightOfReply:
    """Tell of the groups that are named: None stands for one that was never asked."""
    days = [each.answer_by for each in statements if each is not None and each.is_unanswered]
    return RightOfReply(
        were_all_contacted=all(
            each is not None and each.was_contacted_before_publication(activity)
            for each in statements
        ),
        unanswered=len(days),
        answer_by=days[0] if len(set(days)) == 1 else None,
    )
