"""The letters about decision records."""

from coprod.core.values.phrases import N_
from coprod.web.mailer import Email


def build_reminder(title: str) -> Email:
    """To the side that made a record: its day has come. It names the record and no more."""
    return Email(
        subject=N_("A decision should be looked at again"),
        before=(
            N_("You recorded this decision: %(title)s.", title=title),
            N_(
                "Look at it again, or say whether the promise was kept. Readers see that it is due."
            ),
        ),
        link_label=N_("Read the decision"),
    )


def build_hold_request(title: str) -> Email:
    """To the curators: somebody wants to keep a part from readers."""
    return Email(
        subject=N_("A team asks to hold something back"),
        before=(
            N_("It is about this decision: %(title)s.", title=title),
            N_("Until you decide, readers see that it is held back and why."),
        ),
        link_label=N_("Decide"),
    )
