"""Opening and closing reviews as their subjects begin and cease to wait.

Kept by the session, as ``changed_at`` is: whichever action, import or demo step changes a subject,
its review follows in the same transaction, and neither can say what the other does not. A change
that goes past the session (``update()``) is not seen: no kind is decided that way.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, SessionTransaction, UOWTransaction

from coprod.core.database import session
from coprod.core.values import clock
from coprod.reviews.enums import ReviewState
from coprod.reviews.kinds import AnyKind, list_kinds_of
from coprod.reviews.models import Review

IDLE = "subjects without a review"
"""New rows of this transaction that did not wait: no question is asked for them (imports)."""


@event.listens_for(session, "before_flush")
def follow_changes(flushed: Session, _context: UOWTransaction, _rows: object) -> None:
    idle = flushed.info.setdefault(IDLE, set())
    for row, kind in iterate_subjects(flushed.dirty):
        if kind.is_waiting(row):
            idle.discard((kind.name, row.id))
        if (kind.name, row.id) not in idle and may_have_changed(kind, row):
            follow_subject(flushed, kind, row, find_open_review(flushed, kind, row.id))
    for row, kind in iterate_subjects(flushed.deleted):
        withdraw_review(find_open_review(flushed, kind, row.id))


@event.listens_for(session, "after_flush")
def follow_new_subjects(flushed: Session, _context: UOWTransaction) -> None:
    """A row that is new has its number only now."""
    for row, kind in iterate_subjects(flushed.new):
        if kind.is_waiting(row):
            follow_subject(flushed, kind, row, None)
        else:
            flushed.info.setdefault(IDLE, set()).add((kind.name, row.id))


@event.listens_for(session, "after_transaction_end")
def forget_idle(ended: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        ended.info.pop(IDLE, None)


def may_have_changed(kind: AnyKind, row: Any) -> bool:
    """Tell whether a change to a row can begin or end its wait; most changes do not ask."""
    attributes = inspect(row).attrs
    has_changes = any(attributes[name].history.has_changes() for name in kind.watched)
    return not kind.watched or has_changes or kind.is_waiting(row)


def iterate_subjects(rows: Iterable[Any]) -> Iterable[tuple[Any, AnyKind]]:
    return ((row, kind) for row in list(rows) for kind in list_kinds_of(row))


def follow_subject(flushed: Session, kind: AnyKind, subject: Any, review: Review | None) -> None:
    if not kind.is_waiting(subject):
        withdraw_review(review)
    elif review is None:
        flushed.add(build_review(kind, subject))
    else:
        review.risk = kind.get_risk(subject)


def build_review(kind: AnyKind, subject: Any) -> Review:
    sent_at = kind.get_sent_at(subject)
    return Review(
        kind=kind.name,
        subject_id=subject.id,
        sent_by_id=kind.get_sender_id(subject),
        sent_at=sent_at,
        due_on=kind.get_due_day(subject, sent_at),
        risk=kind.get_risk(subject),
        state=ReviewState.OPEN,  # not by default: its subject may cease to wait before it is stored
    )


def withdraw_review(review: Review | None) -> None:
    """Close a review that nobody decided: its subject ceased to wait by another way."""
    if review is not None and review.is_open:
        review.state, review.closed_at = ReviewState.WITHDRAWN, clock.now()


def find_open_review(reader: Session, kind: AnyKind, subject_id: int) -> Review | None:
    """Return the review of a subject, also one that is not in the database yet."""
    for row in reader.new:
        if isinstance(row, Review) and (row.kind, row.subject_id) == (kind.name, subject_id):
            return row
    statement = select(Review).where(
        Review.kind == kind.name,
        Review.subject_id == subject_id,
        Review.state == ReviewState.OPEN,
    )
    return reader.scalars(statement).one_or_none()
