"""The letter to a team whose reason for a word was read."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_reason_email(title: str) -> Email:
    """To the curators: a reason on a public activity waits."""
    return Email(
        key="assessment.honest-labels.reason",
        subject=N_("A team keeps a word, and says why"),
        before=(
            N_("The reason is about: %(title)s.", title=title),
            N_("Readers see it once a curator has read it."),
        ),
        link_label=N_("Read it here"),
    )


LETTERS = (
    Letter(
        "assessment.honest-labels.reason",
        Reader.CURATORS,
        N_("A team keeps a word, and says why"),
        build_reason_email,
    ),
)
