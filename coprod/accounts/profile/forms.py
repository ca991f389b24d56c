"""What we ask of people who change something about their own account."""

from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import Field

from coprod.accounts.profile.actions import Proof
from coprod.accounts.users.forms import (
    CodeField,
    CurrentPasswordField,
    EmailField,
    NameField,
    NewPasswordField,
)
from coprod.accounts.users.models import LoginSession, Person
from coprod.web.forms import Form


class ProvenForm(Form):
    """Asks for the current password too, of those who have one."""

    current_password = CurrentPasswordField(_l("Your current password"))

    @classmethod
    def build(cls, person: Person) -> Self:
        form = cls.from_request()
        if person.password is None:
            del form.current_password
        return form

    def build_proof(self, login_session: LoginSession) -> Proof:
        field: Field | None = self._fields.get("current_password")
        return Proof(str(field.data or "") if field else "", login_session)


class NameForm(Form):
    name = NameField(_l("Your name"), description=_l("Others see this name beside what you write."))


class PasswordForm(ProvenForm):
    new_password = NewPasswordField(_l("New password"))


class EmailForm(ProvenForm):
    email = EmailField(_l("New e-mail address"))


class FactorForm(ProvenForm):
    code = CodeField(_l("The code that the app shows now"))
