from datetime import date

import pytest

from coprod.board.member_notes.enums import IdeaAnswer, NoteKind
from coprod.board.member_notes.rules import (
    LONGEST_WORDS,
    AnswerDraft,
    NoteDraft,
    check_answer,
    check_note,
    find_answer_day,
)
from coprod.core.values.errors import RuleBrokenError

TODAY = date(2027, 3, 1)
MEETING = date(2027, 3, 25)


@pytest.mark.parametrize(
    ("days", "next_meeting", "expected"),
    [
        (14, MEETING, date(2027, 3, 15)),
        (7, None, date(2027, 3, 8)),
        (None, MEETING, MEETING),
        (None, None, date(2027, 3, 15)),
    ],
)
def test_a_board_answers_after_its_days_or_at_its_next_meeting(
    days: int | None, next_meeting: date | None, expected: date
) -> None:
    assert find_answer_day(TODAY, days, next_meeting) == expected


@pytest.mark.parametrize("words", ["", "x" * (LONGEST_WORDS + 1)])
def test_a_note_says_something_and_not_too_much(words: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_note(NoteDraft(NoteKind.NOTE, words))
    assert broken.value.field == "words"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (IdeaAnswer.WILL_NOT, ""),
        (IdeaAnswer.DONE, ""),
        (IdeaAnswer.WILL_DO, "x" * 1001),
        (IdeaAnswer.WILL_NOT, "Only 2 people asked for it"),
    ],
)
def test_an_answer_gives_its_reason_and_no_small_number(answer: IdeaAnswer, words: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_answer(AnswerDraft(answer, words))
    assert broken.value.field == "message"


def test_what_will_be_done_needs_no_reason() -> None:
    check_answer(AnswerDraft(IdeaAnswer.WILL_DO))
