"""Letters that it is time to assess again."""

from coprod.assessment.rounds.enums import Cause
from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_reminder_email(title: str, causes: list[Cause]) -> Email:
    """Tell the owners why it is time: all of it in one letter."""
    return Email(
        key="assessment.rounds.reminder",
        subject=N_("Is it time to assess this again?"),
        before=(
            N_("This is about your activity: %(title)s.", title=title),
            *(cause.label for cause in causes),
            N_("A new round shows what has changed. The earlier ones stay as they are."),
        ),
        link_label=N_("Assess it again"),
    )


def build_request_email(title: str) -> Email:
    """To the owners and the curators."""
    return Email(
        key="assessment.rounds.request",
        subject=N_("A resident asks for another assessment"),
        before=(
            N_("A resident or lay member asks how things are now with: %(title)s.", title=title),
            N_("The team decides when it assesses again. Readers see that it was asked."),
        ),
        link_label=N_("Look at the activity"),
    )


LETTERS = (
    Letter(
        "assessment.rounds.reminder",
        Reader.OWNERS,
        N_("It is time to assess again"),
        lambda title: build_reminder_email(title, []),
    ),
    Letter(
        "assessment.rounds.request",
        Reader.OWNERS_AND_CURATORS,
        N_("A resident asks for another assessment"),
        build_request_email,
    ),
)
