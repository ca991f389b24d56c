"""Who writes down what partners are asked for, and who reads it."""

from sqlalchemy import ColumnElement, true

from coprod.core.values.actor import Actor, Role
from coprod.resourcing.requests.models import ResourceRequest


def can_keep_requests(actor: Actor) -> bool:
    return actor.is_at_least(Role.CURATOR)


def can_read(actor: Actor, request: ResourceRequest) -> bool:
    return request.is_public or can_keep_requests(actor)


def is_readable_by(actor: Actor) -> ColumnElement[bool]:
    """Return ``can_read`` as a condition."""
    return true() if can_keep_requests(actor) else ResourceRequest.is_public.is_(True)
