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
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.learning.records import policies, queries, rules
from coprod.learning.records.enums import Facet, Showing
from coprod.learning.records.models import LearningRecord, RecordPart, Tag
from coprod.learning.records.rules import Account, Avoiding, Effects, Mechanism, Short, Tags
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import labels
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import owned_by, published
from coprod.register.activities.queries import fingerprint
from coprod.register.activities.queries import visible as visible_entries
from coprod.register.activities.rules import pack
from coprod.register.review.rules import check_move, check_reason


def write_record(actor: Actor, short: Short) -> LearningRecord:
    """Begin a record with its short form. Only its side and the curators see it."""
    if not policies.can_begin(actor) or actor.id is None:
        raise NotAllowedError
    rules.check_part(short)
    check_entry(actor, short, None)
    made = LearningRecord(
        slug=f"record-{secrets.token_hex(5)}", owner_id=actor.id, parts=[], terms=[], tags=[]
    )
    made.returned_reason = made.withdrawn_reason = ""
    made.status = Status.DRAFT
    write_short(made, short)
    session.add(made)
    session.flush()
    index(made)
    record_event(actor, "wrote a learning record", made)
    return made


def change_part(actor: Actor, record: LearningRecord, part: Any, *, seen: str) -> None:
    """Change one part. Of a public record the new words wait until a curator has read them."""
    if not policies.can_write(actor, record):
        raise NotAllowedError
    if seen != fingerprint((queries.as_written(record, type(part)),)):
        raise ConflictError
    rules.check_part(part)
    check_entry(actor, part, record.activity_id)
    if record.status is Status.PUBLISHED:
        keep_waiting(record, part)
    else:
        write(record, part)
    session.flush()


def keep_waiting(record: LearningRecord, part: Any) -> None:
    """Keep what waits; what says the same as readers see is kept no longer."""
    is_same = part == queries.told(record, type(part))
    row_of(record, type(part)).waiting = None if is_same else pack(part)


def write(record: LearningRecord, part: Any) -> None:
    if isinstance(part, Short):
        write_short(record, part)
    else:
        row_of(record, type(part)).told = pack(part)
    index(record)


def write_short(record: LearningRecord, part: Short) -> None:
    for name in vars(part):
        setattr(record, name, getattr(part, name))
    record.activity = session.get(Activity, part.activity_id) if part.activity_id else None
    record.is_from_team = looks_after(Actor(record.owner_id), part.activity_id)


def check_entry(actor: Actor, part: Any, now: int | None) -> None:
    """A record is about a public entry, or about one that its writer looks after."""
    chosen = part.activity_id if isinstance(part, Short) else None
    if chosen is None or chosen == now:
        return
    wanted = visible_entries(actor).where(Activity.id == chosen, published())
    if not looks_after(actor, chosen) and session.scalar(wanted) is None:
        raise RuleBrokenError(N_("Choose from the list"), field="activity_id")


def looks_after(actor: Actor, activity_id: int | None) -> bool:
    wanted = select(Activity.id).where(Activity.id == activity_id, owned_by(actor))
    return session.scalar(wanted) is not None


def row_of(record: LearningRecord, kind: type[Any]) -> RecordPart:
    found = queries.part_row(record, kind)
    if found is None:
        found = RecordPart(kind=rules.NAMES[kind], told=None, waiting=None)
        record.parts.append(found)
    return found


def index(record: LearningRecord) -> None:
    """Keep by what a record is found, as its public words say."""
    wanted = set(tags(record))
    known = {(tag.facet, tag.value): tag for tag in record.tags}
    record.tags = [known.get(pair) or Tag(facet=pair[0], value=pair[1]) for pair in sorted(wanted)]
    ids = {key for _listing, keys in queries.told(record, Tags).listed for key in keys}
    record.terms = list(session.scalars(select(Term).where(Term.id.in_(ids)).order_by(Term.id)))


def tags(record: LearningRecord) -> Iterator[tuple[str, str]]:
    sources: dict[Facet, Iterable[Any]] = {
        Facet.OUTCOME: [record.outcome] if record.outcome else [],
        Facet.ENABLER: queries.told(record, Mechanism).enablers,
        Facet.BARRIER: queries.told(record, Avoiding).barriers,
        Facet.STATEMENT: queries.told(record, Effects).statements,
        Facet.STAGE: queries.told(record, Tags).stages,
    }
    for facet, values in sources.items():
        yield from ((facet.value, value.value) for value in values)


# Sent in, read, public


