"""Each view says on its face who may open it. A test walks every route to see that it does."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask_login import current_user

from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import CoprodError, NotAllowedError

P = ParamSpec("P")
R = TypeVar("R")
MARK = "required_role"


class SignInFirstError(CoprodError):
    """A visitor knocked at a page for people who are signed in."""


def actor() -> Actor:
    """Return who is asking."""
    known: Actor | None = getattr(current_user, "actor", None)
    return known or VISITOR


def is_signed_in() -> bool:
    return actor().id is not None


def requires_role(role: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let in people of this role and of those above it. What they see is for the query to say."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            check_role(role)
            return view(*args, **kwargs)

        setattr(checked, MARK, role)
        return checked

    return mark


def check_role(role: Role) -> None:
    current = actor()
    if current.is_at_least(role):
        return
    if current.role is Role.VISITOR:
        raise SignInFirstError
    raise NotAllowedError
