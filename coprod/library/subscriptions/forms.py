"""What we ask of people who want letters: as little as will do."""

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, StopValidation

from coprod.accounts.users.forms import EmailField
from coprod.library.subscriptions.enums import Frequency
from coprod.web.fields import NOT_LISTED
from coprod.web.forms import Form
from coprod.web.language import translate


class FrequencyField(RadioField):
    """How often. What is not offered is refused in our words."""

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data not in list(Frequency):
            raise StopValidation(str(NOT_LISTED))


class OwnFollowForm(Form):
    """For somebody with an account, whose address we know."""

    often = FrequencyField(
        lazy_gettext("How often should we write?"),
        [InputRequired(lazy_gettext("Choose how often"))],
        default=Frequency.WEEKLY.value,
    )

    @classmethod
    def with_choices(cls) -> "OwnFollowForm":
        form = cls.from_request()
        form.often.choices = [
            (each.value, translate(label)) for each, label in Frequency.labels().items()
        ]
        return form


class FollowForm(OwnFollowForm):
    email = EmailField(
        lazy_gettext("E-mail address"),
        description=lazy_gettext(
            "We send you one e-mail to ask if you meant it. We do not show your address to others."
        ),
    )
