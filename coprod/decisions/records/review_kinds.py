"""What a team asks to hold back of a decision, in the curators' queue."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.decisions.records import actions, policies
from coprod.decisions.records.enums import HoldState
from coprod.decisions.records.models import DecisionHold, DecisionRecord
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict


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
