"""What the pages about an outside provider say."""

from coprod.accounts.users.presenters import SimpleFormPage
from coprod.core.values.phrases import N_

LINK = SimpleFormPage(
    N_("Sign in with your work account"),
    N_("Continue"),
    (
        N_("You can link the account that your organisation gave you. Then it opens this one."),
        N_("Your role here stays as it is."),
    ),
)
