"""The letters about a request that an entry is taken away, and about one that is back."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_request_email(title: str) -> Email:
    """To the curators."""
    return Email(
        key="register.removals.request",
        subject=N_("A team asks that its entry is taken away"),
        before=(N_("The team asks that its entry is no longer public: %(title)s.", title=title),),
        link_label=N_("Read why, and decide"),
    )


def build_declined_email(title: str) -> Email:
    return Email(
        key="register.removals.declined",
        subject=N_("Your entry stays public"),
        before=(
            N_("You asked that your entry is taken away: %(title)s.", title=title),
            N_("A curator has decided that it stays public, and says why."),
        ),
        link_label=N_("Read the reason"),
    )


def build_restored_email(title: str) -> Email:
    return Email(
        key="register.removals.restored",
        subject=N_("Your entry is public again"),
        before=(N_("A curator has put your entry back: %(title)s.", title=title),),
        link_label=N_("See it in the register"),
    )


LETTERS = (
    Letter(
        "register.removals.request",
        Reader.CURATORS,
        N_("A team asks that its entry is taken away"),
        build_request_email,
    ),
    Letter(
        "register.removals.declined",
        Reader.OWNERS,
        N_("An entry stays public though its team asked"),
        build_declined_email,
    ),
    Letter(
        "register.removals.restored",
        Reader.OWNERS,
        N_("An entry is put back"),
        build_restored_email,
    ),
)
