"""Learning records that were sent in, and changes to public ones, in the curators' queue."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_, Message
from coprod.learning.records import actions, emails, policies, presenters, queries
from coprod.learning.records.models import LearningRecord
from coprod.register.activities.enums import GONE, Status
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict, describe_reasons
from coprod.web import mailer


class LearningRecordReview(ReviewKind[LearningRecord, LearningRecord]):
    name = "learning-record"
    label = N_("Learning")
    model = LearningRecord
    template = "learning/records/_review.html"
    guidance = N_("Is it clear, and fair to the people who took part?")
    decisions = (
        Decision("publish", N_("Publish"), N_("The record is now public")),
        Decision(
            "return", N_("Send it back"), N_("Sent back, with your reason"), needs_message=True
        ),
    )
    reasons: ClassVar[Mapping[str, Message]] = {
        "names": N_("It says who somebody is"),
        "unclear": N_("It is hard to understand"),
        "unsure": N_("It claims more than anybody can know"),
    }
    asks_passage = True
    replaced_addresses = ("/learning/waiting",)

    def is_waiting(self, subject: LearningRecord) -> bool:
        is_public = subject.status is Status.PUBLISHED
        has_changes = is_public and subject.changes_since is not None
        return subject.status is Status.SUBMITTED or has_changes

    def get_sender_id(self, subject: LearningRecord) -> int | None:
        return subject.owner_id

    def get_sent_at(self, subject: LearningRecord) -> datetime:
        return subject.changes_since or subject.submitted_at or clock.now()

    def get_fingerprint(self, subject: LearningRecord) -> str:
        parts = [(row.kind, row.content, row.waiting) for row in subject.parts]
        return compute_fingerprint([super().get_fingerprint(subject), subject.status, *parts])

    def list_options(self) -> Sequence[ORMOption]:
        return joinedload(LearningRecord.activity), selectinload(LearningRecord.terms)

    def list_page_options(self) -> Sequence[ORMOption]:
        return selectinload(LearningRecord.parts), selectinload(LearningRecord.tags)

    def list_related(self, subject: LearningRecord) -> Sequence[Base]:
        return [subject.activity] if subject.activity else []

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (LearningRecord.status.not_in(GONE),)

    def can_decide(self, actor: Actor, subject: LearningRecord) -> bool:
        return policies.can_decide(actor, subject) or policies.can_approve(actor, subject)

    def is_party(self, actor: Actor, subject: LearningRecord) -> bool:
        return policies.is_on_side(actor, subject)

    def get_title(self, subject: LearningRecord) -> Message:
        return N_("Learning: “%(title)s”", title=subject.next_team)

    def get_why(self, subject: LearningRecord) -> Message:
        return N_("Changes to read") if subject.has_changes else subject.status.label

    def get_topic_ids(self, subject: LearningRecord) -> frozenset[int]:
        return frozenset(term.id for term in subject.terms)

    def build_context(self, _actor: Actor, subject: LearningRecord) -> Mapping[str, object]:
        return {
            "sections": presenters.build_all_sections(subject),
            "differences": presenters.list_waiting_changes(subject),
        }

    def apply(self, actor: Actor, subject: LearningRecord, verdict: Verdict) -> None:
        is_published = verdict.decision == "publish"
        reason = describe_reasons(verdict, self.reasons)
        seen = queries.fingerprint_waiting_parts(subject)
        if subject.status is Status.SUBMITTED and is_published:
            actions.publish_record(actor, subject)
        elif subject.status is Status.SUBMITTED:
            actions.return_record(actor, subject, reason)
        elif is_published:
            actions.approve_changes(actor, subject, seen=seen)
        else:
            actions.return_changes(actor, subject, reason, seen=seen)

    def send_emails(self, _actor: Actor, subject: LearningRecord, verdict: Verdict) -> None:
        is_published = verdict.decision == "publish"
        email = emails.PUBLISHED if is_published else emails.SENT_BACK
        endpoint = "learning.records.record" if is_published else "learning.records.check"
        link = mailer.build_address(endpoint, record_slug=subject.slug)
        mailer.write_to_others(queries.list_writers(subject), email, link=link)
