"""A team's reply to a question about one of its answers, in the curators' queue."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager

from coprod.assessment.answer_review import actions, policies, presenters
from coprod.assessment.answer_review.models import AnswerQuery
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import get_saved_line
from coprod.core.database import session
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

    def get_activity(self, subject: AnswerQuery) -> Activity:
        return subject.rating.activity

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Activity.status.in_(policies.OPEN_TO_SCRUTINY),)

    def load_rows(
        self, ids: Iterable[int], conditions: Iterable[ColumnElement[bool]], *, is_whole: bool
    ) -> Sequence[AnswerQuery]:
        """Return them with the answers where one is read on its page."""
        rating = contains_eager(AnswerQuery.rating)
        answers = (rating.selectinload(Rating.answers),) if is_whole else ()
        statement = (
            select(AnswerQuery)
            .join(AnswerQuery.rating)
            .join(Rating.activity)
            .options(rating.contains_eager(Rating.activity), *answers)
            .where(AnswerQuery.id.in_(list(ids)), *conditions)
        )
        return session.scalars(statement).unique().all()

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
