"""Who enters results, who publishes them, and who sees exact counts."""

from sqlalchemy import ColumnElement, and_, or_

from coprod.core.values.actor import Actor, Role
from coprod.outcomes.results.enums import WaveState
from coprod.outcomes.results.models import Wave
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import (
    is_owned_by,
    is_owner,
    is_public_activity,
    was_ever_owner,
)


def is_curator(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def can_add(actor: Actor, activity: Activity | None) -> bool:
    """Those who look after an activity, and curators; for the partnership curators alone."""
    if activity is None:
        return is_curator(actor)
    return activity.status not in GONE and (is_owner(actor, activity) or is_curator(actor))


def can_change(actor: Actor, wave: Wave) -> bool:
    """Until a curator is asked to publish them. What is public stays as it is."""
    return can_add(actor, wave.activity) and wave.state in {WaveState.DRAFT, WaveState.SENT}


def can_publish(actor: Actor, wave: Wave) -> bool:
    """A curator who neither began to enter them nor ever looked after the activity."""
    return is_curator(actor) and not had_hand(actor, wave) and wave.state is WaveState.SENT


def had_hand(actor: Actor, wave: Wave) -> bool:
    own = wave.activity is not None and was_ever_owner(actor, wave.activity)
    return own or wave.by_id == actor.id


def can_take_down(actor: Actor, wave: Wave) -> bool:
    return is_curator(actor) and wave.state is WaveState.PUBLISHED


def sees_exact(actor: Actor, wave: Wave) -> bool:
    """Curators do; who typed counts in knows them anyway. Of a survey nobody else does."""
    typed = wave.activity is not None and is_owner(actor, wave.activity) and not wave.is_survey
    return is_curator(actor) or typed


def is_public() -> ColumnElement[bool]:
    """Everybody may read the results. Goes with an outer join to the activity."""
    return and_(
        Wave.state == WaveState.PUBLISHED, or_(Wave.activity_id.is_(None), is_public_activity())
    )


def readable_by(actor: Actor) -> ColumnElement[bool]:
    if is_curator(actor):
        return Wave.id.is_not(None)
    return is_public() if actor.id is None else or_(is_public(), is_owned_by(actor))
