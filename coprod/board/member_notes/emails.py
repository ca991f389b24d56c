"""The letters to somebody who wrote for a board. They say nothing of what was written."""

from coprod.board.member_notes.enums import NoteAccess
from coprod.board.member_notes.models import MemberNote
from coprod.core.values.phrases import N_
from coprod.web import mailer
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def write_answer(note: MemberNote) -> None:
    write_to_author(note, build_answered_email(note.group.name))


def write_reading(note: MemberNote) -> None:
    is_public = note.access is NoteAccess.PUBLIC
    build = build_public_email if is_public else build_declined_email
    write_to_author(note, build(note.group.name))


def write_to_author(note: MemberNote, email: Email) -> None:
    link = mailer.build_address("board.member_notes.note", note_id=note.id)
    mailer.write_to_each([note.person], email, link=link)


def build_answered_email(title: str) -> Email:
    return Email(
        key="board.member_notes.answered",
        subject=N_("A board answered your idea"),
        before=(N_("You advised a board, and it has answered: %(title)s.", title=title),),
        link_label=N_("Read the answer"),
    )


def build_public_email(title: str) -> Email:
    return Email(
        key="board.member_notes.public",
        subject=N_("Everybody can read what you wrote"),
        before=(
            N_("A curator has read what you wrote for a board: %(title)s.", title=title),
            N_("It does not say who you are. You can take it back at any time."),
        ),
        link_label=N_("Look at it"),
    )


def build_declined_email(title: str) -> Email:
    return Email(
        key="board.member_notes.declined",
        subject=N_("What you wrote stays with the members"),
        before=(
            N_("A curator has read what you wrote for a board: %(title)s.", title=title),
            N_("Members of the board can read it. Other people cannot."),
        ),
        link_label=N_("Read why"),
    )


LETTERS = (
    Letter(
        "board.member_notes.answered",
        Reader.AUTHOR,
        N_("A board answers an idea of a lay member"),
        build_answered_email,
    ),
    Letter(
        "board.member_notes.public",
        Reader.AUTHOR,
        N_("Everybody may read what a lay member wrote"),
        build_public_email,
    ),
    Letter(
        "board.member_notes.declined",
        Reader.AUTHOR,
        N_("What a lay member wrote stays with the members"),
        build_declined_email,
    ),
)
