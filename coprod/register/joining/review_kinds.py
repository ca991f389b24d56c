"""A question to join a team that nobody answered, in the curators' queue."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.register.joining import actions, emails, policies
from coprod.register.joining.enums import JoinState
from coprod.register.joining.models import JoinRequest
from coprod.reviews.rules import Decision, Verdict

ANSWERED = N_("Answered. They get a letter")


class JoinReview(ActivityReviewKind[JoinRequest]):
    name = "join"
    label = N_("Asks to join a team")
    model = JoinRequest
    template = "register/joining/_review.html"
    guidance = N_(
        "Nobody of the team answered within %(days)s working days. Ask them first if you can.",
        days=actions.ANSWER_WORKDAYS,
    )
    decisions = (
        Decision("accept", N_("Let them join"), ANSWERED),
        Decision("decline", N_("Decline"), ANSWERED, needs_message=True),
    )
    is_for_deciders = True
    has_conversation = False
    keeps_message = False

    def is_waiting(self, row: JoinRequest) -> bool:
        return row.state is JoinState.WAITING

    def get_sender_id(self, row: JoinRequest) -> int | None:
        return row.person_id

    def get_sent_at(self, row: JoinRequest) -> datetime:
        return row.at

    def get_due_day(self, row: JoinRequest, sent_at: datetime) -> date:  # noqa: ARG002
        return row.escalates_on

    def is_party(self, actor: Actor, subject: JoinRequest) -> bool:  # noqa: ARG002
        return False

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return Activity.status == Status.PUBLISHED, JoinRequest.escalates_on <= clock.today()

    def list_options(self) -> Sequence[ORMOption]:
        return (joinedload(JoinRequest.person),)

    def can_decide(self, actor: Actor, subject: JoinRequest) -> bool:
        return policies.can_answer_instead(actor, subject)

    def get_title(self, subject: JoinRequest) -> Message:
        return N_("Joining the team of “%(title)s”", title=subject.activity.title)

    def get_why(self, _subject: JoinRequest) -> Message:
        return N_("Somebody asked, and nobody of the team answered")

    def apply(self, actor: Actor, subject: JoinRequest, verdict: Verdict) -> None:
        if verdict.decision == "accept":
            actions.accept_request(actor, subject)
        else:
            actions.decline_request(actor, subject, verdict.message)

    def send_emails(self, _actor: Actor, subject: JoinRequest, _verdict: Verdict) -> None:
        emails.write_to_asker(subject)
