"""What named groups say, and who says that a group is theirs, in the curators' queue."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.participation.groups import actions, policies
from coprod.participation.groups.models import GroupClaim, GroupStatement
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.reviews.rules import Decision, Verdict


class GroupWordsReview(ActivityReviewKind[GroupStatement]):
    name = "group-words"
    label = N_("Words of a group")
    model = GroupStatement
    template = "participation/groups/_words_review.html"
    is_for_deciders = True  # a team reads what a group says of it when everybody does
    guidance = N_(
        "Readers see already whether the group confirms, corrects or disputes. Do not soften its "
        "words. Leave out only what names or harms a person."
    )
    decisions = (
        Decision("show", N_("Show these words"), N_("Readers can see them now")),
        Decision("decline", N_("Do not show them"), N_("Readers do not see them")),
    )
    replaced_addresses = ("/desk/groups",)

    def is_waiting(self, subject: GroupStatement) -> bool:
        return subject.has_words_for_readers and not subject.is_read

    def get_sent_at(self, subject: GroupStatement) -> datetime:
        return subject.answered_at or clock.now()

    def can_decide(self, actor: Actor, subject: GroupStatement) -> bool:
        return policies.can_decide(actor, subject.activity)

    def is_party(self, _actor: Actor, _subject: GroupStatement) -> bool:
        return False

    def get_title(self, subject: GroupStatement) -> Message:
        return N_("How “%(title)s” names a group", title=subject.activity.title)

    def get_why(self, subject: GroupStatement) -> Message:
        return Message("%(name)s", {"name": subject.name})

    def apply(self, actor: Actor, subject: GroupStatement, verdict: Verdict) -> None:
        is_shown = verdict.decision == "show"
        decide = actions.publish_words if is_shown else actions.discard_words
        decide(actor, subject)


class GroupClaimReview(ActivityReviewKind[GroupClaim]):
    """Somebody says that a group is theirs: a curator asks the group itself."""

    name = "group-claim"
    label = N_("“This is our group”")
    model = GroupClaim
    template = "participation/groups/_claim_review.html"
    is_for_deciders = True  # how to reach somebody
    guidance = N_(
        "Ask back in a way that you know belongs to the group, such as the number on its own "
        "website. How to reach them is deleted once you decide."
    )
    decisions = (
        Decision(
            "accept", N_("It is the group: show it"), N_("Done. How to reach them is deleted")
        ),
        Decision("decline", N_("It is not the group"), N_("Done. How to reach them is deleted")),
    )

    def is_waiting(self, _subject: GroupClaim) -> bool:
        return True

    def get_sent_at(self, subject: GroupClaim) -> datetime:
        return subject.at

    def can_decide(self, actor: Actor, subject: GroupClaim) -> bool:
        return policies.can_decide(actor, subject.activity)

    def is_party(self, _actor: Actor, _subject: GroupClaim) -> bool:
        return False

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (is_public_activity(),)

    def get_title(self, subject: GroupClaim) -> Message:
        return N_("Whose group is it in “%(title)s”?", title=subject.activity.title)

    def get_why(self, subject: GroupClaim) -> Message:
        return Message("%(name)s", {"name": subject.name})

    def apply(self, actor: Actor, subject: GroupClaim, verdict: Verdict) -> None:
        is_accepted = verdict.decision == "accept"
        decide = actions.accept_claim if is_accepted else actions.decline_claim
        decide(actor, subject)
