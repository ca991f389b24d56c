"""What must be true of those who look after an activity."""

from dataclasses import dataclass
from datetime import timedelta

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_

INVITATION_LIFETIME = timedelta(days=14)
MOST_OPEN = 10


@dataclass(frozen=True)
class OwnerRequest:
    """Somebody is asked to look after an activity too, or to take it over."""

    email: str
    is_hand_over: bool = False


def check_open(number: int) -> None:
    if number >= MOST_OPEN:
        message = N_("%(most)s people have not answered yet. Take one back first", most=MOST_OPEN)
        raise RuleBrokenError(message, field="email")
