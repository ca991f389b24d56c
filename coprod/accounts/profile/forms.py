"""What we ask of people who change something about their own account."""

from typing import Self

from flask_babel import lazy_gettext
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

    current_password = CurrentPasswordField(lazy_gettext("Your current password"))

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
    name = NameField(
        lazy_gettext("Your name"),
        description=lazy_gettext("Others see this name beside what you write."),
    )


class PasswordForm(ProvenForm):
    new_password = NewPasswordField(lazy_gettext("New password"))


class EmailForm(ProvenForm):
    email = EmailField(lazy_gettext("New e-mail address"))


class FactorForm(ProvenForm):
    code = CodeField(lazy_gettext("The code that the app shows now"))
