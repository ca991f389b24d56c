"""What a team asks to hold back of a decision, and decisions to look at again, in the queue."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.phrases import N_, Message
from coprod.decisions.records import actions, policies, queries
from coprod.decisions.records.enums import AdditionKind, HoldState, PromiseVerdict
from coprod.decisions.records.forms import DecisionVerdictForm
from coprod.decisions.records.models import DecisionHold, DecisionRecord
from coprod.decisions.records.rules import Addition
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict, get_noon


class HoldReview(ReviewKind[DecisionHold, DecisionHold]):
    name = "decision-hold"
    label = N_("A part of a decision to hold back")
    model = DecisionHold
    template = "decisions/records/_review.html"
    guidance = N_(
        "A decision is public. Hold a part back only for a good reason, "
        "such as a contract that is not signed yet."
    )
    decisions = (
        Decision("hold", N_("Hold it back"), N_("It is held back, and readers see why")),
        Decision("show", N_("Show it to readers"), N_("Readers can see it")),
    )

    def is_waiting(self, row: DecisionHold) -> bool:
        return row.state is HoldState.ASKED

    def list_options(self) -> Sequence[ORMOption]:
        return (joinedload(DecisionHold.decision),)

    def list_page_options(self) -> Sequence[ORMOption]:
        return (joinedload(DecisionHold.decision).selectinload(DecisionRecord.holds),)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (DecisionHold.state == HoldState.ASKED,)

    def can_decide(self, actor: Actor, subject: DecisionHold) -> bool:
        return policies.can_decide_hold(actor, subject.decision)

    def is_party(self, actor: Actor, subject: DecisionHold) -> bool:
        return actor.id is not None and subject.decision.person_id == actor.id

    def get_title(self, subject: DecisionHold) -> Message:
        return N_("Part of the decision “%(title)s”", title=subject.decision.title)

    def get_why(self, subject: DecisionHold) -> Message:
        return subject.part.label

    def apply(self, actor: Actor, subject: DecisionHold, verdict: Verdict) -> None:
        is_held = verdict.decision == "hold"
        actions.decide_hold(actor, subject.decision, subject.part, is_held=is_held)


ADDED = N_("Added. Everybody can read it")
LOOKED_AGAIN = Decision(
    AdditionKind.REVIEW, N_("It was looked at again"), ADDED, needs_message=True
)
CHECKED = tuple(
    Decision(verdict, verdict.label, ADDED, needs_message=True) for verdict in PromiseVerdict
)


class DueDecisionReview(ReviewKind[DecisionRecord, DecisionRecord]):
    """Begins when its makers are reminded, and again if they add something and it stays due."""

    name = "decision-due"
    label = N_("Decision to look at again")
    model = DecisionRecord
    template = "decisions/records/_due_review.html"
    guidance = N_(
        "Ask those who made it, or look it up. Say only what you know. Everybody can read it, and "
        "it cannot be changed afterwards."
    )
    decisions = (LOOKED_AGAIN, *CHECKED)
    watched = ("reminded_on",)
    keeps_message = False
    has_conversation = False

    def is_waiting(self, row: DecisionRecord) -> bool:
        return row.is_signed and row.reminded_on is not None

    def get_sent_at(self, row: DecisionRecord) -> datetime:
        return get_noon(row.reminded_on or clock.today())

    def list_options(self) -> Sequence[ORMOption]:
        return *queries.IN_A_LIST, selectinload(DecisionRecord.terms)

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (policies.is_signed(),)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (queries.is_overdue(clock.today()),)

    def can_decide(self, actor: Actor, subject: DecisionRecord) -> bool:
        """Its makers say on its own page how it went; a curator does where they do not."""
        return actor.is_at_least(Role.CURATOR) and policies.can_add(actor, subject)

    def get_title(self, subject: DecisionRecord) -> Message:
        return N_("Look at it again: “%(title)s”", title=subject.title)

    def get_why(self, subject: DecisionRecord) -> Message:
        if subject.review_is_overdue:
            return N_("Its day to be looked at again has passed")
        return N_("Nobody has checked the promise yet")

    def get_topic_ids(self, subject: DecisionRecord) -> frozenset[int]:
        return frozenset(term.id for term in subject.terms)

    def get_decisions(self, subject: DecisionRecord) -> Sequence[Decision]:
        review = (LOOKED_AGAIN,) if subject.review_is_overdue else ()
        return *review, *(CHECKED if subject.check_is_overdue else ())

    def build_form(self, subject: DecisionRecord, *, is_fresh: bool) -> DecisionVerdictForm:
        return DecisionVerdictForm.for_due(
            self.get_decisions(subject),
            is_fresh=is_fresh,
            asks_day=subject.review_is_overdue,
            asks_about_residents=subject.check_is_overdue,
            seen=self.get_fingerprint(subject),
        )

    def apply(self, actor: Actor, subject: DecisionRecord, verdict: Verdict) -> None:
        is_review = verdict.decision == AdditionKind.REVIEW
        day = verdict.extra.get("next_review_on")
        addition = Addition(
            AdditionKind.REVIEW if is_review else AdditionKind.CHECK,
            verdict.message,
            verdict=None if is_review else PromiseVerdict(verdict.decision),
            with_residents=bool(verdict.extra.get("with_residents")) and not is_review,
            next_review_on=day if is_review and isinstance(day, date) else None,
        )
        actions.record_addition(actor, subject, addition)
