"""Formats that teams write, and formats that people ask for, in the curators' queue."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.values.actor import Actor, Role
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_, Message
from coprod.library.accessible_formats import actions, policies
from coprod.library.accessible_formats.models import FormatRequest, FormatVersion
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.reviews.rules import Decision, Verdict


class FormatReview(ActivityReviewKind[FormatVersion]):
    name = "format"
    label = N_("Format")
    model = FormatVersion
    template = "library/accessible_formats/_review.html"
    decisions = (
        Decision("show", N_("Let readers see it"), N_("Readers can see it now")),
        Decision("remove", N_("Take it away"), N_("Removed")),
    )
    replaced_addresses = ("/desk/formats",)

    def is_waiting(self, subject: FormatVersion) -> bool:
        return subject.waits

    def can_decide(self, actor: Actor, subject: FormatVersion) -> bool:
        return policies.can_approve(actor, subject.activity, subject)

    def list_page_options(self) -> Sequence[ORMOption]:
        return (selectinload(FormatVersion.lines),)

    def get_fingerprint(self, subject: FormatVersion) -> str:
        lines = [(line.words, line.file_id, line.alt) for line in subject.lines]
        return compute_fingerprint([super().get_fingerprint(subject), *lines])

    def get_title(self, subject: FormatVersion) -> Message:
        return N_("Format of “%(title)s”", title=subject.activity.title)

    def get_why(self, subject: FormatVersion) -> Message:
        return subject.kind.label

    def apply(self, actor: Actor, subject: FormatVersion, verdict: Verdict) -> None:
        if verdict.decision == "show":
            actions.approve_format(actor, subject)
        else:
            actions.remove_format(actor, subject)


class FormatRequestReview(ActivityReviewKind[FormatRequest]):
    """Somebody asks for a format: whoever sees to it says what was done."""

    name = "format-request"
    label = N_("Format asked for")
    model = FormatRequest
    template = "library/accessible_formats/_request_review.html"
    decisions = (
        Decision(
            "done",
            N_("It is done: delete how to reach them"),
            N_("Done. How to reach them is deleted"),
            needs_message=True,
        ),
    )

    def is_waiting(self, subject: FormatRequest) -> bool:
        return subject.done_at is None

    def get_sent_at(self, subject: FormatRequest) -> datetime:
        return subject.at

    def can_decide(self, actor: Actor, _subject: FormatRequest) -> bool:
        return actor.id is not None and actor.is_at_least(Role.CURATOR)

    def is_party(self, _actor: Actor, _subject: FormatRequest) -> bool:
        return False

    def get_title(self, subject: FormatRequest) -> Message:
        return N_("A format of “%(title)s”", title=subject.activity.title)

    def get_why(self, subject: FormatRequest) -> Message:
        return subject.format.label

    def apply(self, actor: Actor, subject: FormatRequest, verdict: Verdict) -> None:
        actions.close_request(actor, subject, verdict.message)
