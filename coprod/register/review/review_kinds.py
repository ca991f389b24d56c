"""An activity that was sent in, in the curators' queue."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.audit_trail.queries import list_events
from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.register.activities.presenters import list_answers
from coprod.register.activities.queries import WHOLE_ACTIVITY
from coprod.register.review import actions, emails, policies, presenters, queries, rules
from coprod.register.review.enums import REASONS
from coprod.register.review.forms import ActivityVerdictForm
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict


class ActivityReview(ReviewKind[Activity, Activity]):
    name = "activity"
    label = N_("New entry")
    model = Activity
    template = "register/review/_review.html"
    guidance = N_("Is it clear, and fair to the people who took part?")
    decisions = (
        Decision("publish", N_("Publish"), N_("The entry is now public")),
        Decision("later", N_("Publish on a day"), N_("It will be public on that day")),
        Decision("return", N_("Send it back"), N_("Sent back, with your reason")),
    )
    reasons = REASONS
    asks_passage = True
    watched = ("status", "publish_on")
    keeps_message = False
    has_conversation = False

    def is_waiting(self, row: Activity) -> bool:
        return row.status is Status.SUBMITTED and row.publish_on is None

    def get_sender_id(self, row: Activity) -> int | None:
        return row.owner_id

    def get_sent_at(self, row: Activity) -> datetime:
        return row.submitted_at or clock.now()

    def list_page_options(self) -> Sequence[ORMOption]:
        return WHOLE_ACTIVITY

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (queries.is_submitted(),)

    def list_related(self, subject: Activity) -> Sequence[Base]:
        return (subject,)

    def can_decide(self, actor: Actor, subject: Activity) -> bool:
        return policies.can_decide(actor, subject)

    def is_party(self, actor: Actor, subject: Activity) -> bool:
        return is_owner(actor, subject)

    def get_title(self, subject: Activity) -> Message:
        return Message("%(title)s", {"title": subject.title})

    def get_why(self, _subject: Activity) -> Message | None:
        return None

    def get_topic_ids(self, subject: Activity) -> frozenset[int]:
        return frozenset(term.id for term in subject.terms)

    def build_context(self, actor: Actor, subject: Activity) -> Mapping[str, object]:
        steps = list_events(subject, public_only=False)
        messages = queries.list_messages(actor, subject)
        return {
            "answers": list_answers(subject),
            "can_correct": policies.can_correct(actor, subject),
            "moments": presenters.build_timeline(actor, steps, messages),
        }

    def build_form(self, subject: Activity, *, is_fresh: bool) -> ActivityVerdictForm:
        return ActivityVerdictForm.for_review(
            self.decisions,
            self.reasons,
            is_fresh=is_fresh,
            asks_passage=self.asks_passage,
            seen=self.get_fingerprint(subject),
        )

    def apply(self, actor: Actor, subject: Activity, verdict: Verdict) -> None:
        if verdict.decision == "publish":
            actions.publish_activity(actor, subject)
        elif verdict.decision == "later":
            day = verdict.extra.get("day")
            actions.plan_publication(actor, subject, day if isinstance(day, date) else None)
        else:
            actions.return_activity(actor, subject, rules.require_reason(verdict, REASONS))

    def send_emails(self, _actor: Actor, subject: Activity, verdict: Verdict) -> None:
        endpoint = "register.activities.check"
        if verdict.decision == "publish":
            email, endpoint = (
                emails.build_published_email(subject.title),
                "library.stories.activity",
            )
        elif subject.publish_on:
            email = emails.build_planned_email(subject.title, subject.publish_on)
        else:
            email = emails.build_returned_email(subject.title)
        emails.write_to_owners(subject, email, endpoint, slug=subject.slug)
