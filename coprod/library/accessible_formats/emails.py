"""The letters about formats."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_request_email(title: str) -> Email:
    """To the curators. What was asked and how to reach them is on the desk alone."""
    return Email(
        key="library.accessible-formats.request",
        subject=N_("Somebody asks for another format"),
        before=(N_("Somebody asks for another format of: %(title)s.", title=title),),
        link_label=N_("Read what they need"),
    )


def build_review_email(title: str) -> Email:
    return Email(
        key="library.accessible-formats.review",
        subject=N_("A format is waiting to be read"),
        before=(N_("The team has made another format of: %(title)s.", title=title),),
        link_label=N_("Read it, so that readers can see it"),
    )


LETTERS = (
    Letter(
        "library.accessible-formats.request",
        Reader.CURATORS,
        N_("Somebody asks for another format"),
        build_request_email,
    ),
    Letter(
        "library.accessible-formats.review",
        Reader.CURATORS,
        N_("A team has made another format"),
        build_review_email,
    ),
)
