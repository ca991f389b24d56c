"""The letters to a leader who is asked to sign, and to curators when there is an answer."""

from datetime import date

from coprod.board.mailed_links.rules import find_answer_day
from coprod.core.values import clock
from coprod.core.values.phrases import N_, Message
from coprod.register.review.emails import write_to_curators
from coprod.web.filters import say_date
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix

A_STATEMENT = N_("a statement in public")


def notify_of_answer() -> None:
    write_to_curators(build_answered_email(), "board.leaders.requests")


def build_signing_question(title: str | Message, answer_by: date) -> Email:
    """Ask a leader to sign. The link is for them alone."""
    return Email(
        key="board.leaders.question",
        subject=N_("Will you sign this, as the role that you have?"),
        before=(
            N_("We ask the role that you have to sign: %(title)s.", title=title),
            N_("You read the words, say what you can change for it, and sign or say why not."),
            N_("Please answer by %(day)s.", day=say_date(answer_by)),
            fix(N_("Everybody reads what the role signs. Nobody reads your name.")),
        ),
        link_label=N_("Read the words and answer"),
        after=(fix(N_("The link is for you alone, and works once. We do not keep your address.")),),
    )


def build_answered_email() -> Email:
    return Email(
        key="board.leaders.answered",
        subject=N_("A leader has answered"),
        before=(N_("A role that was asked to sign something has answered."),),
        link_label=N_("Read the answer"),
    )


LETTERS = (
    Letter(
        "board.leaders.question",
        Reader.LEADER,
        N_("A curator asks a leader to sign"),
        lambda title: build_signing_question(title, find_answer_day(clock.today())),
    ),
    Letter(
        "board.leaders.answered",
        Reader.CURATORS,
        N_("A leader signs, or does not"),
        lambda _title: build_answered_email(),
    ),
)
