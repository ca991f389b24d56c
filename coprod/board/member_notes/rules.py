"""What a note must say, by when a board answers an idea, and what an answer needs."""

from dataclasses import dataclass
from datetime import date, timedelta

from coprod.board.meetings.rules import USUAL_ANSWER_DAYS
from coprod.board.member_notes.enums import IdeaAnswer, NoteKind
from coprod.core.disclosure.rules import refuse_small_counts
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_

LONGEST_WORDS = 2000
LONGEST_ANSWER = 1000


@dataclass(frozen=True)
class NoteDraft:
    kind: NoteKind
    words: str
    meeting_id: int | None = None
    may_be_public: bool = False


@dataclass(frozen=True)
class AnswerDraft:
    """An answer. What a board will do is an action it has, or a new one of these words."""

    answer: IdeaAnswer
    words: str = ""
    action_id: int | None = None
    title: str = ""
    lead: str = ""
    due: date | None = None


def check_note(draft: NoteDraft) -> None:
    if not draft.words:
        raise RuleBrokenError(N_("Write what you saw, or what you advise"), field="words")
    require_short(draft.words, LONGEST_WORDS, field="words")


def check_answer(draft: AnswerDraft) -> None:
    """Whoever advised reads why nothing is done, or where they can see what is done."""
    if draft.answer is not IdeaAnswer.WILL_DO and not draft.words:
        raise RuleBrokenError(N_("Say why, so that they understand"), field="message")
    require_short(draft.words, LONGEST_ANSWER, field="message")
    refuse_small_counts(draft.words, field="message")


def find_answer_day(today: date, answer_days: int | None, next_meeting: date | None) -> date:
    """Return by when a board answers: after its own number of days, or at its next meeting."""
    if answer_days is None and next_meeting is not None:
        return next_meeting
    return today + timedelta(days=answer_days or USUAL_ANSWER_DAYS)
