"""What we ask of those who look after people."""

from collections.abc import Sequence
from typing import Self

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.validators import InputRequired, StopValidation

from coprod.accounts.admin.actions import RoleAssignment
from coprod.accounts.users.enums import ROLE_LABELS, ROLE_MEANINGS
from coprod.accounts.users.forms import EmailField
from coprod.core.values.actor import Right, Role, ScopedRight
from coprod.web.fields import ChoiceField, LineField, ParagraphsField, max_length
from coprod.web.forms import Form
from coprod.web.language import translate

NONE = 0
Choices = list[tuple[int, str]]


class RolesField(RadioField):
    """The roles that this actor may give."""

    def pre_validate(self, _form: object) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            raise StopValidation(str(lazy_gettext("Choose a role")))


class RoleForm(Form):
    """Asks for a role, and for the organisation it is held for."""

    role = RolesField(lazy_gettext("Role"), [InputRequired(lazy_gettext("Choose a role"))])
    organisation = ChoiceField(
        lazy_gettext("Organisation"),
        coerce=int,
        description=lazy_gettext("A team member belongs to one. Others need none."),
    )

    @classmethod
    def build(
        cls, roles: Sequence[Role], organisations: Choices, assignment: RoleAssignment
    ) -> Self:
        form = cls.from_request(
            role=assignment.role, organisation=assignment.organisation_id or NONE
        )
        form.role.choices = [(role.value, translate(ROLE_LABELS[role])) for role in roles]
        form.organisation.choices = [(NONE, str(lazy_gettext("None"))), *organisations]
        return form

    def build_assignment(self) -> RoleAssignment:
        return RoleAssignment(Role(str(self.role.data)), self.organisation.data or None)

    def list_hints(self) -> list[dict[str, object]]:
        """Return what each role may do, in the form in which the radios want it."""
        return [
            {"hint": {"text": translate(ROLE_MEANINGS[Role(str(value))])}}
            for value, *_ in self.role.iter_choices()
        ]


class RightForm(Form):
    """Asks for a right, and for the organisation or workstream within which it holds."""

    right = RadioField(
        lazy_gettext("What may they do?"), [InputRequired(lazy_gettext("Choose a right"))]
    )
    term = ChoiceField(lazy_gettext("Within"), coerce=int)

    @classmethod
    def build(cls, terms: Choices) -> Self:
        form = cls.from_request()
        form.right.choices = [(each.value, translate(each.label)) for each in Right]
        form.term.choices = terms
        return form

    def build_right(self) -> ScopedRight:
        return ScopedRight(Right(str(self.right.data)), int(self.term.data))

    @staticmethod
    def list_hints() -> list[dict[str, object]]:
        """Return what each right means, in the form in which the radios want it."""
        return [{"hint": {"text": translate(each.meaning)}} for each in Right]


class InviteForm(RoleForm):
    email = EmailField(lazy_gettext("E-mail address"))


class SuspendForm(Form):
    reason = ParagraphsField(
        lazy_gettext("Why?"),
        [InputRequired(lazy_gettext("Say why. Others who look after accounts will see it"))],
        longest=1000,
        rows=3,
    )


class DomainForm(Form):
    domain = LineField(
        lazy_gettext("E-mail domain"),
        [InputRequired(lazy_gettext("Enter the part of the address after the @")), max_length(253)],
        description=lazy_gettext("The part of the address after the @, such as example.org."),
    )
    organisation = ChoiceField(lazy_gettext("Organisation"), coerce=int)

    @classmethod
    def build(cls, organisations: Choices) -> Self:
        form = cls.from_request()
        form.organisation.choices = organisations
        return form
