"""What we ask of people who join."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from coprod.accounts.users.forms import EmailField, NameField, NewPasswordField
from coprod.web.forms import Form


class SignUpForm(Form):
    name = NameField(
        lazy_gettext("Your name"),
        description=lazy_gettext(
            "Others see this name beside what you write. It need not be your full name."
        ),
    )
    email = EmailField(
        lazy_gettext("E-mail address"),
        description=lazy_gettext(
            "We send you a link to show that it is yours. We do not show it to others."
        ),
    )
    is_16 = BooleanField(
        lazy_gettext("I am 16 or over"),
        [InputRequired(lazy_gettext("Tick the box to say that you are 16 or over"))],
    )
    next = HiddenField()


class ConfirmForm(Form):
    """Nothing to fill in: the button is the answer."""


class ResetForm(Form):
    new_password = NewPasswordField(lazy_gettext("New password"))


class InvitedForm(Form):
    name = NameField(
        lazy_gettext("Your name"),
        description=lazy_gettext("Others see this name beside what you write."),
    )
    is_16 = BooleanField(
        lazy_gettext("I am 16 or over"),
        [InputRequired(lazy_gettext("Tick the box to say that you are 16 or over"))],
    )
