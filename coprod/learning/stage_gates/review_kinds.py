"""A go or no-go that a team wrote down about its own work, in the curators' queue."""

from datetime import datetime

from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.learning.stage_gates import actions, policies
from coprod.learning.stage_gates.models import GateDecision
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.reviews.rules import Decision, Verdict


class GateDecisionReview(ActivityReviewKind[GateDecision]):
    name = "stage-decision"
    label = N_("Decision on a stage")
    model = GateDecision
    template = "learning/stage_gates/_review.html"
    allows_lay_members = True
    decisions = (Decision("show", N_("Let readers see it"), N_("Readers see it now")),)
    replaced_addresses = ("/stages/waiting",)

    def is_waiting(self, subject: GateDecision) -> bool:
        return subject.published_at is None

    def get_sender_id(self, subject: GateDecision) -> int | None:
        return subject.person_id

    def get_sent_at(self, subject: GateDecision) -> datetime:
        return subject.at

    def can_decide(self, actor: Actor, subject: GateDecision) -> bool:
        return policies.is_impartial(actor, subject.activity)

    def get_title(self, subject: GateDecision) -> Message:
        return N_("Stage of “%(title)s”", title=subject.activity.title)

    def get_why(self, subject: GateDecision) -> Message:
        return subject.stage.label

    def apply(self, actor: Actor, subject: GateDecision, _verdict: Verdict) -> None:
        actions.show_decision(actor, subject, subject.activity)
