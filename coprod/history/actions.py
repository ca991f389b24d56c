"""Noting what was done. Every action of every package ends here."""

from collections.abc import Mapping

from coprod.db import Base, session
from coprod.history.models import Note
from coprod.history.words import check_registered
from coprod.kit.actor import Actor


def note(
    actor: Actor,
    verb: str,
    subject: Base,
    *,
    reason: str = "",
    is_public: bool = False,
    **details: object,
) -> Note:
    """Write down one step. ``subject`` must have its id already; ``details`` go in as JSON."""
    kept = step(actor, verb, subject)
    kept.reason, kept.is_public, kept.details = reason, is_public, plain(details)
    session.add(kept)
    return kept


def step(actor: Actor, verb: str, subject: Base) -> Note:
    """Return a note of one step, for whoever writes it down. Its verb must be a registered one."""
    check_registered(verb)
    return Note(
        person_id=actor.id,
        verb=verb,
        subject_kind=subject.__tablename__,
        subject_id=subject.id,
        reason="",
        is_public=False,
        details={},
    )


def plain(details: Mapping[str, object]) -> dict[str, object]:
    simple = (str, int, bool, list, dict, type(None))
    return {k: v if isinstance(v, simple) else str(v) for k, v in details.items()}
