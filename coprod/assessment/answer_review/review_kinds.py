"""A team's reply to a question about one of its answers, in the curators' queue."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import QueryableAttribute, defaultload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.assessment.answer_review import actions, policies, presenters
from coprod.assessment.answer_review.models import AnswerQuery
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import get_saved_line
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.models import Activity
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.reviews.rules import Decision, Verdict


class AnswerReplyReview(ActivityReviewKind[AnswerQuery]):
    name = "answer-reply"
    label = N_("Reply about an answer")
    model = AnswerQuery
    template = "assessment/answer_review/_reply_review.html"
    guidance = N_(
        "Does the reply name or harm anybody? Readers will see it beside the answer, for good."
    )
    decisions = (
        Decision("show", N_("Let readers see the reply"), N_("Readers see the reply now")),
    )
    has_conversation = False
    watched = ("is_open", "replied_at", "reply_read_at")

    def is_waiting(self, row: AnswerQuery) -> bool:
        return row.is_reply_waiting

    def get_sender_id(self, row: AnswerQuery) -> int | None:
        return row.replied_by_id

    def list_steps(self) -> Sequence[QueryableAttribute[Any]]:
        return AnswerQuery.rating, Rating.activity

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Activity.status.in_(policies.OPEN_TO_SCRUTINY),)

    def list_page_options(self) -> Sequence[ORMOption]:
        """Return the answers too: one of them is read on its page."""
        return (defaultload(AnswerQuery.rating).selectinload(Rating.answers),)

    def can_decide(self, actor: Actor, subject: AnswerQuery) -> bool:
        return policies.can_publish_reply(actor, self.get_activity(subject))

    def can_see(self, actor: Actor, subject: AnswerQuery) -> bool:
        """Lay members too: one of them may have asked the question."""
        return super().can_see(actor, subject) or self.can_decide(actor, subject)

    def get_title(self, subject: AnswerQuery) -> Message:
        return N_("Reply about an answer: “%(title)s”", title=self.get_activity(subject).title)

    def get_why(self, _subject: AnswerQuery) -> Message:
        return N_("The team replies to a question that readers see")

    def build_context(self, actor: Actor, subject: AnswerQuery) -> Mapping[str, object]:
        return {
            "line": get_saved_line(subject.rating, presenters.get_name(subject)),
            "can_close": policies.can_scrutinise(actor, self.get_activity(subject)),
        }

    def apply(self, actor: Actor, subject: AnswerQuery, _verdict: Verdict) -> None:
        actions.publish_reply(actor, subject)