def send_record(actor: Actor, record: LearningRecord) -> None:
    if not policies.can_send(actor, record):
        raise NotAllowedError
    rules.check_part(queries.short_of(record))
    check_fit(record)
    check_move(record.status, Status.SUBMITTED)
    record.status, record.submitted_at = Status.SUBMITTED, clock.now()
    record_event(actor, "submitted", record)


def check_fit(record: LearningRecord) -> None:
    """Words that readers will see do not name a team that wants to stay unnamed."""
    if not record.shows_team:
        rules.check_hidden(queries.public_texts(record), names_of(record))


def names_of(record: LearningRecord) -> list[str]:
    """Return by what readers could know the team: its own name, its entry's, and its leader's."""
    entry = record.activity
    if entry is None:
        return [record.team]
    leaders = labels({entry.led_by_id} if entry.led_by_id else set()).values()
    return [record.team, entry.title, entry.led_by_name, *leaders]


def publish_record(actor: Actor, record: LearningRecord) -> None:
    if not policies.can_decide(actor, record):
        raise NotAllowedError
    check_fit(record)
    record.status, record.published_at = Status.PUBLISHED, clock.now()
    record.returned_reason = ""
    look_again_later(record)
    record_event(actor, "published", record, is_public=True)


def return_record(actor: Actor, record: LearningRecord, reason: str) -> None:
    if not policies.can_decide(actor, record):
        raise NotAllowedError
    check_reason(reason)
    record.status, record.returned_reason = Status.RETURNED, reason
    record_event(actor, "returned", record, reason=reason)


def approve_changes(actor: Actor, record: LearningRecord, *, seen: str) -> None:
    """Let readers see what its side wrote anew. ``seen`` is the mark of what the curator read."""
    check_may_approve(actor, record, seen)
    for row in record.parts:
        if row.waiting is not None:
            part = queries.unpacked(rules.KINDS[row.kind], row.waiting)
            rules.check_part(part)
            write(record, part)
            row.waiting = None
    check_fit(record)
    look_again_later(record)
    record_event(actor, "approved changes", record, is_public=True)


def return_changes(actor: Actor, record: LearningRecord, reason: str, *, seen: str) -> None:
    """Take what waits away from the desk, with the reason. Readers see what they saw before."""
    check_may_approve(actor, record, seen)
    check_reason(reason)
    for row in record.parts:
        row.waiting = None
    record.returned_reason = reason
    record_event(actor, "returned changes", record, reason=reason)


def check_may_approve(actor: Actor, record: LearningRecord, seen: str) -> None:
    if not policies.can_approve(actor, record):
        raise NotAllowedError
    if seen != queries.waiting_mark(record):
        raise ConflictError


def look_again_later(record: LearningRecord) -> None:
    record.checked_on = clock.today()
    record.review_by = rules.review_by(record.checked_on)


def confirm_record(actor: Actor, record: LearningRecord) -> None:
    """Say that a record is still true today."""
    if not policies.can_confirm(actor, record):
        raise NotAllowedError
    look_again_later(record)
    record_event(actor, "confirmed", record, is_public=True)


def withdraw_record(actor: Actor, record: LearningRecord, reason: str) -> None:
    """Take a record out of sight. A marker with the reason, and nothing else of it, stays."""
    if not policies.can_withdraw(actor, record):
        raise NotAllowedError
    check_reason(reason)
    record.status, record.withdrawn_reason = Status.WITHDRAWN, reason
    record_event(actor, "withdrawn", record, reason=reason, is_public=True)


def discard_record(actor: Actor, record: LearningRecord) -> None:
    if not policies.can_discard(actor, record):
        raise NotAllowedError
    record_event(actor, "discarded", record)
    session.delete(record)
    session.flush()


# What is at once: the choice of a team, and the consent of residents


def hide_team(actor: Actor, record: LearningRecord) -> None:
    """Leave the team out from now on. Nobody has to agree to that."""
    check_is_theirs(actor, record)
    record.showing = Showing.HIDDEN
    row = queries.part_row(record, Short)
    if row and row.waiting is not None:
        waiting = queries.unpacked(Short, row.waiting)
        row.waiting = pack(replace(waiting, showing=Showing.HIDDEN))
    record_event(actor, "left the team out", record)


def take_back_account(actor: Actor, record: LearningRecord) -> None:
    """Residents take back their consent: their own words go at once, for everybody."""
    check_is_theirs(actor, record)
    row = queries.part_row(record, Account)
    if row:
        row.told = row.waiting = None
    record_event(actor, "took back own words", record, is_public=True)


def check_is_theirs(actor: Actor, record: LearningRecord) -> None:
    if not policies.can_read_all(actor, record) or actor.id is None:
        raise NotAllowedError
