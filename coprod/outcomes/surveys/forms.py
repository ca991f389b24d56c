"""How a survey is set up, answered, and typed in for somebody."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField

from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results.enums import LikertAnswer
from coprod.outcomes.results.forms import WaveForm
from coprod.outcomes.surveys.actions import Behalf, SurveyDetails
from coprod.outcomes.surveys.enums import SurveyChannel
from coprod.outcomes.surveys.rules import Values
from coprod.web.choices import EnumField
from coprod.web.fields import CheckboxesField, ParagraphsField, PartialDateField, parse_row_key
from coprod.web.forms import Form
from coprod.web.language import translate

USUAL = timedelta(weeks=3)
LONGEST_NOTE = 500


class AskForm(WaveForm):
    statements = CheckboxesField(
        lazy_gettext("Which statements do you ask about?"), coerce=parse_row_key
    )
    closes_on = PartialDateField(
        lazy_gettext("When does it close?"),
        description=lazy_gettext("Most are open for two or three weeks."),
    )

    @classmethod
    def build_with_statements(
        cls, places: Sequence[tuple[int, str]], statements: Sequence[Statement]
    ) -> Self:
        form = cls.build(places)
        form.statements.choices = [(each.id, translate(each.worded)) for each in statements]
        return form

    @classmethod
    def from_request(cls, **given: Any) -> Self:
        today, day = clock.today(), clock.today() + USUAL
        usual = {
            "surveyed_on": PartialDate(today.year, today.month),
            "closes_on": PartialDate.from_day(day),
        }
        return super().from_request(**{**usual, **given})

    def to_survey_details(self) -> SurveyDetails:
        statements = tuple(self.statements.data or ())
        return SurveyDetails(statements, self.closes_on.require_whole_day())


class AnswerForm(Form):
    """One question for each statement: each has faces and words beside it."""

    slip = HiddenField()

    @classmethod
    def build(cls, statements: Sequence[Statement], **given: Any) -> Self:
        boxes = {get_field_name(each.id): RadioField(validate_choice=False) for each in statements}
        form_class: type[Self] = type(cls.__name__, (cls,), dict(boxes))
        return form_class.from_request(**given)

    def to_values(self, statements: Sequence[Statement]) -> Values:
        typed = {each.id: self[get_field_name(each.id)].data for each in statements}
        if any(value and value not in set(LikertAnswer) for value in typed.values()):
            raise RuleBrokenError(N_("Choose one of the answers"))
        return {key: LikertAnswer(value) for key, value in typed.items() if value}


class BehalfForm(AnswerForm):
    came = EnumField(lazy_gettext("How were the answers given?"), SurveyChannel)
    note = ParagraphsField(
        lazy_gettext("How did you get them?"),
        description=lazy_gettext(
            "For example: “Paper form, filled in at the lunch club on 3 May”. Do not name the "
            "person. Curators read this."
        ),
        longest=LONGEST_NOTE,
        rows=2,
    )

    def to_behalf(self) -> Behalf:
        came = self.came.get_choice()
        if came is None:
            raise RuleBrokenError(N_("Say how the answers were given"), field="came")
        return Behalf(came, self.note.data or "")


def get_field_name(key: int) -> str:
    return f"statement-{key}"
