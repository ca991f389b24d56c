"""Words that readers suggest, in the curators' queue."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import defaultload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.values.actor import Actor
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_, Message
from coprod.engagement.suggestions import actions, emails, policies, presenters, queries
from coprod.engagement.suggestions.enums import SuggestionState
from coprod.engagement.suggestions.forms import SuggestionVerdictForm
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import WHOLE_ACTIVITY
from coprod.register.activities.review_kinds import ActivityReviewKind
from coprod.reviews.enums import Risk
from coprod.reviews.rules import Decision, Verdict


class EditSuggestionReview(ActivityReviewKind[EditSuggestion]):
    name = "suggestion"
    label = N_("Better words")
    model = EditSuggestion
    template = "engagement/suggestions/_review.html"
    guidance = N_(
        "Are these words truer, or easier to read? You can change them before you take them."
    )
    decisions = (
        Decision("take", N_("Take these words"), N_("The words are now public")),
        Decision(
            "decline",
            N_("Leave it as it is"),
            N_("Declined. It stays as it is"),
            needs_message=True,
        ),
    )
    has_conversation = False
    keeps_message = False
    is_for_deciders = True

    def is_waiting(self, row: EditSuggestion) -> bool:
        return row.state is SuggestionState.WAITING

    def get_sender_id(self, row: EditSuggestion) -> int | None:
        return row.person_id

    def get_sent_at(self, row: EditSuggestion) -> datetime:
        return row.at

    def get_risk(self, row: EditSuggestion) -> Risk:
        if row.may_be_unsafe:
            return Risk.HARM
        return Risk.LOW if row.looks_like_spam else Risk.NORMAL

    def get_fingerprint(self, subject: EditSuggestion) -> str:
        """Also of the words that stand there now: another change may have come first."""
        current_words = queries.read_passage(subject.activity, subject.passage)
        return compute_fingerprint([current_words, subject.best_words, subject.reason])

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Activity.status == Status.PUBLISHED,)

    def list_page_options(self) -> Sequence[ORMOption]:
        return (defaultload(EditSuggestion.activity).options(*WHOLE_ACTIVITY),)

    def can_decide(self, actor: Actor, subject: EditSuggestion) -> bool:
        return policies.can_decide(actor, subject)

    def is_party(self, _actor: Actor, _subject: EditSuggestion) -> bool:
        return False

    def get_title(self, subject: EditSuggestion) -> Message:
        return N_("Better words for “%(title)s”", title=subject.activity.title)

    def get_why(self, subject: EditSuggestion) -> Message:
        if subject.team_agreed_on:
            return N_("A reader suggested other words, and the team agrees")
        return N_("A reader suggested other words")

    def build_context(self, _actor: Actor, subject: EditSuggestion) -> Mapping[str, object]:
        return {"view": presenters.build_view(subject)}

    def build_form(self, subject: EditSuggestion, *, is_fresh: bool) -> SuggestionVerdictForm:
        form = SuggestionVerdictForm.for_review(
            self.decisions,
            self.reasons,
            is_fresh=is_fresh,
            seen=self.get_fingerprint(subject),
            words=subject.best_words,
            thanks=subject.thanks,
        )
        if not subject.thanks:
            del form["thanks"]
        return form

    def apply(self, actor: Actor, subject: EditSuggestion, verdict: Verdict) -> None:
        if verdict.decision == "take":
            words, thanks = verdict.extra.get("words", ""), verdict.extra.get("thanks", "")
            actions.take_suggestion(actor, subject, str(words), str(thanks))
        else:
            actions.decline_suggestion(actor, subject, verdict.message)

    def send_emails(self, _actor: Actor, subject: EditSuggestion, _verdict: Verdict) -> None:
        emails.send_outcome(subject)
        actions.erase_address(subject)
