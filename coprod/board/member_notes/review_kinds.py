"""Ideas that a board owes an answer, and notes that everybody may read, in the curators' queue."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.board.member_notes import actions, emails, policies, queries
from coprod.board.member_notes.enums import IdeaAnswer, NoteAccess
from coprod.board.member_notes.forms import AnswerForm
from coprod.board.member_notes.models import MemberNote
from coprod.board.member_notes.rules import AnswerDraft
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict

ANSWERED = N_("Answered. They get a letter")
READ = N_("Decided. They get a letter")


class MemberNoteKind(ReviewKind[MemberNote, MemberNote]):
    """What both kinds have in common. Nobody decides about what they wrote."""

    model = MemberNote
    template = "board/member_notes/_review.html"
    has_conversation = False
    keeps_message = False

    def get_sender_id(self, row: MemberNote) -> int | None:
        return row.person_id

    def list_options(self) -> Sequence[ORMOption]:
        return joinedload(MemberNote.group), joinedload(MemberNote.person)

    def list_page_options(self) -> Sequence[ORMOption]:
        return (joinedload(MemberNote.meeting),)

    def can_decide(self, actor: Actor, subject: MemberNote) -> bool:
        return policies.can_decide(actor, subject)


class IdeaReview(MemberNoteKind):
    name = "board-idea"
    label = N_("Idea for a board")
    guidance = N_(
        "Answer for the board. Who advised it gets a letter, and sees what comes of the action."
    )
    decisions = (
        Decision(IdeaAnswer.WILL_DO.value, IdeaAnswer.WILL_DO.label, ANSWERED),
        Decision(
            IdeaAnswer.WILL_NOT.value, IdeaAnswer.WILL_NOT.label, ANSWERED, needs_message=True
        ),
        Decision(IdeaAnswer.DONE.value, IdeaAnswer.DONE.label, ANSWERED, needs_message=True),
    )

    def is_waiting(self, row: MemberNote) -> bool:
        return row.awaits_answer

    def get_sent_at(self, row: MemberNote) -> datetime:
        return row.at

    def get_due_day(self, row: MemberNote, sent_at: datetime) -> date:
        return row.answer_by or super().get_due_day(row, sent_at)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (queries.awaits_answer(),)

    def get_title(self, subject: MemberNote) -> Message:
        return N_("An idea for “%(board)s”", board=subject.group.name)

    def get_why(self, _subject: MemberNote) -> Message:
        return N_("A lay member waits for the answer of the board")

    def build_form(self, subject: MemberNote, *, is_fresh: bool) -> AnswerForm:
        form = AnswerForm.for_review(
            self.decisions, self.reasons, is_fresh=is_fresh, seen=self.get_fingerprint(subject)
        )
        form.offer_actions(queries.list_actions_to_link(subject.group_id))
        return form

    def apply(self, actor: Actor, subject: MemberNote, verdict: Verdict) -> None:
        extra: Mapping[str, Any] = verdict.extra
        draft = AnswerDraft(IdeaAnswer(verdict.decision), verdict.message, **extra)
        actions.answer_idea(actor, subject, draft)

    def send_emails(self, _actor: Actor, subject: MemberNote, _verdict: Verdict) -> None:
        emails.write_answer(subject)


class NoteReview(MemberNoteKind):
    name = "board-note"
    label = N_("Words of a lay member")
    guidance = N_(
        "Its author says that everybody may read it. Look for names, and for anything that shows "
        "who somebody is. Nobody changes the words."
    )
    decisions = (
        Decision("show", N_("Let everybody read it"), READ),
        Decision("decline", N_("It stays with the members"), READ, needs_message=True),
    )

    def is_waiting(self, row: MemberNote) -> bool:
        return row.access is NoteAccess.WAITING

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (MemberNote.access == NoteAccess.WAITING,)

    def get_title(self, subject: MemberNote) -> Message:
        return N_("What a lay member wrote for “%(board)s”", board=subject.group.name)

    def get_why(self, _subject: MemberNote) -> Message:
        return N_("Its author says that everybody may read it")

    def apply(self, actor: Actor, subject: MemberNote, verdict: Verdict) -> None:
        if verdict.decision == "show":
            actions.show_note(actor, subject)
        else:
            actions.decline_note(actor, subject, verdict.message)

    def send_emails(self, _actor: Actor, subject: MemberNote, _verdict: Verdict) -> None:
        emails.write_reading(subject)
