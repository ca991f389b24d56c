"""The letters about decision records."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_reminder(title: str) -> Email:
    """To the side that made a record: its day has come. It names the record and no more."""
    return Email(
        key="decisions.records.reminder",
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
        key="decisions.records.hold-request",
        subject=N_("A team asks to hold something back"),
        before=(
            N_("It is about this decision: %(title)s.", title=title),
            N_("Until you decide, readers see that it is held back and why."),
        ),
        link_label=N_("Decide"),
    )


LETTERS = (
    Letter(
        "decisions.records.reminder",
        Reader.OWNERS,
        N_("It is time to look at a decision again"),
        build_reminder,
    ),
    Letter(
        "decisions.records.hold-request",
        Reader.CURATORS,
        N_("A team asks to hold a part of a decision back"),
        build_hold_request,
    ),
)
