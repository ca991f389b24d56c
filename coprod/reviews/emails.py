"""The letters about a review: that somebody wrote, and that somebody is asked to decide."""

from coprod.core.values.phrases import N_, Message
from coprod.web.mailer import Email


def build_message_email(title: Message) -> Email:
    """That there is a message, never what it says."""
    return Email(
        subject=N_("Somebody wrote about a review"),
        before=(N_("There is a new message about: %(title)s.", title=title.plain),),
        link_label=N_("Read it and answer"),
    )


def build_ask_email(title: Message) -> Email:
    return Email(
        subject=N_("You are asked to decide"),
        before=(
            N_("A curator asks you to decide about: %(title)s.", title=title.plain),
            N_("They cannot decide it themselves, or would like you to."),
        ),
        link_label=N_("Read it and decide"),
    )
