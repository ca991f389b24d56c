"""What can be done to a learning record: written a part at a time, sent in, published, gone."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.learning.records import policies, queries, rules
from coprod.learning.records.enums import Facet, TeamVisibility
from coprod.learning.records.models import LearningRecord, RecordPart, RecordTag
from coprod.learning.records.rules import (
    Effects,
    Mechanism,
    Pitfalls,
    RecordTags,
    ResidentAccount,
    ShortRecord,
)
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import get_labels
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owned_by, is_public_activity
from coprod.register.activities.queries import select_visible_activities
from coprod.register.activities.rules import pack
from coprod.register.review.rules import check_move, check_reason


def create_record(actor: Actor, short: ShortRecord) -> LearningRecord:
    """Begin a record with its short form. Only its side and the curators see it."""
    require(policies.can_create(actor))
    actor_id = actor.require_id()
    rules.check_part(short)
    check_linked_activity(actor, short, None)
    record = LearningRecord(
        slug=f"record-{secrets.token_hex(5)}", owner_id=actor_id, parts=[], terms=[], tags=[]
    )
    record.returned_reason = record.withdrawn_reason = ""
    record.status = Status.DRAFT
    write_short_record(record, short)
    session.add(record)
    session.flush()
    update_tags_and_terms(record)
    record_event(actor, "wrote a learning record", record)
    return record


def change_part(actor: Actor, record: LearningRecord, part: Any, *, seen: str) -> None:
    """Change one part. Of a public record the new words wait until a curator has read them."""
    require(policies.can_write(actor, record))
    require(
        seen == compute_fingerprint((queries.get_latest_part(record, type(part)),)), ConflictError
    )
    rules.check_part(part)
    check_linked_activity(actor, part, record.activity_id)
    if record.status is Status.PUBLISHED:
        save_waiting_part(record, part)
    else:
        write_part(record, part)
    session.flush()


def save_waiting_part(record: LearningRecord, part: Any) -> None:
    """Save a pending change, or drop it when it equals what readers see."""
    is_same = part == queries.get_public_part(record, type(part))
    get_or_add_part_row(record, type(part)).waiting = None if is_same else pack(part)
    update_changes_since(record)


def update_changes_since(record: LearningRecord) -> None:
    has_changes = any(row.waiting is not None for row in record.parts)
    record.changes_since = (record.changes_since or clock.now()) if has_changes else None


def write_part(record: LearningRecord, part: Any) -> None:
    if isinstance(part, ShortRecord):
        write_short_record(record, part)
    else:
        get_or_add_part_row(record, type(part)).content = pack(part)
    update_tags_and_terms(record)


def write_short_record(record: LearningRecord, part: ShortRecord) -> None:
    for name in vars(part):
        setattr(record, name, getattr(part, name))
    record.activity = session.get(Activity, part.activity_id) if part.activity_id else None
    record.is_from_team = looks_after(Actor(record.owner_id), part.activity_id)


def check_linked_activity(actor: Actor, part: Any, now: int | None) -> None:
    """A record is about a public activity, or about one that its writer looks after."""
    chosen = part.activity_id if isinstance(part, ShortRecord) else None
    if chosen is None or chosen == now:
        return
    statement = select_visible_activities(actor).where(Activity.id == chosen, is_public_activity())
    if not looks_after(actor, chosen) and session.scalar(statement) is None:
        raise RuleBrokenError(N_("Choose from the list"), field="activity_id")


def looks_after(actor: Actor, activity_id: int | None) -> bool:
    statement = select(Activity.id).where(Activity.id == activity_id, is_owned_by(actor))
    return session.scalar(statement) is not None


def get_or_add_part_row(record: LearningRecord, kind: type[Any]) -> RecordPart:
    row = queries.find_part_row(record, kind)
    if row is None:
        row = RecordPart(kind=rules.PART_NAMES[kind], content=None, waiting=None)
        record.parts.append(row)
    return row


def update_tags_and_terms(record: LearningRecord) -> None:
    """Keep by what a record is found, as its public words say."""
    wanted_tags = set(iterate_tags(record))
    known = {(tag.facet, tag.value): tag for tag in record.tags}
    record.tags = [
        known.get(pair) or RecordTag(facet=pair[0], value=pair[1]) for pair in sorted(wanted_tags)
    ]
    ids = {
        key for _listing, keys in queries.get_public_part(record, RecordTags).listed for key in keys
    }
    record.terms = list(session.scalars(select(Term).where(Term.id.in_(ids)).order_by(Term.id)))


def iterate_tags(record: LearningRecord) -> Iterator[tuple[str, str]]:
    sources: dict[Facet, Iterable[Any]] = {
        Facet.OUTCOME: [record.outcome] if record.outcome else [],
        Facet.ENABLER: queries.get_public_part(record, Mechanism).enablers,
        Facet.BARRIER: queries.get_public_part(record, Pitfalls).barriers,
        Facet.STATEMENT: queries.get_public_part(record, Effects).statements,
        Facet.STAGE: queries.get_public_part(record, RecordTags).stages,
    }
    for facet, values in sources.items():
        yield from ((facet.value, value.value) for value in values)


# Sent in, read, public


def send_record(actor: Actor, record: LearningRecord) -> None:
    require(policies.can_send(actor, record))
    rules.check_part(queries.build_short_record(record))
    check_team_stays_unnamed(record)
    check_move(record.status, Status.SUBMITTED)
    record.status, record.submitted_at = Status.SUBMITTED, clock.now()
    record_event(actor, "submitted", record)


def check_team_stays_unnamed(record: LearningRecord) -> None:
    """Words that readers will see do not name a team that wants to stay unnamed."""
    if not record.shows_team:
        rules.check_team_not_named(
            queries.list_public_texts(record), list_identifying_names(record)
        )


def list_identifying_names(record: LearningRecord) -> list[str]:
    """Return the names that could reveal the team: its own, its activity's and its leader's."""
    entry = record.activity
    if entry is None:
        return [record.team]
    leaders = get_labels({entry.led_by_id} if entry.led_by_id else set()).values()
    return [record.team, entry.title, entry.led_by_name, *leaders]


def publish_record(actor: Actor, record: LearningRecord) -> None:
    require(policies.can_decide(actor, record))
    check_team_stays_unnamed(record)
    record.status, record.published_at = Status.PUBLISHED, clock.now()
    record.returned_reason = ""
    set_review_date(record)
    record_event(actor, "published", record, is_public=True)


def return_record(actor: Actor, record: LearningRecord, reason: str) -> None:
    require(policies.can_decide(actor, record))
    check_reason(reason)
    record.status, record.returned_reason = Status.RETURNED, reason
    record_event(actor, "returned", record, reason=reason)


def approve_changes(actor: Actor, record: LearningRecord, *, seen: str) -> None:
    """Let readers see what its side wrote anew. ``seen`` is the mark of what the curator read."""
    check_may_approve(actor, record, seen)
    for row in record.parts:
        if row.waiting is not None:
            part = queries.unpack_part(rules.PART_KINDS[row.kind], row.waiting)
            rules.check_part(part)
            write_part(record, part)
            row.waiting = None
    update_changes_since(record)
    check_team_stays_unnamed(record)
    set_review_date(record)
    record_event(actor, "approved changes", record, is_public=True)


def return_changes(actor: Actor, record: LearningRecord, reason: str, *, seen: str) -> None:
    """Take what waits away from the desk, with the reason. Readers see what they saw before."""
    check_may_approve(actor, record, seen)
    check_reason(reason)
    for row in record.parts:
        row.waiting = None
    update_changes_since(record)
    record.returned_reason = reason
    record_event(actor, "returned changes", record, reason=reason)


def check_may_approve(actor: Actor, record: LearningRecord, seen: str) -> None:
    require(policies.can_approve(actor, record))
    require(seen == queries.fingerprint_waiting_parts(record), ConflictError)


def set_review_date(record: LearningRecord) -> None:
    record.checked_on = clock.today()
    record.review_by = rules.get_review_date(record.checked_on)


def confirm_record(actor: Actor, record: LearningRecord) -> None:
    """Say that a record is still true today."""
    require(policies.can_confirm(actor, record))
    set_review_date(record)
    record_event(actor, "confirmed", record, is_public=True)


def withdraw_record(actor: Actor, record: LearningRecord, reason: str) -> None:
    """Take a record out of sight. A marker with the reason, and nothing else of it, stays."""
    require(policies.can_withdraw(actor, record))
    check_reason(reason)
    record.status, record.withdrawn_reason = Status.WITHDRAWN, reason
    record_event(actor, "withdrawn", record, reason=reason, is_public=True)


def discard_record(actor: Actor, record: LearningRecord) -> None:
    require(policies.can_discard(actor, record))
    record_event(actor, "discarded", record)
    session.delete(record)
    session.flush()


# What is at once: the choice of a team, and the consent of residents


def hide_team(actor: Actor, record: LearningRecord) -> None:
    """Leave the team out from now on. Nobody has to agree to that."""
    check_is_theirs(actor, record)
    record.showing = TeamVisibility.HIDDEN
    row = queries.find_part_row(record, ShortRecord)
    if row and row.waiting is not None:
        waiting = queries.unpack_part(ShortRecord, row.waiting)
        row.waiting = pack(replace(waiting, showing=TeamVisibility.HIDDEN))
    record_event(actor, "left the team out", record)


def remove_resident_account(actor: Actor, record: LearningRecord) -> None:
    """Residents take back their consent: their own words go at once, for everybody."""
    check_is_theirs(actor, record)
    row = queries.find_part_row(record, ResidentAccount)
    if row:
        row.content = row.waiting = None
    update_changes_since(record)
    record_event(actor, "took back own words", record, is_public=True)


def check_is_theirs(actor: Actor, record: LearningRecord) -> None:
    require(policies.can_read_all(actor, record))
    actor.require_id()
