"""Who may word questions, letters and pages anew."""

from coprod.core.values.actor import Actor, Role


def can_word(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.ADMINISTRATOR)
