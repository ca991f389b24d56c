"""Who asks with a survey, and who may answer."""

from coprod.kit.actor import Actor
from coprod.register.models import Activity
from coprod.register.policies import had_a_hand
from coprod.register.words import Status
from coprod.surveys.models import Survey
from coprod.waves.policies import can_add


def can_ask(actor: Actor, activity: Activity) -> bool:
    """Those who look after a public entry, and curators."""
    return can_add(actor, activity) and activity.status is Status.PUBLISHED


def can_manage(actor: Actor, survey: Survey) -> bool:
    return can_add(actor, survey.wave.activity)


def can_answer(actor: Actor, survey: Survey) -> bool:
    """Anybody, with or without an account, but those who look after the entry or did."""
    activity = survey.wave.activity
    return activity is not None and not had_a_hand(actor, activity)
