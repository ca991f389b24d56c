"""Somebody who would like to take part and has no answer, in the curators' queue."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_, Message
from coprod.participation.contact_requests import actions, policies
from coprod.participation.contact_requests.enums import ContactState
from coprod.participation.contact_requests.models import ContactRequest
from coprod.participation.contact_requests.rules import ANSWER_WORKDAYS
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.reviews.rules import Decision, Verdict

DONE = N_("Done")


class ContactRequestReview(ActivityReviewKind[ContactRequest]):
    name = "contact"
    label = N_("Would like to take part")
    model = ContactRequest
    template = "participation/contact_requests/_review.html"
    guidance = N_(
        "The team has not said within %(days)s working days that they answered. Ask the team: they "
        "alone know how to reach whoever wrote.",
        days=ANSWER_WORKDAYS,
    )
    decisions = (
        Decision(ContactState.ANSWERED.value, N_("They have an answer"), DONE),
        Decision(ContactState.UNREACHABLE.value, N_("Nobody could reach them"), DONE),
    )
    is_for_deciders = True
    has_conversation = False

    def is_waiting(self, row: ContactRequest) -> bool:
        return row.state is ContactState.WAITING

    def get_sent_at(self, row: ContactRequest) -> datetime:
        return row.sent_at

    def get_due_day(self, row: ContactRequest, sent_at: datetime) -> date:  # noqa: ARG002
        return row.answer_by

    def get_fingerprint(self, subject: ContactRequest) -> str:
        """It has no words: what can change meanwhile is that it was settled."""
        return compute_fingerprint([subject.state.value])

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Activity.status == Status.PUBLISHED,)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (ContactRequest.answer_by < clock.today(),)

    def can_decide(self, actor: Actor, subject: ContactRequest) -> bool:
        return policies.can_settle_instead(actor, subject)

    def get_title(self, subject: ContactRequest) -> Message:
        return N_("Would like to take part in “%(title)s”", title=subject.activity.title)

    def get_why(self, subject: ContactRequest) -> Message:
        return N_("%(reason)s. The team has not answered", reason=subject.reason.label)

    def apply(self, actor: Actor, subject: ContactRequest, verdict: Verdict) -> None:
        actions.settle_request(actor, subject, ContactState(verdict.decision))
