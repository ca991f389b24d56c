"""Noting what was done. Every action of every package ends here."""

from collections.abc import Mapping

from coprod.core.audit_trail.enums import check_registered
from coprod.core.audit_trail.models import Event
from coprod.core.database import Base, session
from coprod.core.values.actor import Actor


def record_event(
    actor: Actor,
    verb: str,
    subject: Base,
    *,
    reason: str = "",
    is_public: bool = False,
    **details: object,
) -> Event:
    """Write down one step. ``subject`` must have its id already; ``details`` go in as JSON.

    The search index reads again what events are about: a change without one never reaches it.
    """
    check_registered(verb)
    step = Event(
        person_id=actor.id,
        verb=verb,
        subject_kind=subject.__tablename__,
        subject_id=subject.id,
        reason=reason,
        is_public=is_public,
        details=make_json_safe(details),
    )
    session.add(step)
    return step


def make_json_safe(details: Mapping[str, object]) -> dict[str, object]:
    simple = (str, int, bool, list, dict, type(None))
    return {k: v if isinstance(v, simple) else str(v) for k, v in details.items()}
