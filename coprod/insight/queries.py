"""What waits for a curator: all lists of entries on the desk, and how much waits elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from coprod.changes.queries import awaits_approval
from coprod.comments.models import Comment
from coprod.comments.words import State as CommentState
from coprod.confirmation.queries import awaits
from coprod.curation.queries import has_unanswered, is_sent_in
from coprod.db import session
from coprod.files.queries import has_files_to_look_at
from coprod.formats.models import FormatRequest, FormatVersion
from coprod.freshness.queries import is_past_review
from coprod.gaps.queries import not_talked_about
from coprod.gates.models import GateDecision
from coprod.insight.words import Elsewhere, Waits
from coprod.involved.models import GroupClaim, GroupVoice
from coprod.kit.actor import Actor
from coprod.learning.models import Record, RecordPart
from coprod.learning.policies import published as is_public_record
from coprod.moderation.models import Report
from coprod.promises.models import CommitmentStep
from coprod.readers.models import ReaderMark, Signature
from coprod.readers.words import Reading as Read
from coprod.register.models import Activity
from coprod.register.queries import IN_A_QUEUE, visible
from coprod.register.words import Status
from coprod.residents.models import ResidentRemark
from coprod.residents.words import Standing
from coprod.scaling.models import Adoption
from coprod.statements.models import Aim
from coprod.statements.policies import is_read
from coprod.waves.models import Wave
from coprod.waves.words import State as WaveState


def entries_that_wait(actor: Actor, today: date) -> Mapping[Waits, Sequence[Activity]]:
    """Return the entries that wait for each thing, the longest wait first."""
    why = conditions(actor, today)
    wanted = visible(actor).where(or_(*why.values())).options(IN_A_QUEUE).order_by(Activity.id)
    flags = [condition.label(waits) for waits, condition in why.items()]
    rows = session.execute(wanted.add_columns(*flags)).all()
    found = {waits: [row[0] for row in rows if getattr(row, waits)] for waits in why}
    found[Waits.READING].sort(key=lambda entry: (entry.submitted_at, entry.id))
    found[Waits.CHECKING].sort(key=lambda entry: (entry.review_by, entry.id))
    return found


def conditions(actor: Actor, today: date) -> dict[Waits, ColumnElement[bool]]:
    return {
        Waits.READING: is_sent_in(),
        Waits.CHANGES: awaits_approval(),
        Waits.FILES: has_files_to_look_at(),
        Waits.MESSAGES: has_unanswered(),
        Waits.LEVELS: awaits(actor),
        Waits.TALKS: Activity.id.in_(not_talked_about(actor)),
        Waits.CHECKING: is_past_review(today),
    }


def waiting_elsewhere() -> Mapping[Elsewhere, int]:
    """Count, in one statement, what waits for any curator. Each may have a hand in some of it."""
    counts = {
        where: sum((count.scalar_subquery() for count in parts[1:]), parts[0].scalar_subquery())
        for where, parts in waiting_rows().items()
    }
    row = session.execute(select(*counts.values())).one()
    found = dict(zip(counts, row, strict=True))
    return {where: found[where] for where in Elsewhere}


def waiting_rows() -> dict[Elsewhere, tuple[Select[Any], ...]]:
    return {**what_readers_said(), **what_teams_said()}


def what_readers_said() -> dict[Elsewhere, tuple[Select[Any], ...]]:
    return {
        Elsewhere.COMMENTS: (
            rows(Comment.state == CommentState.WAITING),
            rows(Report.settled_at.is_(None)),
        ),
        Elsewhere.REMARKS: (rows(ResidentRemark.standing == Standing.WAITS),),
        Elsewhere.READERS: (
            rows(Signature.reading == Read.WAITING),
            rows(ReaderMark.reading == Read.WAITING),
        ),
        Elsewhere.GROUPS: (
            rows(GroupVoice.words != "", GroupVoice.is_read.is_(False)),
            rows(GroupClaim.id.is_not(None)),
        ),
    }


def what_teams_said() -> dict[Elsewhere, tuple[Select[Any], ...]]:
    linked = Activity.id == Aim.activity_id
    changed = exists().where(RecordPart.record_id == Record.id, RecordPart.waiting.is_not(None))
    sent_in = or_(Record.status == Status.SUBMITTED, and_(is_public_record(), changed))
    unread = CommitmentStep.read_at.is_(None)
    return {
        Elsewhere.PROMISES: (rows(unread, CommitmentStep.sent_back == ""),),
        Elsewhere.RECORDS: (rows(sent_in),),
        Elsewhere.ADOPTIONS: (rows(Adoption.reading == Read.WAITING),),
        Elsewhere.STATEMENTS: (rows(linked, Activity.status == Status.PUBLISHED, ~is_read()),),
        Elsewhere.RESULTS: (rows(Wave.state == WaveState.SENT),),
        Elsewhere.GATES: (rows(GateDecision.shown_at.is_(None)),),
        Elsewhere.FORMATS: (
            rows(FormatRequest.done_at.is_(None)),
            rows(FormatVersion.waits.is_(True)),
        ),
    }


def rows(*conditions: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).where(*conditions)
