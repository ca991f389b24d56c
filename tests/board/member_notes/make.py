"""What lay members write for a board, to test with, made as people make it."""

from datetime import timedelta
from typing import Any

import time_machine

from coprod.accounts.users.models import Person
from coprod.board.meetings import queries as meetings_queries
from coprod.board.meetings.models import BoardGroup
from coprod.board.member_notes import actions, queries
from coprod.board.member_notes.enums import IdeaAnswer, NoteKind
from coprod.board.member_notes.models import MemberNote
from coprod.board.member_notes.rules import AnswerDraft, NoteDraft
from coprod.core.database import session
from coprod.core.values import clock
from tests import make
from tests.board.meetings import make as meetings


def draft(**given: Any) -> NoteDraft:
    return NoteDraft(**{"kind": NoteKind.IDEA, "words": "Send papers in easy read", **given})


def note(board: BoardGroup | None = None, person: Person | None = None, **given: Any) -> MemberNote:
    """Write an idea, as somebody who sits on the board."""
    board = board or meetings.group()
    person = person or meetings.member_of(board)
    if not meetings_queries.is_member(person.actor, board):
        meetings.seat(board, person)
    made = actions.write_note(person.actor, board, draft(**given))
    session.commit()
    return get(made)


def get(made: MemberNote) -> MemberNote:
    return queries.get_note(make.curator(), made.id)


def late(board: BoardGroup | None = None, **given: Any) -> MemberNote:
    """Return an idea whose answer was due yesterday."""
    with time_machine.travel(clock.now() - timedelta(days=15)):
        return note(board, **given)


def answer(made: MemberNote, **given: Any) -> MemberNote:
    usual: dict[str, Any] = {
        "answer": IdeaAnswer.WILL_DO,
        "title": "Papers in easy read",
        "lead": "Chair",
        "due": clock.today() + timedelta(days=30),
    }
    actions.answer_idea(make.curator(), made, AnswerDraft(**{**usual, **given}))
    session.commit()
    return get(made)


def show(made: MemberNote) -> MemberNote:
    actions.show_note(make.curator(), made)
    session.commit()
    return made


def decline(made: MemberNote, reason: str = "It shows who somebody is") -> MemberNote:
    actions.decline_note(make.curator(), made, reason)
    session.commit()
    return made


def public(board: BoardGroup | None = None, **given: Any) -> MemberNote:
    return show(note(board, may_be_public=True, **given))
