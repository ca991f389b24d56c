"""Who asks groups and keeps consents, who decides about what a group says, and what may leave."""

from sqlalchemy import ColumnElement, and_, exists

from coprod.core.values.actor import Actor, Role
from coprod.participation.groups.enums import ConsentSubject
from coprod.participation.groups.models import Consent
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import was_ever_owner


def can_claim(activity: Activity) -> bool:
    """Anybody may say of a public activity that a group in it is theirs."""
    return activity.is_public


def can_decide(actor: Actor, activity: Activity) -> bool:
    """A curator who never looked after the activity."""
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    return is_curator and not was_ever_owner(actor, activity)


def is_shareable() -> ColumnElement[bool]:
    """Return the condition that none of an activity's words was agreed to for this place alone.

    A consent says what it covers in a person's words, not which sentence. So all that the activity
    tells stays here: no program, site, search engine or mailbox elsewhere is given any of it.
    """
    return ~exists().where(Consent.activity_id == Activity.id, is_confined())


def is_confined() -> ColumnElement[bool]:
    """Return the condition that a ``Consent`` to words holds, and for this place alone."""
    is_in_force = and_(Consent.outside.is_(False), Consent.ended.is_(None))
    return and_(Consent.covers == ConsentSubject.WORDS, is_in_force)
