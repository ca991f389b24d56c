"""The letters that ask a team for its answer. They lead to the comment and do not repeat it."""

from coprod.core.values.phrases import N_
from coprod.web.mailer import Email


def asked(title: str, day: str) -> Email:
    return Email(
        subject=N_("Somebody is waiting for your answer"),
        before=(
            N_("There is a comment on: %(title)s.", title=title),
            N_("Please answer for your team by %(day)s. Readers see how long they wait.", day=day),
        ),
        link_says=N_("Read it and answer"),
    )


def chased(title: str, number: int) -> Email:
    return Email(
        subject=N_("Your answer is late"),
        before=(
            N_("Comments on this wait for your answer: %(title)s.", title=title),
            N_("How many are late: %(number)s. Everybody can see it.", number=number),
        ),
        link_says=N_("Read them and answer"),
        after=(N_("“We cannot do this, because …” is an answer too."),),
    )
