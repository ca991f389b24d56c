"""Who may take which file, and who may ask for a new one."""

from coprod.core.values.actor import Actor, Role
from coprod.exchange.library_export.enums import ExportKind


def can_read(actor: Actor, kind: ExportKind) -> bool:
    return kind is ExportKind.PUBLIC or can_request(actor)


def can_request(actor: Actor) -> bool:
    return actor.is_at_least(Role.CURATOR)
