"""Taking in a whole file of entries: all of it in one transaction, or none of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from coprod.curation.actions import take_in_activity
from coprod.curation.policies import can_take_in
from coprod.curation.rules import ImportedPart
from coprod.db import session
from coprod.kit.actor import Actor
from coprod.kit.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.kit.phrases import N_

AT_ONCE = 100


@dataclass(frozen=True)
class Entry:
    """A row that was read and found good."""

    number: int
    parts: tuple[ImportedPart, ...]


def check_may(actor: Actor) -> None:
    if not can_take_in(actor):
        raise NotAllowedError


def take_in(actor: Actor, entries: Iterable[Entry], *, publish: bool) -> int:
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
