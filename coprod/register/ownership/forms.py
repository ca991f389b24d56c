"""What we ask of somebody who shares an entry."""

from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired, StopValidation

from coprod.accounts.users.forms import EmailField
from coprod.register.ownership.rules import OwnerRequest
from coprod.web.forms import Form

SHARE, HAND_OVER = "share", "hand_over"


class OwnerRequestField(RadioField):
    def pre_validate(self, _form: object) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            raise StopValidation(str(_l("Choose what you ask of them")))


class AskOwnerForm(Form):
    email = EmailField(_l("E-mail address"))
    kind = OwnerRequestField(
        _l("What do you ask of them?"), [InputRequired(_l("Choose what you ask of them"))]
    )

    @classmethod
    def build(cls, *, hand_over: bool) -> Self:
        form = cls.from_request(kind=SHARE)
        shares = (SHARE, str(_l("To look after this entry with those who do so now")))
        takes = (HAND_OVER, str(_l("To take it over and be its first owner")))
        form.kind.choices = [shares, takes] if hand_over else [shares]
        return form

    def build_request(self) -> OwnerRequest:
        return OwnerRequest(self.email.data or "", self.kind.data == HAND_OVER)


class OrganisationForm(Form):
    open = RadioField(
        _l("May others of the organisation that leads it change and assess it?"),
        [AnyOf(["yes", "no"], message=_l("Choose yes or no"))],
        choices=[
            ("yes", _l("Yes, once it is public. A curator reads what they change")),
            ("no", _l("No, only those who look after it")),
        ],
        validate_choice=False,
    )

    @classmethod
    def build(cls, *, is_open: bool) -> Self:
        """Return the form with what holds now, whatever else was sent."""
        return cls(None, open="yes" if is_open else "no")
