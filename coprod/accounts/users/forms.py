"""What we ask of people who come in, and the fields that other account forms share."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, ValidationError

from coprod.accounts.users.rules import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    check_email,
    check_name,
)
from coprod.core.values.errors import RuleBrokenError
from coprod.web.fields import LineField, max_length
from coprod.web.forms import Form
from coprod.web.language import translate


class RuleCheckedLine(LineField):
    """A line with a rule of the domain's behind it; ``data`` is as the rule returns it."""

    def apply_rule(self, typed: str) -> str:
        raise NotImplementedError

    def post_validate(self, _form: Any, validation_stopped: bool) -> None:  # noqa: FBT001 - WTForms calls it so
        if validation_stopped or self.errors:
            return
        try:
            self.data = self.apply_rule(self.data or "")
        except RuleBrokenError as wrong:
            raise ValidationError(translate(wrong.message)) from None


class EmailField(RuleCheckedLine):
    """An e-mail address; ``data`` has the one form in which we keep it."""

    def apply_rule(self, typed: str) -> str:
        return check_email(typed)

    def __init__(self, label: Any, **given: Any) -> None:
        needed = InputRequired(lazy_gettext("Enter an e-mail address"))
        super().__init__(label, [needed, max_length(LONGEST_EMAIL)], **given)


class OptionalEmail(RuleCheckedLine):
    """Where somebody without an account reads what became of what they sent, if they wish to."""

    def apply_rule(self, typed: str) -> str:
        return check_email(typed) if typed else ""

    def __init__(self, **given: Any) -> None:
        label = lazy_gettext("E-mail address (you can leave this empty)")
        super().__init__(label, [max_length(LONGEST_EMAIL)], **given)


class NameField(RuleCheckedLine):
    """The name that others see."""

    def apply_rule(self, typed: str) -> str:
        return check_name(typed)

    def __init__(self, label: Any, **given: Any) -> None:
        needed = InputRequired(lazy_gettext("Enter the name that others will see"))
        super().__init__(label, [needed, max_length(LONGEST_NAME)], **given)


class CurrentPasswordField(PasswordField):
    def __init__(self, label: Any, **given: Any) -> None:
        needed = InputRequired(lazy_gettext("Enter your password"))
        super().__init__(label, [needed, max_length(LONGEST_PASSWORD * 4)], **given)


class NewPasswordField(PasswordField):
    def __init__(self, label: Any, **given: Any) -> None:
        needed = InputRequired(lazy_gettext("Enter a new password"))
        hint = lazy_gettext(
            "%(least)s characters or more. Three or four words that do not belong together are "
            "easy to remember and hard to guess.",
            least=SHORTEST_PASSWORD,
        )
        super().__init__(label, [needed], description=hint, **given)


class CodeField(StringField):
    def __init__(self, label: Any, **given: Any) -> None:
        needed = InputRequired(lazy_gettext("Enter the code"))
        super().__init__(label, [needed, max_length(40)], **given)


class SignInForm(Form):
    email = EmailField(lazy_gettext("E-mail address"))
    password = CurrentPasswordField(lazy_gettext("Password"))
    next = HiddenField()


class LinkForm(Form):
    """Asks where to mail a link that signs in."""

    email = EmailField(lazy_gettext("E-mail address"))
    next = HiddenField()


class CodeForm(Form):
    code = CodeField(
        lazy_gettext("Code"),
        description=lazy_gettext("Six numbers from your app, or one of your recovery codes."),
    )
