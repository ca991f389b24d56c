"""Taking in a whole file of entries: all of it in one transaction, or none of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.register.review.actions import take_in_activity
from coprod.register.review.policies import can_take_in
from coprod.register.review.rules import ImportedPart

AT_ONCE = 100


@dataclass(frozen=True)
class Entry:
    """A row that was read and found good."""

    number: int
    parts: tuple[ImportedPart, ...]


def check_may(actor: Actor) -> None:
    if not can_take_in(actor):
        raise NotAllowedError


def import_activities(actor: Actor, entries: Iterable[Entry], *, publish: bool) -> int:
    """Take in entries one by one, and return how many. A mistake in any of them stops them all.

    Each goes through the same action as a single entry would. What was written is forgotten from
    memory as it goes, so that a long file needs no more of it than a short one.
    """
    check_may(actor)
    taken = 0
    for entry in entries:
        try:
            take_in_activity(actor, *entry.parts, publish=publish)
        except RuleBrokenError as broken:
            row, why = entry.number, broken.message.plain
            said = N_("Row %(row)s: %(why)s. Nothing was taken in.", row=row, why=why)
            raise RuleBrokenError(said) from None
        except ConflictError:
            said = N_("Row %(row)s is here already. Nothing was taken in.", row=entry.number)
            raise RuleBrokenError(said) from None
        taken += 1
        if taken % AT_ONCE == 0:
            session.flush()
            session.expunge_all()
    return taken
