"""Writing down a conversation about a gap."""

from coprod.db import session
from coprod.gaps import policies, rules
from coprod.gaps.models import GapConversation
from coprod.gaps.rules import Talk
from coprod.history.actions import note
from coprod.kit import clock
from coprod.kit.actor import Actor
from coprod.kit.errors import NotAllowedError, RuleBrokenError
from coprod.kit.phrases import N_
from coprod.ratings.queries import four
from coprod.register.models import Activity


def record_conversation(actor: Actor, activity: Activity, talk: Talk) -> GapConversation:
    """Keep what was agreed, for everybody to read. The entry leaves the list of open gaps."""
    if not policies.can_record(actor, activity) or actor.id is None:
        raise NotAllowedError
    ratings = four(actor, [activity])[activity.id]
    gaps = rules.gaps_of(ratings)
    if not gaps:
        raise RuleBrokenError(N_("The team and the residents do not stand so far apart now"))
    rules.check_talk(talk, clock.today())
    made = GapConversation(
        activity_id=activity.id,
        rating_id=ratings.team[-1].rating_id,
        covers=[list(gap) for gap in sorted(gaps)],
        person_id=actor.id,
        held=talk.held,
        agreed=talk.agreed,
        by_when=talk.by_when,
        post=talk.post,
    )
    session.add(made)
    session.flush()
    note(actor, "talked about a gap", activity, is_public=True, conversation=made.id)
    return made
