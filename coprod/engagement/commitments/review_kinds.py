"""What a team promises, and how it says that a promise stands, in the curators' queue."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import QueryableAttribute, defaultload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.values.actor import Actor
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_, Message
from coprod.engagement.commitments import actions, emails, policies
from coprod.engagement.commitments.models import Commitment, CommitmentStep
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.queries import list_owners
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.reviews.rules import Decision, Verdict
from coprod.web import mailer

TOLD = N_("Done. The team was told")


class CommitmentStepReview(ActivityReviewKind[CommitmentStep]):
    name = "promise"
    label = N_("Promise")
    model = CommitmentStep
    template = "engagement/commitments/_review.html"
    guidance = N_(
        "Check that it names nobody, can be checked, and does not hide anything. Do not make it "
        "softer or harder. Criticism is no reason to send it back, and nor is bad news."
    )
    decisions = (
        Decision("show", N_("Show it to readers"), TOLD),
        Decision("back", N_("Send it back to the team"), TOLD, needs_message=True),
    )
    replaced_addresses = ("/desk/promises",)

    def is_waiting(self, subject: CommitmentStep) -> bool:
        return subject.waits

    def get_sender_id(self, subject: CommitmentStep) -> int | None:
        return subject.person_id

    def get_sent_at(self, subject: CommitmentStep) -> datetime:
        return subject.at

    def list_steps(self) -> Sequence[QueryableAttribute[Any]]:
        return CommitmentStep.commitment, Commitment.activity

    def get_fingerprint(self, subject: CommitmentStep) -> str:
        """A promise that no reader has seen is put in other words without a new step."""
        commitment = subject.commitment
        words = (commitment.words, commitment.request, commitment.source_words, subject.due)
        return compute_fingerprint([super().get_fingerprint(subject), *words])

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (is_public_activity(),)

    def list_options(self) -> Sequence[ORMOption]:
        return (defaultload(CommitmentStep.commitment).selectinload(Commitment.steps),)

    def can_decide(self, actor: Actor, subject: CommitmentStep) -> bool:
        return policies.can_read(actor, subject.commitment.activity)

    def get_title(self, subject: CommitmentStep) -> Message:
        return N_("Promise: “%(title)s”", title=subject.commitment.activity.title)

    def get_why(self, subject: CommitmentStep) -> Message:
        return N_(
            "The team says: %(state)s. %(words)s",
            state=subject.state.label,
            words=subject.commitment.words,
        )

    def apply(self, actor: Actor, subject: CommitmentStep, verdict: Verdict) -> None:
        commitment = subject.commitment
        if verdict.decision == "show":
            actions.publish_step(actor, commitment, seen=subject.id)
        else:
            actions.send_back_step(actor, commitment, verdict.message, seen=subject.id)

    def send_emails(self, _actor: Actor, subject: CommitmentStep, verdict: Verdict) -> None:
        activity, commitment_id = subject.commitment.activity, subject.commitment_id
        is_shown = verdict.decision == "show"
        build = emails.build_published_email if is_shown else emails.build_sent_back_email
        link = mailer.build_address("engagement.commitments.promise", promise_id=commitment_id)
        mailer.write_to_each(list_owners(activity), build(activity.title), link=link)
        if is_shown:
            emails.write_to_comment_author(subject.commitment)
