"""Replies about answers, notes and answers “does not apply”, in the curators' queue."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import QueryableAttribute, defaultload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.assessment.answer_review import actions, emails, policies, presenters
from coprod.assessment.answer_review.enums import RulingVerdict
from coprod.assessment.answer_review.models import AnswerQuery, Ruling
from coprod.assessment.answer_review.rules import Judgement
from coprod.assessment.self_assessment.actions import publish_notes
from coprod.assessment.self_assessment.models import NotesReading, Rating, RatingAnswer
from coprod.assessment.self_assessment.presenters import (
    get_question_name,
    get_saved_line,
    list_lines_with_words,
)
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.models import Activity
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.register.review.emails import write_to_owners
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


class RulingReview(ActivityReviewKind[Ruling]):
    name = "does-not-apply"
    label = N_("“Does not apply”")
    model = Ruling
    template = "assessment/answer_review/_ruling_review.html"
    guidance = N_(
        "What does not apply is left out when the level is worked out. So it must not be a way "
        "round a low answer. You decide once. Readers see what you write."
    )
    decisions = (
        Decision(
            RulingVerdict.ACCEPTED,
            N_("Yes: the question does not apply to them"),
            N_("Saved. The team and readers see it"),
        ),
        Decision(
            RulingVerdict.REFUSED,
            N_("No: they should answer the question"),
            N_("Saved. The team and readers see it"),
            needs_message=True,
        ),
    )
    watched = ("verdict",)
    keeps_message = False
    has_conversation = False

    def is_waiting(self, row: Ruling) -> bool:
        return row.verdict is None

    def list_steps(self) -> Sequence[QueryableAttribute[Any]]:
        return Ruling.answer, RatingAnswer.rating, Rating.activity

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Activity.status.in_(policies.OPEN_TO_SCRUTINY),)

    def list_page_options(self) -> Sequence[ORMOption]:
        whole = defaultload(Ruling.answer).defaultload(RatingAnswer.rating)
        return (whole.selectinload(Rating.answers),)

    def can_decide(self, actor: Actor, subject: Ruling) -> bool:
        return policies.can_scrutinise(actor, self.get_activity(subject))

    def get_title(self, subject: Ruling) -> Message:
        title = self.get_activity(subject).title
        return N_("Does this question apply to “%(title)s”?", title=title)

    def get_why(self, subject: Ruling) -> Message:
        return subject.answer.question.wording.title

    def build_context(self, _actor: Actor, subject: Ruling) -> Mapping[str, object]:
        name = get_question_name(subject.answer.question)
        return {"line": get_saved_line(subject.answer.rating, name)}

    def apply(self, actor: Actor, subject: Ruling, verdict: Verdict) -> None:
        judgement = Judgement(RulingVerdict(verdict.decision), verdict.message)
        actions.rule_on_answer(actor, subject, judgement)

    def send_emails(self, _actor: Actor, subject: Ruling, _verdict: Verdict) -> None:
        rating = subject.answer.rating
        email, endpoint = (
            emails.build_ruling_email(rating.activity.title),
            "assessment.self_assessment.result",
        )
        write_to_owners(
            rating.activity, email, endpoint, slug=rating.activity.slug, rating_id=rating.id
        )


class NotesReview(ActivityReviewKind[NotesReading]):
    name = "notes"
    label = N_("Notes beside answers")
    model = NotesReading
    template = "assessment/answer_review/_notes_review.html"
    guidance = N_("Do the notes name or harm anybody? Then have those words taken out first.")
    decisions = (
        Decision(
            "show", N_("Let readers see the notes"), N_("Readers see now what the team wrote")
        ),
    )
    watched = ("at",)
    has_conversation = False

    def is_waiting(self, row: NotesReading) -> bool:
        return row.at is None

    def list_steps(self) -> Sequence[QueryableAttribute[Any]]:
        return NotesReading.rating, Rating.activity

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Activity.status.in_(policies.OPEN_TO_SCRUTINY),)

    def list_page_options(self) -> Sequence[ORMOption]:
        return (defaultload(NotesReading.rating).selectinload(Rating.answers),)

    def can_decide(self, actor: Actor, subject: NotesReading) -> bool:
        return policies.can_publish_reply(actor, self.get_activity(subject))

    def can_see(self, actor: Actor, subject: NotesReading) -> bool:
        """Lay members too: they come from the page of the answers."""
        return super().can_see(actor, subject) or self.can_decide(actor, subject)

    def get_title(self, subject: NotesReading) -> Message:
        title = self.get_activity(subject).title
        return N_("What the team wrote beside its answers: “%(title)s”", title=title)

    def get_why(self, _subject: NotesReading) -> Message:
        return N_("Readers see the answers already, and not the notes")

    def build_context(self, _actor: Actor, subject: NotesReading) -> Mapping[str, object]:
        return {"lines": list_lines_with_words(subject.rating)}

    def apply(self, actor: Actor, subject: NotesReading, _verdict: Verdict) -> None:
        publish_notes(actor, self.get_activity(subject), subject.rating)
