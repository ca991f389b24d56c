"""Words that mean the same, and what was touched since a step in the history."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from coprod.core.audit_trail import queries as history
from coprod.core.audit_trail.models import Event
from coprod.core.audit_trail.queries import Step
from coprod.core.database import own_transaction, session
from coprod.core.text_index.rules import Document
from coprod.core.values import clock
from coprod.core.values.errors import NotFoundError
from coprod.library.catalogue.queries import SOURCES
from coprod.library.catalogue.rules import Source
from coprod.library.index.models import SynonymGroup
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import published

A_BATCH = 200
LATE = timedelta(minutes=15)
"""On PostgreSQL a step may be seen after one of a higher number: so long we look back for it."""


def meanings() -> Sequence[SynonymGroup]:
    return session.scalars(select(SynonymGroup).order_by(SynonymGroup.id)).all()


REMOVAL = "removal"
"""About which steps are when something was taken out for good (``coprod.desk.redaction``)."""


def meaning(meaning_id: int) -> SynonymGroup:
    if found := session.get(SynonymGroup, meaning_id):
        return found
    raise NotFoundError


def phrases() -> tuple[tuple[str, ...], ...]:
    """Return the groups of phrases that mean the same."""
    return tuple(
        tuple(g) for g in session.scalars(select(SynonymGroup.phrases).order_by(SynonymGroup.id))
    )


def steps_from(number: int, work: Session | scoped_session[Any] = session) -> list[Step]:
    """Return one step in the history and all after it that the index depends on."""
    kinds = frozenset(kind for each in SOURCES for kind in each.touched)
    return history.steps_from(number, kinds | {REMOVAL}, work)


def committed_steps_from(number: int) -> list[Step]:
    """Return the same as everybody sees it now: this request may look at an older state."""
    with own_transaction() as work:
        return steps_from(number, work)


def settled_step() -> int:
    """Return the number of the last step before which none can turn up any more."""
    wanted = select(func.max(Event.id)).where(Event.at < clock.now() - LATE)
    return session.scalar(wanted) or 0


def entries_over() -> Sequence[int]:
    """Return the entries that nobody reads any more, because their last day has passed."""
    over = select(Activity.id).where(Activity.status == Status.PUBLISHED, ~published())
    return session.scalars(over.order_by(Activity.id)).all()


def last_step() -> int:
    return session.scalar(select(func.max(Event.id))) or 0


def touched(steps: Sequence[Step]) -> dict[str, set[int]]:
    """Return for each kind of document the keys of those that may tell something else now."""
    found: dict[str, set[int]] = {}
    for source in SOURCES:
        for kind, follow in source.touched.items():
            subjects = sorted({step.subject_id for step in steps if step.kind == kind})
            if subjects:
                found.setdefault(source.kind, set()).update(follow(subjects))
    return found


def documents(kind: str, ids: Sequence[int]) -> Iterator[Document]:
    yield from source_of(kind).documents(ids)


def to_index(kind: str, ids: Sequence[int]) -> Iterator[Document]:
    for some in batches(ids):
        yield from source_of(kind).to_index(some)


def everything(after_each: Callable[[], object] = lambda: None) -> Iterator[Document]:
    """Yield every document that is public. ``after_each`` batch memory may be given back."""
    for source in SOURCES:
        for some in batches(source.everything()):
            yield from source.to_index(some)
            after_each()


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[n : n + A_BATCH] for n in range(0, len(ids), A_BATCH))


def source_of(kind: str) -> Source:
    return next(source for source in SOURCES if source.kind == kind)
