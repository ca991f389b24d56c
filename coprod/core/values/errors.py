"""The ways in which the domain says no. ``coprod.web.errors`` gives each its HTTP status."""

from collections.abc import Sized
from datetime import datetime
from typing import TypeVar

from coprod.core.values.phrases import N_, Message

T = TypeVar("T")
Condition = bool | Sized | None
"""What is true or false; not any value, so that mypy finds a policy that was never called."""


class CoprodError(Exception):
    """The parent of every refusal that the app makes on purpose."""


class NotFoundError(CoprodError):
    """There is no such thing, or this actor may not know that there is."""


class GoneError(CoprodError):
    """It was there once, and its address was taken away for good, at this time."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at


class NotAllowedError(CoprodError):
    """The actor may see this but may not do that."""


class ConflictError(CoprodError):
    """Somebody else got there first, and what they did must not be lost."""


class DecidedError(CoprodError):
    """Somebody decided about this already: who did, when and what."""

    def __init__(self, by_id: int | None, at: datetime, decision: Message) -> None:
        super().__init__()
        self.by_id = by_id
        self.at = at
        self.decision = decision


class RuleBrokenError(CoprodError):
    """What was asked for breaks a rule; ``field`` says where to show the message."""

    def __init__(self, message: Message, *, field: str = "") -> None:
        super().__init__(message.plain)
        self.message = message
        self.field = field


def require(condition: Condition, error: type[CoprodError] = NotAllowedError) -> None:
    """Refuse unless it is so: ``require(policies.can_edit(actor, activity))``."""
    if not condition:
        raise error


def require_found(value: T | None) -> T:
    """The value, or the refusal that says neither that it is missing nor that it is hidden."""
    if value is None:
        raise NotFoundError
    return value


def require_short(text: str, most: int, *, field: str) -> None:
    """Refuse words that are longer than their box takes."""
    if len(text) > most:
        message = N_("Shorten this to %(most)s characters or fewer", most=most)
        raise RuleBrokenError(message, field=field)
