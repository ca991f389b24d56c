"""Who may look after whom."""

from coprod.accounts.users.enums import GRANTED_ROLES
from coprod.accounts.users.models import Person
from coprod.core.values.actor import Actor, Role


def can_look_after_people(actor: Actor) -> bool:
    return actor.is_at_least(Role.CURATOR)


def can_grant(actor: Actor, role: Role) -> bool:
    """Curators let in residents, lay members and team members; administrators give every role."""
    if actor.is_at_least(Role.ADMINISTRATOR):
        return role in GRANTED_ROLES
    return can_look_after_people(actor) and role in GRANTED_ROLES and role.rank < Role.CURATOR.rank


def can_change(actor: Actor, person: Person) -> bool:
    """Nobody changes their own role, and nobody that of people they could not have let in."""
    is_somebody_else = actor.id is None or actor.id != person.id
    return is_somebody_else and person.closed_at is None and can_grant(actor, person.role)


def can_give_rights(actor: Actor, person: Person) -> bool:
    """Administrators alone say who may do more than their role within one organisation."""
    return actor.is_at_least(Role.ADMINISTRATOR) and can_change(actor, person)


def can_take_second_factor(actor: Actor, person: Person) -> bool:
    return actor.is_at_least(Role.ADMINISTRATOR) and can_change(actor, person)
