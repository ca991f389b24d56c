"""What the pages about joining and the pages behind e-mailed links say."""

from coprod.accounts.users.enums import Purpose
from coprod.accounts.users.presenters import Asking
from coprod.core.values.phrases import N_

SIGN_UP = Asking(
    N_("Make an account"),
    N_("Send me a link"),
    (
        N_("You need no account to read. With one you can log activities that you took part in."),
        N_("Nothing is kept until you open the link that we send you."),
    ),
)
LINKS: dict[Purpose, Asking] = {
    Purpose.SIGN_UP: Asking(
        N_("Make your account"),
        N_("Make my account"),
        (N_("Press the button to make your account. You are then signed in."),),
    ),
    Purpose.SIGN_IN: Asking(
        N_("Sign in with your link"),
        N_("Sign in"),
        (N_("Press the button to sign in. The link then stops working."),),
    ),
    Purpose.RESET_PASSWORD: Asking(
        N_("Choose a new password"),
        N_("Change my password"),
        (N_("You are then signed out everywhere, and can sign in with the new password."),),
    ),
    Purpose.CHANGE_EMAIL: Asking(
        N_("Use this e-mail address"),
        N_("Use this address"),
        (N_("Press the button to sign in with this address from now on."),),
    ),
    Purpose.INVITATION: Asking(
        N_("You are invited"),
        N_("Make my account"),
        (N_("Somebody who looks after this register invites you to take part."),),
    ),
}
