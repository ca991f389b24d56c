"""A file that was added to a public entry, read by a curator before readers see it."""

from datetime import datetime

from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.register.files import actions, policies
from coprod.register.files.models import StoredFile
from coprod.reviews.rules import Decision, Verdict


class FileReview(ActivityReviewKind[StoredFile]):
    name = "file"
    label = N_("File")
    model = StoredFile
    template = "register/files/_review.html"
    guidance = N_("Look for people who could be recognised, and for what they agreed to.")
    decisions = (
        Decision("show", N_("Let readers see it"), N_("Readers can now see the file")),
        Decision("remove", N_("Take it away"), N_("The file was taken away")),
    )

    def is_waiting(self, subject: StoredFile) -> bool:
        return subject.waits

    def get_sender_id(self, subject: StoredFile) -> int | None:
        return subject.by_id

    def get_sent_at(self, subject: StoredFile) -> datetime:
        return subject.at

    def can_decide(self, actor: Actor, subject: StoredFile) -> bool:
        return policies.can_approve(actor, subject)

    def get_title(self, subject: StoredFile) -> Message:
        return N_("File for “%(title)s”", title=subject.activity.title)

    def get_why(self, subject: StoredFile) -> Message:
        return N_("Added to a public story: %(caption)s", caption=subject.caption or subject.name)

    def apply(self, actor: Actor, subject: StoredFile, verdict: Verdict) -> None:
        if verdict.decision == "show":
            actions.approve_file(actor, subject)
        else:
            actions.remove_file(actor, subject)
