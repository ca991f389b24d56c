"""Deciding about comments, appealing, ending an appeal, and reporting."""

from dataclasses import dataclass

from sqlalchemy import update

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, require
from coprod.engagement.comments.actions import hide_comment, publish_comment
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import can_appeal
from coprod.engagement.comments.queries import get_answered_comment
from coprod.engagement.comments.rules import CommentSettings, Subject, check_body
from coprod.engagement.moderation import policies, queries
from coprod.engagement.moderation.enums import OUTCOME_VERBS, AppealRuling, Outcome, ReportReason
from coprod.engagement.moderation.models import ModerationDecision, Report
from coprod.engagement.moderation.rules import STATE_AFTER, Verdict, check_appeal, check_verdict
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_term_of_list


@dataclass(frozen=True)
class CommentAsSeen:
    """A comment as a moderator saw it: with what it is about, and its fingerprint at that time."""

    comment: Comment
    subject: Subject
    seen: str


def decide_comment(
    actor: Actor, as_seen: CommentAsSeen, verdict: Verdict, settings: CommentSettings
) -> None:
    """Decide about a comment that waits, is held, or is public."""
    comment = as_seen.comment
    require(policies.can_moderate(actor, as_seen.subject, comment))
    require(as_seen.seen == queries.fingerprint_comment(comment), ConflictError)
    check_verdict(verdict, comment.words)
    save_decision(actor, comment, verdict, settings)
    classify(actor, comment, verdict)
    apply_verdict(comment, verdict, settings)
    settle_reports(comment)
    session.flush()
    reasons = [reason.value for reason in verdict.reasons]
    record_event(actor, OUTCOME_VERBS[verdict.outcome], comment, reasons=reasons)


def save_decision(
    actor: Actor, comment: Comment, verdict: Verdict, settings: CommentSettings
) -> None:
    session.add(
        ModerationDecision(
            comment_id=comment.id,
            by_id=actor.id,
            outcome=verdict.outcome,
            reasons=[reason.value for reason in verdict.reasons],
            route_id=verdict.route_id,
            in_time=comment.state is not CommentState.WAITING
            or clock.today() <= settings.read_by(comment.sent_at),
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


def apply_verdict(comment: Comment, verdict: Verdict, settings: CommentSettings) -> None:
    if verdict.outcome is Outcome.EDIT:
        comment.public_body = "" if verdict.body == comment.body else verdict.body
    if STATE_AFTER[verdict.outcome] is CommentState.PUBLISHED:
        publish_comment(comment, settings)
    else:
        hide_comment(comment, STATE_AFTER[verdict.outcome])
    comment.reason_codes = [reason.value for reason in verdict.reasons]
    comment.message_to_author = verdict.message_to_author
    comment.route_id = (
        get_term_of_list(ListKind.ROUTE, verdict.route_id).id if verdict.route_id else None
    )
    comment.decided_at, comment.recheck_since = clock.now(), None
    update_answered_comment(comment)


def update_answered_comment(comment: Comment) -> None:
    """An official answer that is not public is no answer: its comment waits again."""
    if not comment.is_official:
        return
    parent = get_answered_comment(comment)
    is_public = comment.state is CommentState.PUBLISHED
    parent.answer_sent_at = (parent.answer_sent_at or clock.now()) if is_public else None


def settle_reports(comment: Comment) -> None:
    statement = update(Report).where(Report.comment_id == comment.id, Report.settled_at.is_(None))
    session.execute(statement.values(settled_at=clock.now(), words=""))


def appeal_decision(actor: Actor, comment: Comment, words: str) -> None:
    """Ask a lay member to look again, once. Whoever calls has found the comment as its author."""
    require(can_appeal(comment))
    check_appeal(words)
    check_body(words)
    comment.appealed_at, comment.appeal_words = clock.now(), words
    record_event(actor, "appealed", comment)


def end_appeal(
    actor: Actor,
    as_seen: CommentAsSeen,
    ruling: AppealRuling,
    message: str,
    settings: CommentSettings,
) -> None:
    """Decide as a lay member. Nobody else can, and nobody decides it twice."""
    comment = as_seen.comment
    is_allowed = policies.can_end_appeal(actor, as_seen.subject, comment)
    require(is_allowed and not queries.has_decided(actor, comment))
    require(as_seen.seen == queries.fingerprint_comment(comment), ConflictError)
    is_granted = ruling is AppealRuling.PUBLISH
    outcome = Outcome.PUBLISH if is_granted else Outcome.DECLINE
    session.add(
        ModerationDecision(comment_id=comment.id, by_id=actor.id, outcome=outcome, on_appeal=True)
    )
    if is_granted:
        comment.public_body, comment.reason_codes = "", []
        publish_comment(comment, settings)
    comment.message_to_author, comment.appeal_ended_at = message, clock.now()
    record_event(actor, "granted appeal" if is_granted else "turned down appeal", comment)


def report_comment(actor: Actor, comment: Comment, reason: ReportReason, words: str) -> None:
    """Say that something is wrong with a public comment. It stays until a person has looked."""
    require(comment.state is CommentState.PUBLISHED)
    comment.recheck_since = comment.recheck_since or clock.now()
    report = Report(comment_id=comment.id, person_id=actor.id, reason=reason, words=words)
    session.add(report)
    session.flush()
    record_event(actor, "reported comment", comment, why=reason.value)


def recheck_comment(actor: Actor, comment: Comment, about: Subject) -> None:
    """Put a public comment before the curators once more. It stays public meanwhile."""
    require(policies.can_moderate(actor, about, comment))
    comment.recheck_since = comment.recheck_since or clock.now()
    session.flush()
