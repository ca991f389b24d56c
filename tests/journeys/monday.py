"""Puts things of five kinds on the desk of a register that runs, by the actions people use.

Run as a program with the settings of that register: its own process holds the database open.
Its argument is the number of the day, so that a second day in the same register has other names.
"""

import sys
from datetime import timedelta

from sqlalchemy import select

from coprod.app import create_app
from coprod.board.member_notes import queries
from coprod.board.member_notes.actions import answer_idea
from coprod.board.member_notes.enums import IdeaAnswer
from coprod.board.member_notes.models import MemberNote
from coprod.board.member_notes.rules import AnswerDraft
from coprod.core.database import session
from coprod.core.values import clock
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.engagement.commitments.make import unread
from tests.library.accessible_formats.make import request
from tests.reviews.make import waiting_file

MONDAY = 30
"""So many things one curator decides on one day."""
CHASES = 3
NAMES_OF_A_DAY = 10_000
"""Far more than a day needs: what is made is numbered from one in each process."""


def skip_names(day: int) -> None:
    for _name in range(day * NAMES_OF_A_DAY):
        next(make.number)


def fill_the_desk(day: int) -> None:
    for n in range(day * MONDAY, day * MONDAY + MONDAY // 5):
        activity = waiting_file(f"Monday group {n}").activity
        make.activity(status=Status.SUBMITTED, naming=Naming(f"Sent on Monday {n}"))
        make.comment(activity, f"The tea was warm on Monday {n}")
        unread(activity)
        if n % 4:
            make.comment(activity, f"The room was cold on Monday {n}")
        else:
            request(activity)
        session.commit()  # the register that runs has its turn


def let_entries_grow_old(day: int) -> None:
    for n in range(day * CHASES, day * CHASES + CHASES):
        entry = make.activity(status=Status.PUBLISHED, naming=Naming(f"Old on Monday {n}"))
        entry.review_by = clock.today() - timedelta(days=1)
        make.keep(entry)


def answer_ideas() -> None:
    """Answer the ideas of lay members: what a board will do asks for a role and a day besides."""
    for note in session.scalars(select(MemberNote).where(queries.awaits_answer())).all():
        read = queries.get_note(make.curator(), note.id)
        answer_idea(make.curator(), read, AnswerDraft(IdeaAnswer.DONE, "It was done on Sunday"))


if __name__ == "__main__":
    with create_app().app_context():
        day = int(sys.argv[1])
        skip_names(day)
        answer_ideas()
        fill_the_desk(day)
        let_entries_grow_old(day)
        session.commit()
