"""Activities sent in or to look at again, and messages of teams, in the curators' queue."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.audit_trail.queries import list_events
from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message, quote
from coprod.core.values.text import excerpt
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_read_notes, is_owner
from coprod.register.activities.presenters import list_answers
from coprod.register.activities.queries import WHOLE_ACTIVITY
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.register.freshness.actions import confirm_activity
from coprod.register.review import actions, emails, policies, presenters, queries, rules
from coprod.register.review.enums import REASONS
from coprod.register.review.forms import ActivityVerdictForm
from coprod.register.review.models import ReviewMessage
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict, get_noon


class ActivityReview(ReviewKind[Activity, Activity]):
    name = "activity"
    label = N_("New activity")
    model = Activity
    template = "register/review/_review.html"
    aside_template = "register/review/_aside.html"
    guidance = N_("Is it clear, and fair to the people who took part?")
    decisions = (
        Decision("publish", N_("Publish"), N_("The story is now public")),
        Decision("later", N_("Publish on a day"), N_("It will be public on that day")),
        Decision("return", N_("Send it back"), N_("Sent back, with your reason")),
    )
    reasons = REASONS
    asks_passage = True
    watched = ("status", "publish_on")
    keeps_message = False
    allows_lay_members = True
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
        return (Activity.status.not_in((Status.DRAFT, *GONE)),)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (queries.is_submitted(),)

    def list_related(self, subject: Activity) -> Sequence[Base]:
        return (subject,)

    def can_decide(self, actor: Actor, subject: Activity) -> bool:
        return policies.can_decide(actor, subject)

    def is_party(self, actor: Actor, subject: Activity) -> bool:
        return is_owner(actor, subject)

    def get_title(self, subject: Activity) -> Message:
        return quote(subject.title)

    def get_why(self, _subject: Activity) -> Message | None:
        return None

    def get_topic_ids(self, subject: Activity) -> frozenset[int]:
        return frozenset(term.id for term in subject.terms)

    def build_context(self, actor: Actor, subject: Activity) -> Mapping[str, object]:
        steps = list_events(subject, public_only=False)
        messages = queries.list_messages(actor, subject)
        reads_all = can_read_notes(actor, subject)  # a lay member who stands in does not
        answers = list_answers(subject)
        return {
            "answers": [each for each in answers if reads_all or each.step.is_for_readers],
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
            actions.publish_activity(actor, subject, verdict.message)
        elif verdict.decision == "later":
            day = verdict.extra.get("day")
            actions.plan_publication(
                actor, subject, day if isinstance(day, date) else None, verdict.message
            )
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


class YearlyCheckReview(ReviewKind[Activity, Activity]):
    """Begins when its owners are asked, and rests until their time is over."""

    name = "yearly-check"
    label = N_("Not checked for a year")
    model = Activity
    template = "register/review/_yearly_check.html"
    guidance = N_("Ask those who look after it, or look it up. Say only what you know.")
    decisions = (
        Decision("still-true", N_("Still true"), N_("Readers see that it was checked today")),
        Decision(
            "retire",
            N_("Archive it: it was right, but is out of date"),
            N_("It is archived, and readers see why"),
            needs_message=True,
        ),
    )
    watched = ("status", "reminded_on")
    keeps_message = False
    has_conversation = False

    def is_waiting(self, row: Activity) -> bool:
        return row.status is Status.PUBLISHED and row.reminded_on is not None

    def get_sent_at(self, row: Activity) -> datetime:
        return get_noon(row.reminded_on or clock.today())

    def get_due_day(self, row: Activity, sent_at: datetime) -> date:
        return row.review_by or super().get_due_day(row, sent_at)

    def is_parked(self, subject: Activity) -> bool:
        return subject.review_by is not None and subject.review_by >= clock.today()

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Activity.status.not_in((Status.DRAFT, *GONE)),)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return Activity.status == Status.PUBLISHED, Activity.reminded_on.is_not(None)

    def list_related(self, subject: Activity) -> Sequence[Base]:
        return (subject,)

    def can_decide(self, actor: Actor, subject: Activity) -> bool:
        return policies.can_review(actor, subject) and policies.can_withdraw(actor, subject)

    def is_party(self, actor: Actor, subject: Activity) -> bool:
        return is_owner(actor, subject)

    def get_title(self, subject: Activity) -> Message:
        return N_("Still true? “%(title)s”", title=subject.title)

    def get_why(self, _subject: Activity) -> Message:
        return N_("Those who look after it were asked, and have not answered")

    def get_topic_ids(self, subject: Activity) -> frozenset[int]:
        return frozenset(term.id for term in subject.terms)

    def apply(self, actor: Actor, subject: Activity, verdict: Verdict) -> None:
        if verdict.decision == "still-true":
            confirm_activity(actor, subject)
        else:
            actions.archive_activity(actor, subject, verdict.message)

    def send_emails(self, _actor: Actor, subject: Activity, verdict: Verdict) -> None:
        if verdict.decision == "retire":
            email = emails.build_removed_email(subject.title)
            emails.write_to_owners(subject, email, "library.stories.activity", slug=subject.slug)


class TeamMessageReview(ActivityReviewKind[ReviewMessage]):
    """An answer, or any decision about the activity, lets all that its team wrote wait no more."""

    name = "message"
    label = N_("Message from a team")
    model = ReviewMessage
    template = "register/review/_message_review.html"
    decisions = (
        Decision("answer", N_("Answer"), N_("Your message was sent"), needs_message=True),
        Decision("close", N_("It needs no answer"), N_("It waits no longer")),
    )
    watched = ("waits",)
    keeps_message = False
    has_conversation = False

    def is_waiting(self, row: ReviewMessage) -> bool:
        return row.waits

    def get_sender_id(self, row: ReviewMessage) -> int | None:
        return row.person_id

    def get_sent_at(self, row: ReviewMessage) -> datetime:
        return row.at

    def get_title(self, subject: ReviewMessage) -> Message:
        return N_("Message about “%(title)s”", title=subject.activity.title)

    def get_why(self, subject: ReviewMessage) -> Message:
        return quote(excerpt(subject.body))

    def build_context(self, actor: Actor, subject: ReviewMessage) -> Mapping[str, object]:
        messages = queries.list_messages(actor, subject.activity)
        return {"moments": presenters.build_timeline(actor, (), messages)}

    def apply(self, actor: Actor, subject: ReviewMessage, verdict: Verdict) -> None:
        if verdict.decision == "answer":
            actions.add_message(actor, subject.activity, verdict.message)
        else:
            actions.close_message(actor, subject)

    def send_emails(self, _actor: Actor, subject: ReviewMessage, verdict: Verdict) -> None:
        if verdict.decision == "answer":
            email, slug = emails.build_message_email(subject.activity.title), subject.activity.slug
            emails.write_to_owners(
                subject.activity, email, "register.review.conversation", slug=slug
            )
