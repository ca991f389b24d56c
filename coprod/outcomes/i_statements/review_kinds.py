"""What a team says of an I-Statement on a public entry, in the curators' queue."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.outcomes.i_statements import actions, policies
from coprod.outcomes.i_statements.models import OutcomeLink
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.reviews.rules import Decision, Verdict


class OutcomeLinkReview(ActivityReviewKind[OutcomeLink]):
    name = "outcome-link"
    label = N_("Link to an I-Statement")
    model = OutcomeLink
    template = "outcomes/i_statements/_review.html"
    allows_lay_members = True
    guidance = N_(
        "Check that it names nobody, and that it says what the work may have contributed and "
        "does not claim to be the cause."
    )
    decisions = (Decision("show", N_("Let readers see it"), N_("Readers can see it now")),)
    replaced_addresses = ("/outcomes/statements/waiting",)

    def is_waiting(self, subject: OutcomeLink) -> bool:
        """What is linked before the entry is public is read with the whole entry."""
        activity = session.get(Activity, subject.activity_id)
        return subject.read_at is None and activity is not None and activity.is_public

    def get_sender_id(self, subject: OutcomeLink) -> int | None:
        return subject.person_id

    def get_sent_at(self, subject: OutcomeLink) -> datetime:
        return subject.at

    def can_decide(self, actor: Actor, subject: OutcomeLink) -> bool:
        return policies.can_publish_link(actor, subject.activity)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return is_public_activity(), ~policies.is_read()

    def list_options(self) -> Sequence[ORMOption]:
        return (joinedload(OutcomeLink.statement),)

    def get_title(self, subject: OutcomeLink) -> Message:
        return N_("What “%(title)s” aims to make better", title=subject.activity.title)

    def get_why(self, subject: OutcomeLink) -> Message:
        return subject.statement.worded

    def apply(self, actor: Actor, subject: OutcomeLink, _verdict: Verdict) -> None:
        actions.publish_link(actor, subject.activity, subject)
