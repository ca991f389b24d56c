"""Changes to a public activity, in the curators' queue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from coprod.core.database import Base, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_see_exact_numbers, is_owner
from coprod.register.activities.queries import WHOLE_ACTIVITY
from coprod.register.review.emails import write_to_owners
from coprod.register.review.enums import REASONS
from coprod.register.review.rules import require_reason
from coprod.register.revisions import actions, emails, policies, presenters, queries
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict


@dataclass(frozen=True)
class ChangedActivity:
    """An activity with changes that wait, and who wrote them."""

    activity: Activity
    author_ids: frozenset[int]

    @property
    def id(self) -> int:
        return self.activity.id


class ChangeReview(ReviewKind[Activity, ChangedActivity]):
    name = "change"
    label = N_("Changes to a public story")
    model = Activity
    template = "register/revisions/_review.html"
    guidance = N_("Are the changes clear, and fair to the people who took part?")
    decisions = (
        Decision("publish", N_("Publish the changes"), N_("The changes are now public")),
        Decision("return", N_("Send them back"), N_("Sent back, with your reason")),
    )
    reasons = REASONS
    asks_passage = True
    watched = ("status", "changes_since")
    keeps_message = False
    has_conversation = False

    def is_waiting(self, row: Activity) -> bool:
        return row.status is Status.PUBLISHED and row.changes_since is not None

    def get_sender_id(self, row: Activity) -> int | None:
        return row.owner_id

    def get_sent_at(self, row: Activity) -> datetime:
        return row.changes_since or clock.now()

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Activity.status == Status.PUBLISHED,)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Activity.changes_since.is_not(None),)

    def load_rows(
        self, ids: Iterable[int], conditions: Iterable[ColumnElement[bool]], *, is_whole: bool
    ) -> Sequence[ChangedActivity]:
        statement = select(Activity).where(Activity.id.in_(list(ids)), *conditions)
        options = WHOLE_ACTIVITY if is_whole else ()
        activities = session.scalars(statement.options(*options)).unique().all()
        authors = queries.map_authors(each.id for each in activities)
        return [ChangedActivity(each, authors.get(each.id, frozenset())) for each in activities]

    def get_fingerprint(self, subject: ChangedActivity) -> str:
        return queries.compute_seen_fingerprint(queries.list_sent_changes(subject.activity))

    def list_related(self, subject: ChangedActivity) -> Sequence[Base]:
        return (subject.activity,)

    def can_decide(self, actor: Actor, subject: ChangedActivity) -> bool:
        return policies.can_decide(actor, subject.activity, subject.author_ids)

    def is_party(self, actor: Actor, subject: ChangedActivity) -> bool:
        return is_owner(actor, subject.activity)

    def get_title(self, subject: ChangedActivity) -> Message:
        return N_("Changes to “%(title)s”", title=subject.activity.title)

    def get_why(self, _subject: ChangedActivity) -> Message:
        return N_("Readers see it as it was until a curator has read the changes")

    def get_topic_ids(self, subject: ChangedActivity) -> frozenset[int]:
        return frozenset(term.id for term in subject.activity.terms)

    def build_context(self, actor: Actor, subject: ChangedActivity) -> Mapping[str, object]:
        activity = subject.activity
        exact = can_see_exact_numbers(actor, activity)
        past = () if exact else queries.list_public_changes(activity)
        sent = queries.list_sent_changes(activity)
        return {"parts": presenters.compare_changes(sent, exact=exact, past=past)}

    def apply(self, actor: Actor, subject: ChangedActivity, verdict: Verdict) -> None:
        activity, seen = subject.activity, self.get_fingerprint(subject)
        if verdict.decision == "publish":
            actions.approve_changes(actor, activity, seen)
        else:
            actions.return_changes(actor, activity, seen, require_reason(verdict, REASONS))

    def send_emails(self, _actor: Actor, subject: ChangedActivity, verdict: Verdict) -> None:
        activity = subject.activity
        if verdict.decision == "publish":
            email, endpoint = emails.build_approved_email, "library.stories.activity"
        else:
            email, endpoint = emails.build_returned_email, "register.revisions.changes"
        write_to_owners(activity, email(activity.title), endpoint, slug=activity.slug)
