"""The letter about answers that do not fit together."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_unfit_answer_email(title: str) -> Email:
    """To the curators: a team said that a question does not apply."""
    return Email(
        key="assessment.self-assessment.unfit-answer",
        subject=N_("An assessment is waiting for a curator"),
        before=(
            N_("A team has assessed: %(title)s.", title=title),
            N_(
                "It says that a question does not apply. Until a curator has checked that, its "
                "level is provisional."
            ),
        ),
        link_label=N_("Read the answers"),
    )


LETTERS = (
    Letter(
        "assessment.self-assessment.unfit-answer",
        Reader.CURATORS,
        N_("A team says that a question does not apply"),
        build_unfit_answer_email,
    ),
)
