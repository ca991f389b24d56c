"""Letters about an entry that was locked or unlocked."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_locked_email(title: str) -> Email:
    return Email(
        key="register.locks.locked",
        subject=N_("Your activity is checked and locked"),
        before=(
            N_("A curator has checked and locked this activity: %(title)s.", title=title),
            N_("You can still write changes. A curator reads them before readers see them."),
        ),
        link_label=N_("See it in the register"),
    )


def build_unlocked_email(title: str) -> Email:
    return Email(
        key="register.locks.unlocked",
        subject=N_("Your activity is no longer locked"),
        before=(N_("A curator has unlocked this activity: %(title)s.", title=title),),
        link_label=N_("Read why"),
    )


LETTERS = (
    Letter(
        "register.locks.locked",
        Reader.OWNERS,
        N_("An activity is checked and locked"),
        build_locked_email,
    ),
    Letter(
        "register.locks.unlocked",
        Reader.OWNERS,
        N_("An activity is unlocked"),
        build_unlocked_email,
    ),
)
