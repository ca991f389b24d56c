"""Standing for a value: the team claims, a curator judges. Neither writes over what was said."""

from coprod.challenges import policies, queries, rules
from coprod.challenges.enums import Challenge, View
from coprod.challenges.models import ChallengeClaim
from coprod.challenges.rules import Argument
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.queries import get_current_version
from coprod.register.activities.actions import record_past_owner
from coprod.register.activities.models import Activity


def claim(
    actor: Actor, activity: Activity, challenge: Challenge, argument: Argument
) -> ChallengeClaim:
    """Say as the team how far a challenge is met. It is shown as claimed, beside the others."""
    require(policies.can_claim(actor, activity))
    record_past_owner(actor, activity)
    return add_claim(actor, activity, (challenge, View.CLAIMED), argument)


def judge(
    actor: Actor, activity: Activity, challenge: Challenge, argument: Argument
) -> ChallengeClaim:
    """Say as a curator how far a challenge is met."""
    require(policies.can_judge(actor, activity))
    return add_claim(actor, activity, (challenge, View.JUDGED), argument)


def add_claim(
    actor: Actor, activity: Activity, challenge_and_view: tuple[Challenge, View], argument: Argument
) -> ChallengeClaim:
    actor_id = actor.require_id()
    challenge, view = challenge_and_view
    rules.check_argument(argument)
    claims = queries.list_claims(actor, activity, challenge)
    previous = next((earlier for earlier in claims if earlier.view is view), None)
    rules.check_is_new(argument, previous.argument if previous else None)
    facts = queries.get_facts(actor, [activity.id])[activity.id]
    suggested = rules.suggest(challenge, facts).value
    new_claim = ChallengeClaim(
        activity_id=activity.id,
        challenge=challenge,
        view=view,
        value=argument.value,
        reason=argument.reason,
        link=argument.link,
        suggested=suggested if isinstance(suggested, int) else None,
        framework_version=get_current_version(FrameworkKind.CHALLENGES),
        person_id=actor_id,
    )
    session.add(new_claim)
    session.flush()
    record_event(
        actor, VERBS[view], activity, is_public=True, challenge=challenge, value=argument.value
    )
    return new_claim


VERBS = {View.CLAIMED: "claimed challenge", View.JUDGED: "judged challenge"}
