"""What readers and those who took part wrote, in the curators' queue."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.database import Base
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.learning.reader_responses import actions, emails, policies
from coprod.learning.reader_responses.enums import WordsReview
from coprod.learning.reader_responses.models import ReaderMark, Signature
from coprod.learning.records.models import LearningRecord
from coprod.register.activities.models import Activity
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict, get_noon

CRITICISM = N_("Criticism is not softened. Do not show words that name a person or could harm one.")
SHOW_OR_DECLINE = (
    Decision("show", N_("Show them"), N_("Readers can see them now")),
    Decision("decline", N_("Do not show them"), N_("Readers do not see them"), needs_message=True),
)


class SignatureReview(ReviewKind[Signature, Signature]):
    name = "signature"
    label = N_("Words of somebody who took part")
    model = Signature
    template = "learning/reader_responses/_review.html"
    hides_words = True
    guidance = CRITICISM
    decisions = SHOW_OR_DECLINE
    replaced_addresses = ("/readers/waiting",)

    def is_waiting(self, subject: Signature) -> bool:
        return subject.reading is WordsReview.WAITING

    def get_sender_id(self, subject: Signature) -> int | None:
        return subject.person_id

    def get_sent_at(self, subject: Signature) -> datetime:
        return subject.at

    def list_options(self) -> Sequence[ORMOption]:
        return (joinedload(Signature.record).joinedload(LearningRecord.activity),)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Signature.reading == WordsReview.WAITING,)

    def list_related(self, subject: Signature) -> Sequence[Base]:
        return list_activities(None, subject.record)

    def can_decide(self, actor: Actor, subject: Signature) -> bool:
        return policies.can_read_words(actor, subject)

    def get_title(self, subject: Signature) -> Message:
        return N_("Words about “%(title)s”", title=subject.record.next_team)

    def get_why(self, subject: Signature) -> Message:
        return subject.stand.label

    def apply(self, actor: Actor, subject: Signature, verdict: Verdict) -> None:
        if verdict.decision == "show":
            actions.show_words(actor, subject)
        else:
            actions.decline_words(actor, subject, verdict.message)

    def send_emails(self, _actor: Actor, subject: Signature, verdict: Verdict) -> None:
        emails.write_to_signer(subject, is_public=verdict.decision == "show")


class ReaderMarkReview(ReviewKind[ReaderMark, ReaderMark]):
    """Words with a mark: nobody knows whose they are, so nobody hears what became of them."""

    name = "reader-words"
    label = N_("Words of a reader")
    model = ReaderMark
    template = "learning/reader_responses/_review.html"
    hides_words = True
    guidance = CRITICISM
    decisions = SHOW_OR_DECLINE

    def is_waiting(self, subject: ReaderMark) -> bool:
        return subject.reading is WordsReview.WAITING

    def get_sent_at(self, subject: ReaderMark) -> datetime:
        return get_noon(subject.on)

    def list_options(self) -> Sequence[ORMOption]:
        record = joinedload(ReaderMark.record).joinedload(LearningRecord.activity)
        return record, joinedload(ReaderMark.activity)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (ReaderMark.reading == WordsReview.WAITING,)

    def list_related(self, subject: ReaderMark) -> Sequence[Base]:
        return list_activities(subject.activity, subject.record)

    def can_decide(self, actor: Actor, subject: ReaderMark) -> bool:
        return policies.can_read_words(actor, subject)

    def get_title(self, subject: ReaderMark) -> Message:
        return N_("Words about “%(title)s”", title=get_title_of(subject.activity, subject.record))

    def get_why(self, subject: ReaderMark) -> Message:
        return subject.mark.label

    def apply(self, actor: Actor, subject: ReaderMark, verdict: Verdict) -> None:
        if verdict.decision == "show":
            actions.show_words(actor, subject)
        else:
            actions.decline_words(actor, subject, verdict.message)


def list_activities(activity: Activity | None, record: LearningRecord | None) -> Sequence[Base]:
    """Return the activity that words are about, at first or at second hand."""
    found = activity or (record.activity if record else None)
    return [found] if found else []


def get_title_of(activity: Activity | None, record: LearningRecord | None) -> str:
    if activity is not None:
        return activity.title
    return record.next_team if record else ""
