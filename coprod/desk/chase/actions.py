"""Sending the letters that a curator chose, none of them twice."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.desk.chase import policies
from coprod.desk.chase.enums import ChaseKind
from coprod.desk.chase.models import ChaseLetter
from coprod.desk.chase.rules import ChaseCase, is_resting
from coprod.engagement.comments import actions as comments
from coprod.engagement.commitments import actions as commitments
from coprod.register.freshness import actions as freshness


def record_letters(actor: Actor, cases: Iterable[ChaseCase]) -> list[ChaseCase]:
    """Note a letter about each of these that may go, and return those: they are then written."""
    require(policies.can_chase(actor))
    today = clock.today()
    sendable = [
        case for case in cases if case.can_be_sent and not is_resting(case.chased_on, today)
    ]
    for case in sendable:
        record_letter(actor, case, today)
    return sendable


def record_letter(actor: Actor, case: ChaseCase, today: date) -> None:
    """Note one letter, also where the register notes its own: it sends none for a while."""
    letter = ChaseLetter(
        kind=case.kind,
        subject_kind=case.subject_kind,
        subject_id=case.subject_id,
        number=case.letters + 1,
        sent_by_id=actor.id,
    )
    session.add(letter)
    flush_or_conflict()
    if case.kind in MARKERS:
        MARKERS[case.kind](case.rows, today)
    record_event(
        actor, "chased", letter, what=case.kind, about=case.subject_kind, number=case.subject_id
    )


MARKERS: dict[ChaseKind, Callable[[tuple[Any, ...], date], None]] = {
    ChaseKind.ANSWERS: comments.mark_as_chased,
    ChaseKind.PROMISES: lambda rows, today: commitments.mark_as_chased(rows[0], today),
    ChaseKind.STALE: lambda rows, today: freshness.record_reminder(rows[0], today),
}
