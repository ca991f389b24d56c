"""How a survey is set up, answered, and typed in for somebody."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField

from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results.enums import Said
from coprod.outcomes.results.forms import AskedForm
from coprod.outcomes.surveys.actions import Asking, Behalf
from coprod.outcomes.surveys.enums import Came
from coprod.outcomes.surveys.rules import Values
from coprod.web.choices import OneOf
from coprod.web.fields import Paragraphs, PartialDateField, Ticks, row_key
from coprod.web.forms import Form
from coprod.web.language import translate

USUAL = timedelta(weeks=3)
LONGEST_NOTE = 500


class AskForm(AskedForm):
    statements = Ticks(_l("Which statements do you ask about?"), coerce=row_key)
    closes_on = PartialDateField(
        _l("When does it close?"), description=_l("Most are open for two or three weeks.")
    )

    @classmethod
    def asking(cls, places: Sequence[tuple[int, str]], statements: Sequence[Statement]) -> Self:
        form = cls.among(places)
        form.statements.choices = [(each.id, translate(each.worded)) for each in statements]
        return form

    @classmethod
    def from_request(cls, **given: Any) -> Self:
        today, day = clock.today(), clock.today() + USUAL
        usual = {
            "asked_on": PartialDate(today.year, today.month),
            "closes_on": PartialDate(day.year, day.month, day.day),
        }
        return super().from_request(**{**usual, **given})

    def asked(self) -> Asking:
        day: PartialDate | None = self.closes_on.data
        if day is None or day.month is None or day.day is None:
            raise RuleBrokenError(N_("Enter the day, the month and the year"), field="closes_on")
        return Asking(tuple(self.statements.data or ()), date(day.year, day.month, day.day))


class AnswerForm(Form):
    """One question for each statement: each has faces and words beside it."""

    slip = HiddenField()

    @classmethod
    def about(cls, statements: Sequence[Statement], **given: Any) -> Self:
        boxes = {box(each.id): RadioField(validate_choice=False) for each in statements}
        made: type[Self] = type(cls.__name__, (cls,), dict(boxes))
        return made.from_request(**given)

    def values(self, statements: Sequence[Statement]) -> Values:
        typed = {each.id: self[box(each.id)].data for each in statements}
        if any(value and value not in set(Said) for value in typed.values()):
            raise RuleBrokenError(N_("Choose one of the answers"))
        return {key: Said(value) for key, value in typed.items() if value}


class BehalfForm(AnswerForm):
    came = OneOf(_l("How were the answers given?"), Came)
    note = Paragraphs(
        _l("How did you come by them?"),
        description=_l(
            "For example: “Paper form, filled in at the lunch club on 3 May”. Do not name the "
            "person. Curators read this."
        ),
        longest=LONGEST_NOTE,
        rows=2,
    )

    def behalf(self) -> Behalf:
        came = self.came.chosen()
        if came is None:
            raise RuleBrokenError(N_("Say how the answers were given"), field="came")
        return Behalf(came, self.note.data or "")


def box(key: int) -> str:
    return f"statement-{key}"
