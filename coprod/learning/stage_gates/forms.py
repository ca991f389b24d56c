"""What we ask about a go or no-go."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired

from coprod.core.values.dates import PartialDate
from coprod.learning.stage_gates.enums import GateOutcome
from coprod.learning.stage_gates.rules import LONGEST_REASON, NewGateDecision
from coprod.register.sections.enums import SpreadStage
from coprod.web.choices import EnumField
from coprod.web.fields import LineField, ParagraphsField, PartialDateField, max_length
from coprod.web.forms import Form
from coprod.web.language import translate


class DecideForm(Form):
    stage = RadioField(lazy_gettext("Which stage was decided on?"), validate_choice=False)
    going = EnumField(
        lazy_gettext("What was decided?"),
        GateOutcome,
        validators=[InputRequired(lazy_gettext("Say what was decided"))],
    )
    post = LineField(
        lazy_gettext("Which role decided?"),
        [InputRequired(lazy_gettext("Say which role decided")), max_length(200)],
        description=lazy_gettext("A role or a board, not a person’s name."),
    )
    on = PartialDateField(
        lazy_gettext("When?"), description=lazy_gettext("The whole date, such as 27 3 2026.")
    )
    reason = ParagraphsField(
        lazy_gettext("Why?"),
        [InputRequired(lazy_gettext("Give the reason: it will be shown"))],
        description=lazy_gettext(
            "If something is missing and it goes on, say why. Readers see this."
        ),
        longest=LONGEST_REASON,
    )

    @classmethod
    def for_stages(cls, stages: Sequence[SpreadStage]) -> Self:
        form = cls.from_request(stage=stages[0].value)
        form.stage.choices = [(stage.value, translate(stage.label)) for stage in stages]
        allowed = [stage.value for stage in stages]
        form.stage.validators = [AnyOf(allowed, message=lazy_gettext("Choose from the list"))]
        return form

    def build_decision(self) -> NewGateDecision:
        day = get_whole_date(self.on.data)
        return NewGateDecision(
            self.going.get_choice(), self.post.data or "", day, self.reason.data or ""
        )


def get_whole_date(day: PartialDate | None) -> date | None:
    return day.earliest if day and day.day else None
