"""What a team is asked about a comment."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from coprod.core.audit_trail.enums import verb
from coprod.core.audit_trail.models import Event
from coprod.engagement.comments.forms import Words
from coprod.web.fields import row_key
from coprod.web.filters import at
from coprod.web.forms import Form
from coprod.web.language import translate

NONE = "0"


class AnswerForm(Form):
    body = Words(
        _l("Your answer"),
        description=_l("Say what you did with it, or why you cannot. Thank people first."),
    )


class LedToForm(Form):
    step = RadioField(
        _l("Which change did it lead to?"),
        [InputRequired(_l("Choose one of the changes, or none"))],
        validate_choice=False,
    )

    @classmethod
    def of(cls, changes: list[Event], **given: Any) -> "LedToForm":
        form = cls.from_request(**given)
        told = [(str(each.id), f"{translate(verb(each.verb))}, {at(each.at)}") for each in changes]
        form.step.choices = [*told, (NONE, str(_l("None")))]
        return form

    def chosen(self) -> int | None:
        """Return the key of the change; -1, which is on no list, for what is no key."""
        try:
            return row_key(self.step.data) or None
        except ValueError:
            return -1
