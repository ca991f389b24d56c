"""Letters about accounts: the links that we e-mail, and what was changed."""

from coprod.accounts.users.actions import Mailing
from coprod.accounts.users.enums import Purpose
from coprod.core.values.phrases import N_
from coprod.web import mailer
from coprod.web.mailer import Email

NOT_YOU = N_("If you did not ask for this, do nothing: without the link nothing changes.")
LINK_EMAILS: dict[Purpose, Email] = {
    Purpose.SIGN_UP: Email(
        N_("Confirm your e-mail address"),
        (N_("Somebody asked to make an account in the register with this e-mail address."),),
        N_("Make the account"),
        (N_("The link works once, for one day."), NOT_YOU),
    ),
    Purpose.SIGN_IN: Email(
        N_("Your link to sign in"),
        (N_("Here is your link to sign in to the register."),),
        N_("Sign in"),
        (N_("The link works once, for 30 minutes."), NOT_YOU),
    ),
    Purpose.RESET_PASSWORD: Email(
        N_("Choose a new password"),
        (N_("Somebody asked to change the password of your account in the register."),),
        N_("Choose a new password"),
        (N_("The link works once, for one hour."), NOT_YOU),
    ),
    Purpose.CHANGE_EMAIL: Email(
        N_("Confirm your new e-mail address"),
        (N_("Somebody asked to use this e-mail address for an account in the register."),),
        N_("Use this address"),
        (N_("The link works once, for one day."), NOT_YOU),
    ),
    Purpose.INVITATION: Email(
        N_("You are invited to the register"),
        (N_("Somebody who looks after the register invites you to take part in it."),),
        N_("Accept the invitation"),
        (N_("The link works once, for 14 days. You can ignore this mail."),),
    ),
}
NO_ACCOUNT = Email(
    N_("You asked to sign in"),
    (
        N_("Somebody asked for a link with this e-mail address, but nobody can sign in with it."),
        N_("If it was you, try your other addresses, or make an account on the register."),
    ),
)
HAS_ACCOUNT = Email(
    N_("You already have an account"),
    (
        N_("Somebody wanted to use this e-mail address, but it already belongs to an account."),
        N_("If it was you, sign in: you can ask for a link instead of a password."),
    ),
)
NO_LINK_EMAILS = {
    Purpose.SIGN_UP: HAS_ACCOUNT,
    Purpose.INVITATION: HAS_ACCOUNT,
    Purpose.CHANGE_EMAIL: HAS_ACCOUNT,
    Purpose.SIGN_IN: NO_ACCOUNT,
    Purpose.RESET_PASSWORD: NO_ACCOUNT,
}
"""What goes out in place of a link that may not be made."""

TELL_US = N_("If this was not you, choose a new password at once and write to us.")
PASSWORD_CHANGED = Email(
    N_("Your password was changed"),
    (N_("The password of your account in the register was changed just now."), TELL_US),
)
EMAIL_CHANGED = Email(
    N_("Your e-mail address was changed"),
    (N_("Your account in the register now has another e-mail address."), TELL_US),
)
FACTOR_CHANGED = Email(
    N_("Your second step was changed"),
    (N_("The second step of your sign-in was set up or turned off just now."), TELL_US),
)


def get_link_email(purpose: Purpose, *, is_blank: bool) -> Email:
    return NO_LINK_EMAILS[purpose] if is_blank else LINK_EMAILS[purpose]


def send_link(mailing: Mailing) -> str:
    """Mail a link that works once, and return it."""
    link = mailer.build_address("accounts.sign_up.link", token=mailing.token)
    mailer.write_email(
        mailing.to, get_link_email(mailing.purpose, is_blank=mailing.is_blank), link=link
    )
    return link
