"""The letters about the four challenges."""

from coprod.core.values.phrases import N_
from coprod.web.mailer import Email


def build_judged(title: str) -> Email:
    """To the owners. What the curator thinks stands on the page."""
    return Email(
        subject=N_("A curator has given a view on your entry"),
        before=(
            N_("A curator has looked at one of the four challenges for: %(title)s.", title=title),
            N_("What your team claims stays beside it. You can claim something new at any time."),
        ),
        link_label=N_("Read the view and its reason"),
    )
