"""Deciding about comments, appealing, ending an appeal, and reporting."""

from dataclasses import dataclass

from sqlalchemy import update

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError
from coprod.engagement.comments.actions import leave, show
from coprod.engagement.comments.enums import State
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import can_appeal
from coprod.engagement.comments.rules import Subject, Ways, check_body
from coprod.engagement.moderation import policies, queries
from coprod.engagement.moderation.enums import VERBS, Outcome, ReportReason, Ruling
from coprod.engagement.moderation.models import ModerationDecision, Report
from coprod.engagement.moderation.rules import BECOMES, Verdict, check_appeal, check_verdict
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import term_of


@dataclass(frozen=True)
class Reading:
    """What a moderator had before them: the comment, what it is about, and its mark then."""

    comment: Comment
    subject: Subject
    seen: str


def decide(actor: Actor, reading: Reading, verdict: Verdict, ways: Ways) -> None:
    """Decide about a comment that waits, is held, or is public."""
    comment = reading.comment
    if not policies.can_moderate(actor, reading.subject, comment):
        raise NotAllowedError
    if reading.seen != queries.seen(comment):
        raise ConflictError
    check_verdict(verdict, comment.words)
    record(actor, comment, verdict, ways)
    classify(actor, comment, verdict)
    become(comment, verdict, ways)
    settle_reports(comment)
    session.flush()
    reasons = [reason.value for reason in verdict.reasons]
    record_event(actor, VERBS[verdict.outcome], comment, reasons=reasons)


def record(actor: Actor, comment: Comment, verdict: Verdict, ways: Ways) -> None:
    session.add(
        ModerationDecision(
            comment_id=comment.id,
            by_id=actor.id,
            outcome=verdict.outcome,
            reasons=[reason.value for reason in verdict.reasons],
            route_id=verdict.route_id,
            in_time=comment.state is not State.WAITING
            or clock.today() <= ways.read_by(comment.sent_at),
        )
    )


def classify(actor: Actor, comment: Comment, verdict: Verdict) -> None:
    """Say what kind a comment is, and that the team is asked. An official answer has its own."""
    if comment.is_official:
        return
    if verdict.kind and verdict.kind is not comment.kind:
        comment.kind = verdict.kind
        record_event(actor, "changed the kind of a comment", comment, kind=verdict.kind.value)
    if verdict.asks_team and not comment.wants_answer:
        comment.wants_answer = True
        record_event(actor, "asked the team to answer", comment)


def become(comment: Comment, verdict: Verdict, ways: Ways) -> None:
    if verdict.outcome is Outcome.EDIT:
        comment.public_body = "" if verdict.body == comment.body else verdict.body
    if BECOMES[verdict.outcome] is State.PUBLISHED:
        show(comment, ways)
    else:
        leave(comment, BECOMES[verdict.outcome])
    comment.reasons = [reason.value for reason in verdict.reasons]
    comment.told = verdict.told
    comment.route_id = term_of(ListKind.ROUTE, verdict.route_id).id if verdict.route_id else None
    comment.decided_at = clock.now()
    tell_what_it_answers(comment)


def tell_what_it_answers(comment: Comment) -> None:
    """An official answer that is not public is no answer: its comment waits again."""
    if not comment.is_official:
        return
    over = session.get_one(Comment, comment.answers_id or comment.under_id)
    is_public = comment.state is State.PUBLISHED
    over.answer_sent_at = (over.answer_sent_at or clock.now()) if is_public else None


def settle_reports(comment: Comment) -> None:
    theirs = update(Report).where(Report.comment_id == comment.id, Report.settled_at.is_(None))
    session.execute(theirs.values(settled_at=clock.now(), words=""))


def appeal(actor: Actor, comment: Comment, words: str) -> None:
    """Ask a lay member to look again, once. Whoever calls has found the comment as its author."""
    if not can_appeal(comment):
        raise NotAllowedError
    check_appeal(words)
    check_body(words)
    comment.appealed_at, comment.appeal_words = clock.now(), words
    record_event(actor, "appealed", comment)


def end_appeal(actor: Actor, reading: Reading, ruling: Ruling, told: str, ways: Ways) -> None:
    """Decide as a lay member. Nobody else can, and nobody decides it twice."""
    comment = reading.comment
    may = policies.can_end_appeal(actor, reading.subject, comment)
    if not may or queries.has_decided(actor, comment):
        raise NotAllowedError
    if reading.seen != queries.seen(comment):
        raise ConflictError
    is_granted = ruling is Ruling.PUBLISH
    outcome = Outcome.PUBLISH if is_granted else Outcome.DECLINE
    session.add(
        ModerationDecision(comment_id=comment.id, by_id=actor.id, outcome=outcome, on_appeal=True)
    )
    if is_granted:
        comment.public_body, comment.reasons = "", []
        show(comment, ways)
    comment.told, comment.appeal_ended_at = told, clock.now()
    record_event(actor, "granted appeal" if is_granted else "turned down appeal", comment)


def report(actor: Actor, comment: Comment, reason: ReportReason, words: str) -> None:
    """Say that something is wrong with a public comment. It stays until a person has looked."""
    if comment.state is not State.PUBLISHED:
        raise NotAllowedError
    made = Report(comment_id=comment.id, person_id=actor.id, reason=reason, words=words)
    session.add(made)
    session.flush()
    record_event(actor, "reported comment", comment, why=reason.value)
