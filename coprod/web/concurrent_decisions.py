"""Two people decide about the same thing: the second is answered with 409 and who was first."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.audit_trail.queries import find_last_decision, roll_back_refused_change
from coprod.core.values.errors import (
    ConflictError,
    DecidedError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
)
from coprod.web.answers import Answer
from coprod.web.csrf import get_form_time

P = ParamSpec("P")
View = Callable[P, Answer]
Key = str | Callable[..., int]
"""The part of an address that is the number, or what finds the number by all its parts."""
REFUSALS = ConflictError, NotAllowedError, NotFoundError, RuleBrokenError


def decides_about(kind: str, key: Key) -> Callable[[View[P]], View[P]]:
    """Let a decision that is refused, because another was first, tell who decided and when.

    ``kind`` and the number are those of the notes: their subject, or a name among their details.
    What was decided since the page was made that the form stood on counts. Stands below
    ``requires_role``: nobody else is told.
    """

    def mark(view: View[P]) -> View[P]:
        @wraps(view)
        def decide(*args: P.args, **kwargs: P.kwargs) -> Answer:
            try:
                answer = view(*args, **kwargs)
            except REFUSALS:
                roll_back_refused_change()
                check_undecided(kind, find_subject_id(key, kwargs))
                raise
            if isinstance(answer, tuple):  # a page with mistakes
                check_undecided(kind, find_subject_id(key, kwargs))
            return answer

        return decide

    return mark


def find_subject_id(key: Key, parts: dict[str, object]) -> int:
    value = parts[key] if isinstance(key, str) else key(**parts)
    return int(str(value))


def check_undecided(kind: str, subject_id: int) -> None:
    step = find_last_decision(kind, subject_id, get_form_time())
    if step:
        raise DecidedError(step.person_id, step.at, get_verb_text(step.verb))
