"""Letters about a proposal: to the other side, and of what came of it."""

from coprod.core.values.phrases import N_
from coprod.web.mailer import Email


def build_proposal_email(title: str) -> Email:
    """To the other side: something waits for their word."""
    return Email(
        subject=N_("A level is proposed for an entry"),
        before=(
            N_("Somebody has proposed a level for: %(title)s.", title=title),
            N_("It is confirmed only if a curator and a lay member both agree."),
        ),
        link_label=N_("Read why, and say what you think"),
    )


def build_confirmed_email(title: str) -> Email:
    return Email(
        subject=N_("A level is confirmed"),
        before=(
            N_("A curator and a lay member have confirmed a level for: %(title)s.", title=title),
        ),
        link_label=N_("Read which, and why"),
    )


def build_refusal_email(title: str) -> Email:
    """To whoever proposed it."""
    return Email(
        subject=N_("A level you proposed is not confirmed"),
        before=(N_("The other side does not agree about: %(title)s.", title=title),),
        link_label=N_("Read why"),
    )
