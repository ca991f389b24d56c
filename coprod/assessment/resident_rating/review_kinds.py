"""Residents' rounds that wait for their release, then residents' words, in the curators' queue."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import QueryableAttribute

from coprod.assessment.resident_rating import actions, policies, presenters, queries
from coprod.assessment.resident_rating.enums import RemarkStatus
from coprod.assessment.resident_rating.models import ResidentRemark, ResidentRound
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_, Message, quote
from coprod.core.values.text import excerpt
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.reviews.rules import Decision, Verdict, get_noon


class RoundReview(ActivityReviewKind[ResidentRound]):
    """Begins when the round is closed: early by its team, or by the daily job."""

    name = "residents-round"
    label = N_("Residents’ round")
    model = ResidentRound
    template = "assessment/resident_rating/_review.html"
    guidance = N_(
        "Set answers aside before you release the round. Low answers are no reason to: what "
        "residents say stays as they said it."
    )
    decisions = (
        Decision(
            "release",
            N_("Release this round"),
            N_("Released. It is shown if enough people answered"),
        ),
    )
    watched = ("open_activity_id", "released_at")
    hides_words = True
    has_conversation = False

    def is_waiting(self, row: ResidentRound) -> bool:
        return row.open_activity_id is None and not row.is_released

    def get_sent_at(self, row: ResidentRound) -> datetime:
        return get_noon(row.closes_on)

    def get_fingerprint(self, subject: ResidentRound) -> str:
        return compute_fingerprint(sorted(queries.get_counted_answers(subject)))

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (is_public_activity(),)

    def can_decide(self, actor: Actor, subject: ResidentRound) -> bool:
        return policies.can_review_answers(actor, subject.activity)

    def is_party(self, _actor: Actor, _subject: ResidentRound) -> bool:
        """Its team learns nothing of the answers before readers do."""
        return False

    def get_title(self, subject: ResidentRound) -> Message:
        return N_("What residents said about “%(title)s”", title=subject.activity.title)

    def get_why(self, subject: ResidentRound) -> Message:
        return N_("%(round)s. Nobody sees the answers yet", round=subject.round.label)

    def build_context(self, actor: Actor, subject: ResidentRound) -> Mapping[str, object]:
        if not self.can_decide(actor, subject):
            return {}
        (round_signs,) = presenters.list_round_signs([subject])
        return {"round": round_signs}

    def apply(self, actor: Actor, subject: ResidentRound, _verdict: Verdict) -> None:
        actions.release_round(actor, subject)


class RemarkReview(ActivityReviewKind[ResidentRemark]):
    """Begins with the release of the round, for all of its words at once.

    Opened as they come, it would stand between two others whose time is known, and so tell whose
    answers they came with.
    """

    name = "residents-words"
    label = N_("Residents’ words")
    model = ResidentRemark
    template = "assessment/resident_rating/_remark_review.html"
    guidance = N_(
        "Do not soften criticism. Decline what names or hints at a person, insults, or is about "
        "something else. If somebody may be in danger, do not publish it and tell the safeguarding "
        "contact."
    )
    decisions = (
        Decision("publish", N_("Publish"), N_("Readers will see it next to the residents’ result")),
        Decision("decline", N_("Decline"), N_("Declined. Nobody will read it"), needs_message=True),
    )
    watched = ("status",)
    is_for_deciders = True  # how many there are would tell its team of answers
    keeps_message = False
    has_conversation = False
    replaced_addresses = ("/remarks",)

    def is_waiting(self, row: ResidentRemark) -> bool:
        return row.status is RemarkStatus.WAITS

    def get_sent_at(self, _row: ResidentRemark) -> datetime:
        return get_noon(clock.today())

    def list_steps(self) -> Sequence[QueryableAttribute[Any]]:
        return ResidentRemark.round, ResidentRound.activity

    def is_party(self, _actor: Actor, _subject: ResidentRemark) -> bool:
        return False

    def get_title(self, subject: ResidentRemark) -> Message:
        return N_("What a resident added about “%(title)s”", title=subject.round.activity.title)

    def get_why(self, subject: ResidentRemark) -> Message:
        return quote(excerpt(subject.body))

    def apply(self, actor: Actor, subject: ResidentRemark, verdict: Verdict) -> None:
        if verdict.decision == "publish":
            actions.publish_remark(actor, subject)
        else:
            actions.decline_remark(actor, subject, verdict.message)
