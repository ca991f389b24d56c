"""What the pages about one's own account say."""

from coprod.accounts.users.presenters import SimpleFormPage
from coprod.core.values.phrases import N_

NAME = SimpleFormPage(
    N_("Change your name"),
    N_("Change my name"),
    (N_("What you wrote before shows your new name too."),),
)
PASSWORD = SimpleFormPage(
    N_("Set your password"),
    N_("Set my password"),
    (N_("This signs you out in every other browser."),),
)
EMAIL = SimpleFormPage(
    N_("Change your e-mail address"),
    N_("Send me a link"),
    (N_("We send a link to the new address. Nothing changes until you open it."),),
)
TURN_OFF = SimpleFormPage(
    N_("Turn off the second step"),
    N_("Turn it off"),
    (N_("From then on your e-mail or your password is enough to sign in."),),
    kind="warning",
)
NEW_CODES = SimpleFormPage(
    N_("Make new recovery codes"),
    N_("Make new codes"),
    (N_("The old codes stop working."),),
)
CLOSE = SimpleFormPage(
    N_("Close your account"),
    N_("Close my account"),
    (
        N_("Your name, your e-mail address and your password are deleted. This cannot be undone."),
        N_("What you added to the register stays, under “a former member”."),
        N_("If something you wrote should go too, ask us before you close your account."),
    ),
    kind="warning",
)
