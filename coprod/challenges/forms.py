"""How a team claims a value, and a curator judges one: the criteria to choose from, and why."""

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired

from coprod.challenges.rules import LONGEST_REASON, Argument
from coprod.challenges.words import VALUES, Challenge, criterion
from coprod.web.fields import Line, Paragraphs, no_longer_than
from coprod.web.forms import Form, sure
from coprod.web.language import say


class ArgumentForm(Form):
    value = RadioField(
        _l("Which sentence fits best?"),
        [AnyOf([str(v) for v in VALUES], message=_l("Choose the sentence that fits best"))],
        validate_choice=False,
    )
    reason = Paragraphs(
        _l("Why?"),
        [InputRequired(_l("Say why. Everybody can read it"))],
        description=_l("Everybody can read this once the entry is public. Name no people."),
        longest=LONGEST_REASON,
    )
    link = Line(
        _l("Where can others see it?"),
        [no_longer_than(2000)],
        description=_l("If there is something: the address of a report, minutes or a film."),
    )

    @classmethod
    def about(cls, challenge: Challenge, **given: Any) -> Self:
        form = cls.from_request(**given)
        form.value.choices = [(str(v), f"{v}. {say(criterion(challenge, v))}") for v in VALUES]
        return form

    def argument(self) -> Argument:
        value = int(sure(self.value.data))
        return Argument(value, self.reason.data or "", self.link.data or "")
