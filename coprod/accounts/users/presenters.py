"""What the pages about signing in say."""

from dataclasses import dataclass

from coprod.core.values.phrases import N_, Message
from coprod.web.answers import Answer, form_page, page
from coprod.web.forms import Form

INPUT_ATTRIBUTES: dict[str, dict[str, object]] = {
    "email": {"type": "email", "autocomplete": "email", "spellcheck": False},
    "name": {"autocomplete": "name", "spellcheck": False},
    "password": {"autocomplete": "current-password"},
    "current_password": {"autocomplete": "current-password"},
    "new_password": {"autocomplete": "new-password"},
    "code": {"autocomplete": "one-time-code", "spellcheck": False},
}
"""How the browser may help with each box: paste, password managers and codes all work."""


@dataclass(frozen=True)
class SimpleFormPage:
    """A page that asks one thing: its heading, a few words, and what the button says."""

    heading: Message
    button: Message
    words: tuple[Message, ...] = ()
    kind: str = ""


SIGN_IN_LINK = SimpleFormPage(
    N_("Sign in with a link"),
    N_("Send me a link"),
    (N_("We send a link to your e-mail address. It works once, for 30 minutes."),),
)
FORGOTTEN_PASSWORD = SimpleFormPage(
    N_("Choose a new password"),
    N_("Send me a link"),
    (N_("We send a link to your e-mail address. It works once, for one hour."),),
)
CODE = SimpleFormPage(
    N_("Enter your second code"),
    N_("Sign in"),
    (N_("Open the authenticator app on your phone and look for the code of this register."),),
)


def render_simple_form(texts: SimpleFormPage, form: Form) -> Answer:
    """Show a page that asks one thing, again with 422 when the answer had mistakes."""
    answer = form_page if form.errors or form.form_errors else page
    return answer("accounts/users/simple_form.html", texts=texts, form=form, boxes=INPUT_ATTRIBUTES)
