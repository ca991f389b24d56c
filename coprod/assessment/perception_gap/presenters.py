"""What the page of an activity tells of a gap between its team and its residents."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.assessment.four_ratings.rules import FourRatings
from coprod.assessment.perception_gap import policies, queries
from coprod.assessment.perception_gap.models import GapConversation
from coprod.assessment.perception_gap.rules import list_gap_keys
from coprod.core.values.actor import Actor
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class GapOnEntry:
    """``waits`` while nobody has talked about the gap as it stands now."""

    slug: str
    conversations: Sequence[GapConversation] = ()
    waits: bool = False
    can_record: bool = False


def build_gap_on_entry(actor: Actor, activity: Activity, four: FourRatings) -> GapOnEntry:
    """Where no residents' result is shown there is nothing to tell, and nothing is asked for."""
    if not four.residents.points:
        return GapOnEntry(activity.slug)
    conversations = queries.list_conversations(activity)
    gaps = list_gap_keys(four)
    return GapOnEntry(
        slug=activity.slug,
        conversations=conversations,
        waits=not gaps <= {gap for each in conversations for gap in each.gaps},
        can_record=bool(gaps) and policies.can_record(actor, activity),
    )
