"""Letters about changes to a published activity."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_sent_email(title: str) -> Email:
    """To the curators: changes wait."""
    return Email(
        key="register.revisions.sent",
        subject=N_("Changes to a story are waiting to be read"),
        before=(N_("The team has changed a public story: %(title)s.", title=title),),
        link_label=N_("Compare the two here"),
    )


def build_approved_email(title: str) -> Email:
    return Email(
        key="register.revisions.approved",
        subject=N_("Your changes are public"),
        before=(N_("A curator has read and published your changes to: %(title)s.", title=title),),
        link_label=N_("See it in the register"),
    )


def build_returned_email(title: str) -> Email:
    return Email(
        key="register.revisions.returned",
        subject=N_("Your changes need another look"),
        before=(
            N_("A curator has read your changes to: %(title)s.", title=title),
            N_("They say what should be different. Nothing you wrote is lost."),
        ),
        link_label=N_("Read what they ask for"),
    )


def build_corrected_email(title: str) -> Email:
    return Email(
        key="register.revisions.corrected",
        subject=N_("A curator has changed your story"),
        before=(N_("A curator has changed something in: %(title)s.", title=title),),
        link_label=N_("Read what and why"),
    )


LETTERS = (
    Letter(
        "register.revisions.sent",
        Reader.CURATORS,
        N_("A team changes a public story"),
        build_sent_email,
    ),
    Letter(
        "register.revisions.approved",
        Reader.OWNERS,
        N_("Changes to a public story are published"),
        build_approved_email,
    ),
    Letter(
        "register.revisions.returned",
        Reader.OWNERS,
        N_("Changes to a public story are sent back"),
        build_returned_email,
    ),
    Letter(
        "register.revisions.corrected",
        Reader.OWNERS,
        N_("A curator changes a public story"),
        build_corrected_email,
    ),
)
