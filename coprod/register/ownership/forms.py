"""What we ask of somebody who shares an activity."""

from typing import Self

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired, StopValidation

from coprod.accounts.users.forms import EmailField
from coprod.register.ownership.rules import OwnerRequest
from coprod.web.forms import Form

SHARE, HAND_OVER = "share", "hand_over"


class OwnerRequestField(RadioField):
    def pre_validate(self, _form: object) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            raise StopValidation(str(lazy_gettext("Choose what you ask of them")))


class AskOwnerForm(Form):
    email = EmailField(lazy_gettext("E-mail address"))
    kind = OwnerRequestField(
        lazy_gettext("What do you ask of them?"),
        [InputRequired(lazy_gettext("Choose what you ask of them"))],
    )

    @classmethod
    def build(cls, *, hand_over: bool) -> Self:
        form = cls.from_request(kind=SHARE)
        shares = (SHARE, str(lazy_gettext("To look after this activity with those who do so now")))
        takes = (HAND_OVER, str(lazy_gettext("To take it over and be its first owner")))
        form.kind.choices = [shares, takes] if hand_over else [shares]
        return form

    def build_request(self) -> OwnerRequest:
        return OwnerRequest(self.email.data or "", self.kind.data == HAND_OVER)


class OrganisationForm(Form):
    open = RadioField(
        lazy_gettext("May others of the organisation that leads it change and assess it?"),
        [AnyOf(["yes", "no"], message=lazy_gettext("Choose yes or no"))],
        choices=[
            ("yes", lazy_gettext("Yes, once it is public. A curator reads what they change")),
            ("no", lazy_gettext("No, only those who look after it")),
        ],
        validate_choice=False,
    )

    @classmethod
    def build(cls, *, is_open: bool) -> Self:
        """Return the form with what holds now, whatever else was sent."""
        return cls(None, open="yes" if is_open else "no")
