"""How a team claims a value, and a curator judges one: the criteria to choose from, and why."""

from typing import Self

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField
from wtforms.validators import AnyOf, InputRequired

from coprod.challenges.enums import VALUES, Challenge
from coprod.challenges.rules import CRITERIA_CHANGED, MAX_REASON_LENGTH, Argument
from coprod.core.values.errors import RuleBrokenError
from coprod.reference.wording.rules import VersionTexts
from coprod.web.fields import LineField, ParagraphsField, max_length
from coprod.web.forms import Form, require_value
from coprod.web.language import translate


class ArgumentForm(Form):
    """``words`` is the version of the criteria that the writer was shown."""

    words = HiddenField()
    current_version = ""
    value = RadioField(
        lazy_gettext("Which sentence fits best?"),
        [
            AnyOf(
                [str(v) for v in VALUES], message=lazy_gettext("Choose the sentence that fits best")
            )
        ],
        validate_choice=False,
    )
    reason = ParagraphsField(
        lazy_gettext("Why?"),
        [InputRequired(lazy_gettext("Say why. Everybody can read it"))],
        description=lazy_gettext(
            "Everybody can read this once the activity is public. Do not name anybody."
        ),
        longest=MAX_REASON_LENGTH,
    )
    link = LineField(
        lazy_gettext("Where can others see it?"),
        [max_length(2000)],
        description=lazy_gettext(
            "If there is something: the address of a report, minutes or a film."
        ),
    )

    @classmethod
    def for_challenge(cls, challenge: Challenge, criteria: VersionTexts) -> Self:
        form = cls.from_request(words=str(criteria.wording.version))
        criteria_texts = [(v, translate(criteria[f"{challenge.key}.{v}"])) for v in VALUES]
        form.value.choices = [(str(v), f"{v}. {words}") for v, words in criteria_texts]
        form.current_version = str(criteria.wording.version)
        return form

    def get_argument(self) -> Argument:
        """Return what was argued. What was chosen from other words is not what these words say."""
        if self.words.data != self.current_version:
            self.words.data = self.current_version
            raise RuleBrokenError(CRITERIA_CHANGED, field="value")
        value = int(require_value(self.value.data))
        return Argument(value, self.reason.data or "", self.link.data or "")
