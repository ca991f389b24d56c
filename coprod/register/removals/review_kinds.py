"""A team that wants its public entry taken away, in the curators' queue."""

from datetime import datetime

from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.register.removals import actions, emails, policies
from coprod.register.removals.models import RemovalRequest
from coprod.register.review.emails import build_removed_email, write_to_owners
from coprod.reviews.rules import Decision, Verdict

REMOVED = N_("The story is no longer public")


class RemovalReview(ActivityReviewKind[RemovalRequest]):
    name = "removal"
    label = N_("Asks to be taken away")
    model = RemovalRequest
    template = "register/removals/_review.html"
    guidance = N_(
        "If you take it away, everybody reads your message in its place: say why without saying "
        "what was private. If it stays, the team reads your message. You can put it back later."
    )
    decisions = (
        Decision("remove", N_("Take it away, its name stays"), REMOVED, needs_message=True),
        Decision("remove-title", N_("Take it away with its name"), REMOVED, needs_message=True),
        Decision("stay", N_("It stays public"), N_("The story stays public"), needs_message=True),
    )

    def is_waiting(self, row: RemovalRequest) -> bool:
        return row.waits

    def get_sender_id(self, row: RemovalRequest) -> int | None:
        return row.person_id

    def get_sent_at(self, row: RemovalRequest) -> datetime:
        return row.at

    def can_decide(self, actor: Actor, subject: RemovalRequest) -> bool:
        return policies.can_decide(actor, subject.activity)

    def get_title(self, subject: RemovalRequest) -> Message:
        return N_("Taking away “%(title)s”", title=subject.activity.title)

    def get_why(self, _subject: RemovalRequest) -> Message:
        return N_("The team asks that it is no longer public")

    def apply(self, actor: Actor, subject: RemovalRequest, verdict: Verdict) -> None:
        if verdict.decision == "stay":
            actions.decline_removal(actor, subject)
        else:
            keeps_title = verdict.decision == "remove"
            actions.remove_activity(actor, subject, verdict.message, keeps_title=keeps_title)

    def send_emails(self, _actor: Actor, subject: RemovalRequest, verdict: Verdict) -> None:
        activity = subject.activity
        if verdict.decision == "stay":
            email, endpoint = emails.build_declined_email, "register.removals.removal"
        else:
            email, endpoint = build_removed_email, "library.stories.activity"
        write_to_owners(activity, email(activity.title), endpoint, slug=activity.slug)
