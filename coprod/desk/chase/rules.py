"""What a thing to chase is, and when another letter about it may go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from coprod.core.values.phrases import Message
from coprod.desk.chase.enums import ChaseKind

REST = timedelta(days=7)
"""After a letter, also one that the register sent by itself, a thing rests for so long."""
ENDS_WITHIN = timedelta(days=30)
"""What ends is listed from so long before its last day until so long after it."""
MOST_AT_ONCE = 50


@dataclass(frozen=True)
class ChaseCase:
    """One thing to chase: since when, whose, when it was last chased, and where it is put right.

    ``rows`` are what the reminders of the register mark, so that both do not write on one day.
    """

    kind: ChaseKind
    subject_kind: str
    subject_id: int
    title: str
    since: date
    endpoint: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    owner_ids: frozenset[int] = frozenset()
    recipients: tuple[Any, ...] = ()
    chased_on: date | None = None
    letters: int = 0
    number: int = 1
    question: Message | None = None
    rows: tuple[Any, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.kind.value}-{self.subject_kind}-{self.subject_id}"

    @property
    def goes_to_curators(self) -> bool:
        return self.kind in {ChaseKind.ROUNDS, ChaseKind.IDEAS, ChaseKind.TARGETS}

    @property
    def has_letter(self) -> bool:
        """Tell whether a letter can be sent from here: of a leader we keep no address."""
        return self.kind is not ChaseKind.SIGNATURES

    @property
    def has_end(self) -> bool:
        """Tell whether its day is a last day, which may be still to come."""
        return self.kind in {ChaseKind.MONEY, ChaseKind.CONSENTS}

    @property
    def can_be_sent(self) -> bool:
        return any(each.email for each in self.recipients)


def is_resting(chased_on: date | None, today: date) -> bool:
    """Tell whether a letter went so lately that none goes now."""
    return chased_on is not None and today - chased_on < REST


def find_ending_window(today: date) -> tuple[date, date]:
    """Return the first and the last day on which what ends is listed."""
    return today - ENDS_WITHIN, today + ENDS_WITHIN
