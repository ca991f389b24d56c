"""The e-mails about looking after an activity. They do not name it: mail is not private."""

from coprod.core.values.phrases import N_
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix

AFTER = (
    fix(N_("The link works once, for 14 days, for this e-mail address. You can ignore this mail.")),
    N_("You need an account with this address: if you have none, make one first, it is quick."),
)
SHARE_REQUEST_EMAIL = Email(
    "register.ownership.share-request",
    N_("Will you look after an activity in the register?"),
    (N_("Somebody asks you to look after an activity in the register with them."),),
    N_("See what it is, then say yes or no"),
    AFTER,
)
HAND_OVER_REQUEST_EMAIL = Email(
    "register.ownership.hand-over-request",
    N_("Will you take over an activity in the register?"),
    (N_("Somebody asks you to take over an activity in the register that they look after now."),),
    N_("See what it is, then say yes or no"),
    AFTER,
)


LETTERS = (
    Letter(
        "register.ownership.share-request",
        Reader.INVITED,
        N_("Somebody is asked to look after an activity too"),
        lambda _title: SHARE_REQUEST_EMAIL,
    ),
    Letter(
        "register.ownership.hand-over-request",
        Reader.INVITED,
        N_("Somebody is asked to take over an activity"),
        lambda _title: HAND_OVER_REQUEST_EMAIL,
    ),
)
