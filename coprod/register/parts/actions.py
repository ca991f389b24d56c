"""Keeping a part that waits. Who may, and what it means, is for the caller to know."""

from coprod.core.database import session
from coprod.core.values import clock
from coprod.register.parts.models import Pending
from coprod.register.parts.queries import pending
from coprod.register.parts.rules import pack


def keep(activity_id: int, person_id: int, part: object, *, published: object, mark: str) -> None:
    """Keep a part until it is sent and read; one that says what is published is kept no longer.

    ``mark`` is the fingerprint of the published part. A part that waits already goes on being
    measured by the one that it was begun from.
    """
    kind = type(part).__name__
    kept = next((each for each in pending(activity_id) if each.kind == kind), None)
    if part == published:
        if kept:
            session.delete(kept)
        return
    if kept is None:
        kept = Pending(activity_id=activity_id, kind=kind, based_on=mark)
        session.add(kept)
    kept.told, kept.person_id, kept.at, kept.sent_at = pack(part), person_id, clock.now(), None


def drop(waiting: Pending) -> None:
    session.delete(waiting)
