"""The letters about a request that an entry is taken away, and about one that is back."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_request_email(title: str) -> Email:
    """To the curators."""
    return Email(
        key="register.removals.request",
        subject=N_("A team asks us to take its story down"),
        before=(N_("The team asks us to take its story down: %(title)s.", title=title),),
        link_label=N_("Read why, and decide"),
    )


def build_declined_email(title: str) -> Email:
    return Email(
        key="register.removals.declined",
        subject=N_("Your story stays public"),
        before=(
            N_("You asked us to take your story down: %(title)s.", title=title),
            N_("A curator has decided that it stays public, and says why."),
        ),
        link_label=N_("Read the reason"),
    )


def build_restored_email(title: str) -> Email:
    return Email(
        key="register.removals.restored",
        subject=N_("Your story is public again"),
        before=(N_("A curator has put your story back: %(title)s.", title=title),),
        link_label=N_("See it in the register"),
    )


LETTERS = (
    Letter(
        "register.removals.request",
        Reader.CURATORS,
        N_("A team asks us to take its story down"),
        build_request_email,
    ),
    Letter(
        "register.removals.declined",
        Reader.OWNERS,
        N_("A story stays public, though its team asked us to take it down"),
        build_declined_email,
    ),
    Letter(
        "register.removals.restored",
        Reader.OWNERS,
        N_("A story is put back"),
        build_restored_email,
    ),
)
