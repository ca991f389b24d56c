"""The letters about the four challenges."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_judged(title: str) -> Email:
    """To the owners. What the curator thinks stands on the page."""
    return Email(
        key="challenges.judged",
        subject=N_("A curator has given a view on your activity"),
        before=(
            N_("A curator has looked at one of the four challenges for: %(title)s.", title=title),
            N_("Your team’s claim stays beside it. You can change your claim at any time."),
        ),
        link_label=N_("Read the view and its reason"),
    )


LETTERS = (
    Letter(
        "challenges.judged",
        Reader.OWNERS,
        N_("A curator gives a view on one of the four challenges"),
        build_judged,
    ),
)
