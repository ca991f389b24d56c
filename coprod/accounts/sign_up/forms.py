"""What we ask of people who join."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from coprod.accounts.users.forms import EmailField, NameField, NewPasswordField
from coprod.web.forms import Form


class SignUpForm(Form):
    name = NameField(
        _l("Your name"),
        description=_l(
            "Others see this name beside what you write. It need not be your full name."
        ),
    )
    email = EmailField(
        _l("E-mail address"),
        description=_l("We send you a link to show that it is yours. We do not show it to others."),
    )
    is_16 = BooleanField(
        _l("I am 16 or over"), [InputRequired(_l("Tick the box to say that you are 16 or over"))]
    )
    next = HiddenField()


class ConfirmForm(Form):
    """Nothing to fill in: the button is the answer."""


class ResetForm(Form):
    new_password = NewPasswordField(_l("New password"))


class InvitedForm(Form):
    name = NameField(_l("Your name"), description=_l("Others see this name beside what you write."))
    is_16 = BooleanField(
        _l("I am 16 or over"), [InputRequired(_l("Tick the box to say that you are 16 or over"))]
    )
