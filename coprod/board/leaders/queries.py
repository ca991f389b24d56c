"""Reading roles, what they signed, and how what they signed stands today.

A signature is shown with its subject, and only while everybody may read that.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from coprod.board.action_plan.enums import ActionState
from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.queries import select_actions
from coprod.board.forward_plan.enums import LinkKind
from coprod.board.forward_plan.queries import find_subject_id
from coprod.board.forward_plan.rules import parse_address
from coprod.board.leaders.enums import SignedKind
from coprod.board.leaders.models import LeaderRole, LeaderSignature
from coprod.board.leaders.policies import is_signed
from coprod.board.leaders.rules import SignableText
from coprod.board.mailed_links.rules import ANSWER_WITHIN, WORKS_FOR
from coprod.core.database import session
from coprod.core.keyring import hash_token
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError, require_found
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import excerpt
from coprod.decisions.records.enums import PromiseVerdict
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.policies import is_signed as is_signed_off
from coprod.engagement.commitments.enums import CommitmentProgress, CommitmentState
from coprod.engagement.commitments.models import Commitment
from coprod.engagement.commitments.queries import select_public
from coprod.engagement.commitments.rules import PublicStep, judge_progress

LONGEST_TITLE = 120
Key = tuple[SignedKind, int]


# Roles


def select_roles() -> Select[LeaderRole]:
    return select(LeaderRole).options(joinedload(LeaderRole.organisation))


def list_roles() -> Sequence[LeaderRole]:
    order = (LeaderRole.closed_on.is_not(None), LeaderRole.name, LeaderRole.id)
    return session.scalars(select_roles().order_by(*order)).all()


def list_open_roles() -> list[LeaderRole]:
    return [each for each in list_roles() if each.closed_on is None]


def get_role(slug: str, *, to_change: bool = False) -> LeaderRole:
    statement = select_roles().where(LeaderRole.slug == slug)
    if to_change:
        statement = statement.with_for_update(of=LeaderRole)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


# What is signed


@dataclass(frozen=True)
class SignedSubject:
    """A promise, decision or action as everybody reads it today.

    ``progress`` is how it stands beside its day; ``label`` says that in words.
    """

    kind: SignedKind
    number: int
    title: str
    text: SignableText
    endpoint: str
    values: Mapping[str, str | int]
    progress: CommitmentProgress
    label: Message


def read_promise(promise: Commitment, today: date) -> SignedSubject:
    progress = promise.judge_progress(today)
    return SignedSubject(
        SignedKind.PROMISE,
        promise.id,
        excerpt(promise.words, limit=LONGEST_TITLE),
        SignableText(promise.words, promise.due),
        "engagement.commitments.promise",
        {"promise_id": promise.id},
        progress,
        progress.label,
    )


def read_action(action: BoardAction, today: date) -> SignedSubject:
    progress = judge_action(action, today)
    return SignedSubject(
        SignedKind.ACTION,
        action.id,
        action.title,
        SignableText(join_words(action.title, action.details), PartialDate.from_day(action.due)),
        "board.action_plan.action",
        {"action_id": action.id},
        progress,
        progress.label,
    )


def judge_action(action: BoardAction, today: date) -> CommitmentProgress:
    """Judge an action as promises are: by the day that was named first."""
    steps = [
        PublicStep(STATES[each.state], PartialDate.from_day(each.due), clock.to_day(each.at))
        for each in action.updates
    ]
    return judge_progress(STATES[action.state], steps, today)[1]


STATES = {
    ActionState.OPEN: CommitmentState.PLANNED,
    ActionState.DONE: CommitmentState.MADE,
    ActionState.NOT_DOING: CommitmentState.NOT_DOING,
}


def read_decision(decision: DecisionRecord, _today: date) -> SignedSubject:
    check = decision.last_check
    verdict = check.verdict if check else None
    progress = judge_decision(decision, verdict)
    return SignedSubject(
        SignedKind.DECISION,
        decision.id,
        decision.title,
        SignableText(join_words(decision.title, decision.pledge), decision.hear_back),
        "decisions.records.decision",
        {"decision": decision.slug},
        progress,
        verdict.label if verdict else progress.label,
    )


def judge_decision(decision: DecisionRecord, verdict: PromiseVerdict | None) -> CommitmentProgress:
    """Tell how the promise of a decision stands. A part that was kept is not all of it."""
    if verdict is not None:
        is_kept = verdict is PromiseVerdict.KEPT
        return CommitmentProgress.ON_TIME if is_kept else CommitmentProgress.NOT_DOING
    return CommitmentProgress.OVERDUE if decision.check_is_overdue else CommitmentProgress.TO_COME


def join_words(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def load_promises(ids: Sequence[int]) -> Sequence[Commitment]:
    statement = select_public(VISITOR).where(Commitment.id.in_(ids))
    return session.scalars(statement.options(selectinload(Commitment.steps))).all()


def load_actions(ids: Sequence[int]) -> Sequence[BoardAction]:
    return session.scalars(select_actions().where(BoardAction.id.in_(ids))).all()


def load_decisions(ids: Sequence[int]) -> Sequence[DecisionRecord]:
    statement = select(DecisionRecord).where(is_signed_off(), DecisionRecord.id.in_(ids))
    return session.scalars(statement.options(selectinload(DecisionRecord.additions))).all()


LOADERS: Mapping[SignedKind, tuple[Callable[..., Sequence[object]], Callable[..., SignedSubject]]]
LOADERS = {
    SignedKind.PROMISE: (load_promises, read_promise),
    SignedKind.ACTION: (load_actions, read_action),
    SignedKind.DECISION: (load_decisions, read_decision),
}


def load_subjects(keys: Iterable[Key]) -> dict[Key, SignedSubject]:
    """Return those of some subjects that everybody may read, in one question for each kind."""
    ids: dict[SignedKind, set[int]] = defaultdict(set)
    for kind, number in keys:
        ids[kind].add(number)
    today, subjects = clock.today(), {}
    for kind, (load, read) in LOADERS.items():
        for row in load(sorted(ids[kind])) if ids[kind] else ():
            subject = read(row, today)
            subjects[kind, subject.number] = subject
    return subjects


def find_subject(kind: SignedKind, number: int) -> SignedSubject | None:
    return load_subjects([(kind, number)]).get((kind, number))


def find_subject_at(address: str) -> SignedSubject:
    """Return what a page of this register is about, if a leader can sign it."""
    try:
        found = parse_address(address)
        subject = find_subject(KINDS[found.kind], find_subject_id(found))
    except (RuleBrokenError, KeyError):
        subject = None
    if subject is None:
        message = N_("Copy the address of the page of a promise, a decision or an action")
        raise RuleBrokenError(message, field="about")
    return subject


KINDS = {
    LinkKind.PROMISE: SignedKind.PROMISE,
    LinkKind.DECISION: SignedKind.DECISION,
    LinkKind.ACTION: SignedKind.ACTION,
}


# Signatures


@dataclass(frozen=True)
class SignedThing:
    """What a role signed, with its subject as it is today; a statement has none."""

    signature: LeaderSignature
    subject: SignedSubject | None

    @property
    def has_changed(self) -> bool:
        """Tell whether the words, or the day, are others than those that were signed."""
        return self.subject is not None and self.subject.text != self.signature.text


def select_signatures() -> Select[LeaderSignature]:
    statement = select(LeaderSignature).join(LeaderSignature.role)
    whole = contains_eager(LeaderSignature.role).joinedload(LeaderRole.organisation)
    return statement.options(whole).order_by(LeaderSignature.used_at.desc(), LeaderSignature.id)


def list_signed(*conditions: ColumnElement[bool]) -> list[SignedThing]:
    """Return what was signed, the latest first, as long as everybody may read its subject."""
    found = session.scalars(select_signatures().where(is_signed(), *conditions)).all()
    subjects = load_subjects((each.kind, each.subject_id) for each in found if each.subject_id)
    things = [
        SignedThing(each, subjects.get((each.kind, each.subject_id)) if each.subject_id else None)
        for each in found
    ]
    return [each for each in things if each.subject or each.signature.subject_id is None]


def list_signed_by(role: LeaderRole) -> list[SignedThing]:
    return list_signed(LeaderSignature.role_id == role.id)


def list_signed_about(kind: SignedKind, number: int) -> list[SignedThing]:
    return list_signed(LeaderSignature.kind == kind, LeaderSignature.subject_id == number)


def has_open_signature(role: LeaderRole, kind: SignedKind, number: int) -> bool:
    """Tell whether a role signed this, or was asked and still can."""
    is_same = (
        LeaderSignature.role_id == role.id,
        LeaderSignature.kind == kind,
        LeaderSignature.subject_id == number,
    )
    is_open = is_signed() | is_waiting(clock.today())
    return bool(session.scalar(select(exists().where(*is_same, is_open))))


def is_waiting(today: date) -> ColumnElement[bool]:
    return (
        LeaderSignature.used_at.is_(None)
        & LeaderSignature.withdrawn_at.is_(None)
        & (LeaderSignature.requested_on >= today - WORKS_FOR)
    )


def is_late(today: date) -> ColumnElement[bool]:
    """Return the condition that a leader had time to answer, and has not."""
    return is_waiting(today) & (LeaderSignature.requested_on < today - ANSWER_WITHIN)


def list_late(today: date) -> Sequence[LeaderSignature]:
    return session.scalars(select_signatures().where(is_late(today))).all()


def list_requests() -> list[SignedThing]:
    """Return all that leaders were asked, for curators: what waits first."""
    found = session.scalars(select_signatures()).all()
    subjects = load_subjects((each.kind, each.subject_id) for each in found if each.subject_id)
    ordered = sorted(found, key=lambda each: (not each.is_waiting, -each.id))
    return [SignedThing(each, subjects.get((each.kind, each.subject_id or 0))) for each in ordered]


def get_signature(signature_id: int) -> LeaderSignature:
    """Return what a leader was asked, locked until the transaction ends."""
    return require_found(find_locked(LeaderSignature.id == signature_id))


def find_by_token(token: str, *, to_change: bool = False) -> LeaderSignature | None:
    is_it = LeaderSignature.token_hash == hash_token(token)
    if to_change:
        return find_locked(is_it)
    return session.scalars(select_signatures().where(is_it)).one_or_none()


def find_locked(condition: ColumnElement[bool]) -> LeaderSignature | None:
    statement = select_signatures().where(condition).with_for_update(of=LeaderSignature)
    statement = statement.execution_options(populate_existing=True)
    return session.scalars(statement).one_or_none()


def find_text(signature: LeaderSignature) -> SignableText | None:
    """Return the words that a leader is to sign as they are today; None where they are gone."""
    if signature.subject_id is None:
        return signature.text
    subject = find_subject(signature.kind, signature.subject_id)
    return subject.text if subject else None
