"""Who may see a decision record, who may write it, and who decides what is held back."""

from sqlalchemy import ColumnElement, false, or_, select, true

from coprod.core.values.actor import Actor, Role
from coprod.decisions.records.models import DecisionActivity, DecisionRecord
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owned_by, is_owner


def is_signed() -> ColumnElement[bool]:
    return DecisionRecord.signed_at.is_not(None)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that every query for records carries.

    What is signed off is public. A draft is seen by the side that makes it, and by curators.
    """
    if actor.is_at_least(Role.CURATOR):
        return true()
    return or_(is_signed(), made_by(actor))


def made_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor is on the side that makes the record.

    That is whoever began it, team members of the same organisation, and whoever looks after an
    activity that came of it.
    """
    if actor.id is None:
        return false()
    owned = (
        select(DecisionActivity.decision_id)
        .join(Activity, Activity.id == DecisionActivity.activity_id)
        .where(is_owned_by(actor))
    )
    sides = [DecisionRecord.person_id == actor.id, DecisionRecord.id.in_(owned)]
    if has_team(actor):
        sides.append(DecisionRecord.organisation_id == actor.organisation_id)
    return or_(*sides)


def has_team(actor: Actor) -> bool:
    return actor.organisation_id is not None and actor.is_at_least(Role.TEAM_MEMBER)


def is_on_makers_side(actor: Actor, decision: DecisionRecord) -> bool:
    """As ``made_by`` asks of the database."""
    if actor.id is None:
        return False
    colleague = has_team(actor) and decision.organisation_id == actor.organisation_id
    owner = any(is_owner(actor, link.activity) for link in decision.links)
    return decision.person_id == actor.id or colleague or owner


def can_begin(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.TEAM_MEMBER)


def can_write(actor: Actor, decision: DecisionRecord) -> bool:
    """A draft is written, signed off or thrown away by the side that makes it."""
    return not decision.is_signed and is_on_makers_side(actor, decision)


def can_read_all(actor: Actor, decision: DecisionRecord) -> bool:
    """Who reads the parts that are held back, too."""
    return actor.is_at_least(Role.CURATOR) or is_on_makers_side(actor, decision)


def can_add(actor: Actor, decision: DecisionRecord) -> bool:
    """Who adds a note, a review or a check to a record that was signed off."""
    return decision.is_signed and actor.id is not None and can_read_all(actor, decision)


def can_renew(actor: Actor, decision: DecisionRecord) -> bool:
    """Who begins a new version of a record that was signed off."""
    return decision.is_signed and can_begin(actor) and is_on_makers_side(actor, decision)


def can_link(actor: Actor, decision: DecisionRecord) -> bool:
    return actor.id is not None and can_read_all(actor, decision)


def can_link_activity(actor: Actor, decision: DecisionRecord, activity: Activity) -> bool:
    """Only a curator puts a decision on the page of an activity that others look after."""
    may_link = is_owner(actor, activity) or actor.is_at_least(Role.CURATOR)
    return may_link and can_link(actor, decision)


def can_ask_to_hold(actor: Actor, decision: DecisionRecord) -> bool:
    """Only a draft: what is public already goes out of sight by a curator's word alone."""
    return can_write(actor, decision)


def can_decide_hold(actor: Actor, decision: DecisionRecord) -> bool:
    """Curators decide what is held back, but not of a record that they began themselves."""
    return actor.is_at_least(Role.CURATOR) and decision.person_id != actor.id
