"""Comments in the curators' queue: those that wait, that were reported, that are held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ColumnElement, select

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import excerpt
from coprod.engagement.comments.emails import ask_for_answer, write_to_author
from coprod.engagement.comments.enums import CommentState, ModerationReason
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.presenters import get_comment_settings, list_edits
from coprod.engagement.comments.queries import find_safety_signs, load_subjects
from coprod.engagement.comments.rules import Subject
from coprod.engagement.moderation import actions, emails, policies, presenters, queries
from coprod.engagement.moderation.actions import CommentAsSeen
from coprod.engagement.moderation.enums import Outcome
from coprod.engagement.moderation.forms import CommentVerdictForm
from coprod.engagement.moderation.rules import DECIDABLE_STATES
from coprod.reviews.enums import Risk
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict

DONE = N_("Done")


@dataclass(frozen=True)
class CommentInContext:
    """A comment with what it is about."""

    comment: Comment
    about: Subject

    @property
    def id(self) -> int:
        return self.comment.id


class CommentReview(ReviewKind[Comment, CommentInContext]):
    name = "comment"
    label = N_("Comment")
    model = Comment
    template = "engagement/moderation/_review.html"
    is_for_deciders = True  # nobody learns early that their own work was written about
    guidance = N_(
        "Criticism stays. Take out names, details that show who somebody is, insults, and what "
        "sells something."
    )
    decisions = tuple(Decision(each.value, each.label, DONE) for each in Outcome)
    reasons: ClassVar[Mapping[str, Message]] = {each.value: each.label for each in ModerationReason}
    keeps_message = False
    replaced_addresses = ("/moderation",)

    def is_waiting(self, row: Comment) -> bool:
        is_reported = row.state is CommentState.PUBLISHED and row.recheck_since is not None
        return row.state in {CommentState.WAITING, CommentState.HELD} or is_reported

    def is_parked(self, subject: CommentInContext) -> bool:
        return subject.comment.state is CommentState.HELD

    def get_sender_id(self, row: Comment) -> int | None:
        return row.person_id

    def get_sent_at(self, row: Comment) -> datetime:
        return row.recheck_since or row.sent_at

    def get_due_day(self, _row: Comment, sent_at: datetime) -> date:
        return get_comment_settings().read_by(sent_at)

    def get_risk(self, row: Comment) -> Risk:
        if row.recheck_since is not None:
            return Risk.REPORTED
        if row.may_be_unsafe and row.state is CommentState.WAITING:
            return Risk.HARM
        return Risk.LOW if row.looks_like_spam else Risk.NORMAL

    def get_fingerprint(self, subject: CommentInContext) -> str:
        return queries.fingerprint_comment(subject.comment)

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Comment.state.in_(DECIDABLE_STATES),)

    def load_rows(
        self,
        ids: Iterable[int],
        conditions: Iterable[ColumnElement[bool]],
        *,
        is_whole: bool,  # noqa: ARG002
    ) -> Sequence[CommentInContext]:
        statement = select(Comment).where(Comment.id.in_(list(ids)), *conditions)
        comments = session.scalars(statement.options(*queries.WITH_ORIGIN)).all()
        keys = {each.id: (each.subject_kind, each.subject_id) for each in comments}
        subjects = load_subjects(keys.values())
        return [
            CommentInContext(each, subjects[keys[each.id]])
            for each in comments
            if keys[each.id] in subjects
        ]

    def can_decide(self, actor: Actor, subject: CommentInContext) -> bool:
        return policies.can_moderate(actor, subject.about, subject.comment)

    def get_title(self, subject: CommentInContext) -> Message:
        return N_("Comment on “%(title)s”", title=subject.about.title)

    def get_why(self, subject: CommentInContext) -> Message:
        return Message("%(words)s", {"words": excerpt(subject.comment.words)})

    def build_context(self, _actor: Actor, subject: CommentInContext) -> Mapping[str, object]:
        comment = subject.comment
        decision = presenters.DecisionPage(
            comment=comment,
            subject=subject.about,
            reports=queries.list_open_reports(comment),
            edits=list_edits(comment),
            signs=find_safety_signs([comment])[comment.id],
        )
        return {"decision": decision}

    def build_form(self, subject: CommentInContext, *, is_fresh: bool) -> CommentVerdictForm:
        return CommentVerdictForm.for_comment(
            subject.comment, self.decisions, self.reasons, is_fresh=is_fresh
        )

    def apply(self, actor: Actor, subject: CommentInContext, verdict: Verdict) -> None:
        comment = subject.comment
        as_seen = CommentAsSeen(comment, subject.about, queries.fingerprint_comment(comment))
        actions.decide_comment(
            actor, as_seen, presenters.read_verdict(verdict), get_comment_settings()
        )

    def send_emails(self, _actor: Actor, subject: CommentInContext, verdict: Verdict) -> None:
        comment, outcome = subject.comment, Outcome(verdict.decision)
        title = subject.about.title
        email = emails.build_decision_email(title, outcome, comment.moderation_reasons)
        write_to_author(comment, email)
        ask_for_answer(comment)
        emails.write_to_answered_author(comment, title)
        if outcome is Outcome.HOLD:
            emails.notify_safeguarding_contact(comment, title)
