"""A level that one side proposes and the other has to agree to, in the queue of the other."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.assessment.confirmation import actions, emails, policies
from coprod.assessment.confirmation.enums import ProposalVerdict
from coprod.assessment.confirmation.models import Proposal
from coprod.assessment.confirmation.presenters import ProposalView
from coprod.assessment.confirmation.rules import AnswerDetails
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.reviews.rules import Decision, Verdict


class LevelReview(ActivityReviewKind[Proposal]):
    """A curator answers a lay member, and a lay member a curator."""

    name = "level"
    label = N_("Level to confirm")
    model = Proposal
    template = "assessment/confirmation/_review.html"
    guidance = N_("Go by what others can check. If you agree, everybody reads why.")
    decisions = (
        Decision("agrees", N_("I agree"), N_("The level is confirmed"), needs_message=True),
        Decision(
            "disagrees",
            N_("I do not agree"),
            N_("Your answer was kept. The level is not confirmed"),
            needs_message=True,
        ),
    )
    is_for_deciders = True
    keeps_message = False
    has_conversation = False

    def is_waiting(self, row: Proposal) -> bool:
        return row.answered_at is None

    def get_sender_id(self, row: Proposal) -> int | None:
        return row.person_id

    def get_sent_at(self, row: Proposal) -> datetime:
        return row.at

    def list_options(self) -> Sequence[ORMOption]:
        return joinedload(Proposal.rating), joinedload(Proposal.answer)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Proposal.answered_at.is_(None),)

    def can_decide(self, actor: Actor, subject: Proposal) -> bool:
        may_answer = policies.can_answer(actor, subject.activity, subject)
        return may_answer and not policies.has_given_answers(actor, [subject.rating])

    def is_party(self, actor: Actor, subject: Proposal) -> bool:
        is_proposer = actor.id is not None and actor.id == subject.person_id
        return is_proposer or super().is_party(actor, subject)

    def get_title(self, subject: Proposal) -> Message:
        return N_("Level of “%(title)s”", title=subject.activity.title)

    def get_why(self, subject: Proposal) -> Message:
        return N_("Proposed by: %(side)s", side=subject.side.label)

    def build_context(self, _actor: Actor, subject: Proposal) -> Mapping[str, object]:
        return {"proposal": ProposalView(subject)}

    def apply(self, actor: Actor, subject: Proposal, verdict: Verdict) -> None:
        details = AnswerDetails(ProposalVerdict(verdict.decision), verdict.message)
        actions.answer_proposal(actor, subject.activity, subject, details)

    def send_emails(self, _actor: Actor, subject: Proposal, verdict: Verdict) -> None:
        emails.write_about_answer(subject.activity, subject, ProposalVerdict(verdict.decision))
