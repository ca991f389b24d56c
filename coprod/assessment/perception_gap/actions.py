"""Writing down a conversation about a gap."""

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.perception_gap import policies, rules
from coprod.assessment.perception_gap.models import GapConversation
from coprod.assessment.perception_gap.rules import GapTalk
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity


def record_conversation(actor: Actor, activity: Activity, talk: GapTalk) -> GapConversation:
    """Keep what was agreed, for everybody to read. The activity leaves the list of open gaps."""
    require(policies.can_record(actor, activity))
    actor_id = actor.require_id()
    ratings = get_four_ratings(actor, [activity])[activity.id]
    gaps = rules.list_gap_keys(ratings)
    if not gaps:
        raise RuleBrokenError(N_("The team and the residents no longer see it so differently"))
    rules.check_talk(talk, clock.today())
    conversation = GapConversation(
        activity_id=activity.id,
        rating_id=ratings.team[-1].rating_id,
        covers=[list(gap) for gap in sorted(gaps)],
        person_id=actor_id,
        held=talk.held,
        agreed=talk.agreed,
        by_when=talk.by_when,
        post=talk.post,
    )
    session.add(conversation)
    session.flush()
    record_event(
        actor, "talked about a gap", activity, is_public=True, conversation=conversation.id
    )
    return conversation
