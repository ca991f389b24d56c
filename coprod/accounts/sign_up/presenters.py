"""What the pages about joining and the pages behind e-mailed links say."""

from coprod.accounts.users.enums import Purpose
from coprod.accounts.users.presenters import SimpleFormPage
from coprod.core.values.phrases import N_

SIGN_UP = SimpleFormPage(
    N_("Make an account"),
    N_("Send me a link"),
    (
        N_("You need no account to read. With one you can log activities that you took part in."),
        N_("We keep nothing until you open the link that we send you."),
    ),
)
LINKS: dict[Purpose, SimpleFormPage] = {
    Purpose.SIGN_UP: SimpleFormPage(
        N_("Make your account"),
        N_("Make my account"),
        (N_("Press the button to make your account. You are then signed in."),),
    ),
    Purpose.SIGN_IN: SimpleFormPage(
        N_("Sign in with your link"),
        N_("Sign in"),
        (N_("Press the button to sign in. The link then stops working."),),
    ),
    Purpose.RESET_PASSWORD: SimpleFormPage(
        N_("Choose a new password"),
        N_("Change my password"),
        (N_("This signs you out everywhere. Then sign in with the new password."),),
    ),
    Purpose.CHANGE_EMAIL: SimpleFormPage(
        N_("Use this e-mail address"),
        N_("Use this address"),
        (N_("Press the button to sign in with this address from now on."),),
    ),
    Purpose.INVITATION: SimpleFormPage(
        N_("You are invited"),
        N_("Make my account"),
        (N_("Somebody who looks after this register invites you to take part."),),
    ),
}
