"""Who asks with a survey, and who may answer."""

from coprod.core.values.actor import Actor
from coprod.outcomes.results.policies import can_add
from coprod.outcomes.surveys.models import Survey
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import was_ever_owner


def can_ask(actor: Actor, activity: Activity) -> bool:
    """Those who look after a public activity, and curators."""
    return can_add(actor, activity) and activity.status is Status.PUBLISHED


def can_manage(actor: Actor, survey: Survey) -> bool:
    return can_add(actor, survey.wave.activity)


def can_answer(actor: Actor, survey: Survey) -> bool:
    """Anybody, with or without an account, but those who look after the activity or did."""
    activity = survey.wave.activity
    return activity is not None and not was_ever_owner(actor, activity)
