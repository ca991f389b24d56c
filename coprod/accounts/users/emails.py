"""Letters about accounts: the links that we e-mail, and what was changed."""

from coprod.accounts.users.actions import Mailing
from coprod.accounts.users.enums import Purpose
from coprod.core.values.phrases import N_, Message
from coprod.web import mailer
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix

NOT_YOU = fix(
    N_("If you did not ask for this, do nothing. Nothing changes unless the link is opened.")
)
LINK_EMAILS: dict[Purpose, Email] = {
    Purpose.SIGN_UP: Email(
        "accounts.users.sign-up",
        N_("Confirm your e-mail address"),
        (N_("Somebody asked to make an account in the register with this e-mail address."),),
        N_("Make the account"),
        (fix(N_("The link works once, for one day.")), NOT_YOU),
    ),
    Purpose.SIGN_IN: Email(
        "accounts.users.sign-in",
        N_("Your link to sign in"),
        (N_("Here is your link to sign in to the register."),),
        N_("Sign in"),
        (fix(N_("The link works once, for 30 minutes.")), NOT_YOU),
    ),
    Purpose.RESET_PASSWORD: Email(
        "accounts.users.reset-password",
        N_("Choose a new password"),
        (N_("Somebody asked to change the password of your account in the register."),),
        N_("Choose a new password"),
        (fix(N_("The link works once, for one hour.")), NOT_YOU),
    ),
    Purpose.CHANGE_EMAIL: Email(
        "accounts.users.change-email",
        N_("Confirm your new e-mail address"),
        (N_("Somebody asked to use this e-mail address for an account in the register."),),
        N_("Use this address"),
        (fix(N_("The link works once, for one day.")), NOT_YOU),
    ),
    Purpose.INVITATION: Email(
        "accounts.users.invitation",
        N_("You are invited to the register"),
        (N_("Somebody who looks after the register invites you to take part in it."),),
        N_("Accept the invitation"),
        (fix(N_("The link works once, for 14 days. You can ignore this e-mail.")),),
    ),
}
NO_ACCOUNT = Email(
    "accounts.users.no-account",
    N_("You asked to sign in"),
    (
        N_("Somebody asked for a link with this e-mail address, but nobody can sign in with it."),
        N_("If it was you, try your other addresses, or make an account on the register."),
    ),
)
HAS_ACCOUNT = Email(
    "accounts.users.has-account",
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

TELL_US = fix(N_("If this was not you, choose a new password at once and write to us."))
PASSWORD_CHANGED = Email(
    "accounts.users.password-changed",
    N_("Your password was changed"),
    (N_("The password of your account in the register was changed just now."), TELL_US),
)
EMAIL_CHANGED = Email(
    "accounts.users.email-changed",
    N_("Your e-mail address was changed"),
    (N_("Your account in the register now has another e-mail address."), TELL_US),
)
FACTOR_CHANGED = Email(
    "accounts.users.factor-changed",
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


def build_letter(email: Email, reader: Reader, occasion: Message) -> Letter:
    return Letter(email.key, reader, occasion, lambda _title: email)


LETTERS = (
    build_letter(
        LINK_EMAILS[Purpose.SIGN_UP], Reader.ASKER, N_("Somebody asks to make an account")
    ),
    build_letter(LINK_EMAILS[Purpose.SIGN_IN], Reader.PERSON, N_("Somebody asks to sign in")),
    build_letter(
        LINK_EMAILS[Purpose.RESET_PASSWORD], Reader.PERSON, N_("Somebody asks for a new password")
    ),
    build_letter(
        LINK_EMAILS[Purpose.CHANGE_EMAIL],
        Reader.PERSON,
        N_("Somebody asks to use another e-mail address"),
    ),
    build_letter(LINK_EMAILS[Purpose.INVITATION], Reader.INVITED, N_("Somebody is invited")),
    build_letter(
        NO_ACCOUNT, Reader.ASKER, N_("Somebody asks to sign in with an address that we do not know")
    ),
    build_letter(
        HAS_ACCOUNT, Reader.PERSON, N_("Somebody asks to use an address that has an account")
    ),
    build_letter(PASSWORD_CHANGED, Reader.PERSON, N_("A password was changed")),
    build_letter(EMAIL_CHANGED, Reader.PERSON, N_("An e-mail address was changed")),
    build_letter(FACTOR_CHANGED, Reader.PERSON, N_("A second step was changed")),
)
