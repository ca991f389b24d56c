"""Who suggests other words, and who decides about them."""

from coprod.core.values.actor import Actor, Role
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner, was_ever_owner


def can_suggest(actor: Actor, activity: Activity) -> bool:
    """Anybody who reads it and does not look after it: whoever does can change it themselves."""
    return activity.is_public and not is_owner(actor, activity)


def can_answer_as_team(actor: Actor, suggestion: EditSuggestion) -> bool:
    """Those who look after the entry, but never about words that they suggested themselves."""
    is_public = suggestion.activity.status is Status.PUBLISHED
    is_own = actor.id is None or actor.id == suggestion.person_id
    return is_public and not is_own and is_owner(actor, suggestion.activity)


def can_decide(actor: Actor, suggestion: EditSuggestion) -> bool:
    """Curators, and nobody about their own words or an entry that they had a hand in."""
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    is_public = suggestion.activity.status is Status.PUBLISHED
    has_hand = actor.id == suggestion.person_id or was_ever_owner(actor, suggestion.activity)
    return is_curator and is_public and not has_hand
