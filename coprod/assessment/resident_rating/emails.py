"""The letter that brings the codes of a round."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_codes_email(title: str) -> Email:
    """To whoever codes were issued to."""
    return Email(
        key="assessment.resident-rating.codes",
        subject=N_("You collect residents’ answers"),
        before=(
            N_(
                "A curator has given you codes for residents to answer with: %(title)s.",
                title=title,
            ),
            N_("You can print the codes, and type in answers from paper, until the round closes."),
        ),
        link_label=N_("Print the codes, or type in answers"),
    )


LETTERS = (
    Letter(
        "assessment.resident-rating.codes",
        Reader.OWNERS,
        N_("Codes for a residents’ round are given out"),
        build_codes_email,
    ),
)
