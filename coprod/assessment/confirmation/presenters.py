"""What the page for confirming a rung is given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coprod.assessment.answer_review.presenters import RatingReview, build_rating_review
from coprod.assessment.confirmation import policies, queries
from coprod.assessment.confirmation.models import Proposal
from coprod.assessment.self_assessment.enums import Question
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.policies import can_check_evidence
from coprod.assessment.self_assessment.presenters import (
    AnswerLine,
    NotesState,
    get_notes_state,
    list_weighed_lines,
)
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class ProposalView:
    """One proposal with its answer, if it has one."""

    proposal: Proposal

    @property
    def rung(self) -> Rung:
        return Rung(self.proposal.rung)

    @property
    def round(self) -> Message:
        return self.proposal.rating.round.label

    @property
    def answered_by(self) -> Message:
        return self.proposal.side.other.label


@dataclass(frozen=True)
class ConfirmPage:
    activity: Activity
    open: ProposalView | None
    earlier: Sequence[ProposalView]
    to_read: Rating | None
    """The assessment whose evidence is read here: the one proposed about, or the latest."""
    notes: NotesState | None
    """Whether readers see the notes of that assessment already."""
    can_check: bool
    can_propose: bool
    can_answer: bool
    can_take_back: bool

    lines: Sequence[AnswerLine]
    """The answers about power and the cycle, with what the team put beside them."""
    review: RatingReview | None

    @property
    def waits_for_notes(self) -> bool:
        return self.notes is NotesState.UNREAD

    @property
    def to_agree(self) -> set[Question]:
        """The answers that the reader may agree with."""
        free = (e for e in self.lines if e.can_be_checked and not self.is_challenged(e))
        return list_questions(free if self.can_check else ())

    @property
    def to_ask(self) -> set[Question]:
        """The answers that the reader may ask the team about."""
        reviews = self.review.answers if self.review and self.can_check else {}
        return list_questions(
            e for e in self.lines if e.name in reviews and reviews[e.name].can_challenge
        )

    def is_challenged(self, line: AnswerLine) -> bool:
        """Tell whether the team is asked about an answer: nobody agrees with it meanwhile."""
        reviews = self.review.answers if self.review else {}
        return line.name in reviews and reviews[line.name].is_challenged


def list_questions(lines: Iterable[AnswerLine]) -> set[Question]:
    return {each.question for each in lines if each.question}


def build_confirm_page(actor: Actor, activity: Activity, ratings: Sequence[Rating]) -> ConfirmPage:
    proposals = queries.list_proposals(actor, activity)
    waiting = next((each for each in proposals if each.answer is None), None)
    to_read = next((each for each in ratings if not waiting or each.id == waiting.rating_id), None)
    had_none = not policies.has_given_answers(actor, ratings)
    can_answer = waiting is not None and policies.can_answer(actor, activity, waiting)
    return ConfirmPage(
        activity=activity,
        open=ProposalView(waiting) if waiting else None,
        earlier=[ProposalView(each) for each in proposals if each.answer],
        to_read=to_read,
        notes=get_notes_state(actor, to_read) if to_read else None,
        can_check=to_read is not None and can_check_evidence(actor, to_read),
        can_propose=waiting is None and had_none and policies.can_propose(actor, activity),
        can_answer=had_none and can_answer,
        can_take_back=waiting is not None and policies.can_take_back(actor, waiting),
        lines=list_weighed_lines(to_read) if to_read else (),
        review=build_rating_review(actor, to_read) if to_read else None,
    )
