"""How an indicator, its numbers, targets, reviews and gaps are asked for."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _l

from coprod.board.indicators.enums import Counted, Measure, ReviewDecision
from coprod.board.indicators.models import BoardIndicator, IndicatorTarget
from coprod.board.indicators.rules import (
    INDICATOR_TEXTS,
    LONGEST,
    GapDraft,
    IndicatorDraft,
    ReviewDraft,
    TargetDraft,
    ValueDraft,
    read_count,
)
from coprod.core.money.rules import format_decimal, parse_amount
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.enums import Direction
from coprod.reference.lists.forms import VersionedForm
from coprod.web.choices import EnumField, NumberField
from coprod.web.fields import (
    CheckboxesField,
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    parse_row_key,
)
from coprod.web.forms import Form

WHOLE_AREA = _l("The whole area")
A_ROLE = _l("Such as “Head of community health”. Never a name. Readers see it.")
LONGEST_PASTE = 60_000
Places = Sequence[tuple[int, str]]


class IndicatorForm(VersionedForm):
    title = LineField(_l("What is the indicator called?"))
    collection = LineField(
        _l("Which list of measures does it belong to, if any?"),
        description=_l("For example a national list, with its year."),
    )
    goal = ParagraphsField(
        _l("What should get better?"),
        description=_l("In everyday words: what would people notice?"),
        longest=LONGEST["goal"],
        rows=2,
    )
    definition = ParagraphsField(
        _l("What exactly is counted, and what is not?"), longest=LONGEST["definition"], rows=4
    )
    source = LineField(_l("Where do the numbers come from?"))
    source_link = LineField(_l("The address of the source, if there is one"))
    measure = EnumField(_l("How is the number worked out?"), Measure)
    unit = LineField(
        _l("In which unit?"),
        description=_l("Such as “days”. Leave this empty for a share or a rate."),
    )
    counted = EnumField(
        _l("What is counted?"),
        Counted,
        description=_l("Numbers of people are rounded, and small ones are not shown."),
    )
    direction = EnumField(_l("Which way is better?"), Direction)
    owner = LineField(_l("Which role looks after it?"), description=A_ROLE)
    narrative = ParagraphsField(
        _l("What should people know to understand the numbers?"),
        longest=LONGEST["narrative"],
        rows=4,
    )
    baseline = ChoiceField(_l("Which period are the numbers compared with?"), default="")
    ends_on = PartialDateField(
        _l("Until which day is it followed?"),
        description=_l("Leave this empty as long as it is followed."),
    )

    @classmethod
    def build(cls, indicator: BoardIndicator | None = None) -> Self:
        form = cls.from_request(**(get_indicator_values(indicator) if indicator else {}))
        days = list_baseline_days(indicator) if indicator else []
        form.baseline.choices = [
            ("", str(_l("None"))),
            *((day.isoformat(), day.isoformat()) for day in days),
        ]
        return form

    def to_draft(self) -> IndicatorDraft:
        texts: dict[str, Any] = {name: self[name].data or "" for name in INDICATOR_TEXTS}
        return IndicatorDraft(
            **texts,
            measure=self.measure.get_choice(),
            counted=self.counted.get_choice(),
            direction=self.direction.get_choice(),
            baseline_on=date.fromisoformat(self.baseline.data) if self.baseline.data else None,
            ends_on=self.ends_on.get_whole_day(),
        )


def list_baseline_days(indicator: BoardIndicator) -> list[date]:
    values = (each for each in indicator.values if not each.replaced_at and not each.place_id)
    return sorted(each.starts_on for each in values)


def get_indicator_values(indicator: BoardIndicator) -> dict[str, Any]:
    return {
        **{name: getattr(indicator, name) for name in (*INDICATOR_TEXTS, "version")},
        "measure": indicator.measure.value,
        "counted": indicator.counted.value,
        "direction": indicator.direction.value,
        "baseline": indicator.baseline_on.isoformat() if indicator.baseline_on else "",
        "ends_on": to_partial(indicator.ends_on),
    }


def to_partial(day: date | None) -> PartialDate | None:
    return PartialDate.from_day(day) if day else None


class ValueForm(Form):
    starts_on = PartialDateField(_l("From which day?"))
    ends_on = PartialDateField(_l("Until which day?"))
    place_id = ChoiceField(_l("Where?"), coerce=parse_row_key)
    numerator = NumberField(_l("How many were counted?"))
    denominator = NumberField(_l("Out of how many, or divided by what?"))
    note = LineField(_l("What should readers know about this number?"))

    @classmethod
    def build(cls, places: Places) -> Self:
        form = cls.from_request()
        form.place_id.choices = [(0, str(WHOLE_AREA)), *places]
        return form

    def to_draft(self) -> ValueDraft:
        return ValueDraft(
            period=(self.starts_on.require_whole_day(), self.ends_on.require_whole_day()),
            numerator=require_count(self.numerator.data or ""),
            denominator=read_typed_count(self.denominator.data or "", "denominator"),
            place_id=self.place_id.data or None,
            note=self.note.data or "",
        )


def require_count(text: str) -> int:
    number = read_typed_count(text, "numerator")
    if number is None:
        raise RuleBrokenError(N_("Enter how many were counted"), field="numerator")
    return number


def read_typed_count(text: str, field: str) -> int | None:
    try:
        return read_count(text)
    except RuleBrokenError as broken:
        raise RuleBrokenError(broken.message, field=field) from None


class RowsForm(Form):
    rows = ParagraphsField(
        _l("Rows from your spreadsheet"),
        description=_l(
            "Copy the cells with their headings: from, to, numerator, denominator. You can add "
            "place and note. Write days as 2026-04-01, or months as 2026-04."
        ),
        longest=LONGEST_PASTE,
        rows=8,
    )


class NumberForm(VersionedForm):
    """A form with a number in the unit of the indicator."""

    number = NumberField(_l("Which number is to be reached?"))

    def read_number(self) -> int | None:
        text = (self.number.data or "").strip().removesuffix("%")
        try:
            return parse_amount(text) if text else None
        except ValueError:
            message = N_("Write a number, such as 87.5")
            raise RuleBrokenError(message, field="number") from None


class TargetForm(NumberForm):
    place_id = ChoiceField(_l("For which place?"), coerce=parse_row_key)
    due = PartialDateField(_l("By which day?"))
    review_on = PartialDateField(_l("On which day is it looked at again?"))
    why = ParagraphsField(
        _l("Why this number?"),
        description=_l("For example who agreed on it, and what it builds on."),
        longest=LONGEST["why"],
        rows=3,
    )

    @classmethod
    def build(cls, places: Places) -> Self:
        form = cls.from_request()
        form.place_id.choices = [(0, str(WHOLE_AREA)), *places]
        return form

    def to_draft(self) -> TargetDraft:
        return TargetDraft(
            hundredths=self.read_number(),
            due=self.due.get_whole_day(),
            review_on=self.review_on.get_whole_day(),
            place_id=self.place_id.data or None,
            why=self.why.data or "",
        )


class ReviewForm(NumberForm):
    number = NumberField(_l("If the target changes: which number is to be reached?"))
    due = PartialDateField(_l("If the target changes: by which day?"))
    decision = EnumField(_l("What was decided?"), ReviewDecision)
    decided_by = LineField(_l("Which role or board decided?"), description=A_ROLE)
    reason = ParagraphsField(_l("Why?"), longest=LONGEST["reason"], rows=3)
    review_on = PartialDateField(
        _l("On which day is it looked at again?"),
        description=_l("Leave this empty if the target is given up."),
    )

    @classmethod
    def build(cls, target: IndicatorTarget) -> Self:
        number = format_decimal(target.hundredths)
        return cls.from_request(version=target.version, number=number, due=to_partial(target.due))

    def to_draft(self) -> ReviewDraft:
        return ReviewDraft(
            decision=self.decision.get_choice(),
            decided_by=self.decided_by.data or "",
            reason=self.reason.data or "",
            review_on=self.review_on.get_whole_day(),
            hundredths=self.read_number(),
            due=self.due.get_whole_day(),
        )


class GapForm(Form):
    missing = ParagraphsField(_l("Which numbers are missing?"), longest=LONGEST["missing"], rows=2)
    plan = ParagraphsField(_l("How will you get them?"), longest=LONGEST["plan"], rows=3)
    owner = LineField(_l("Which role does it?"), description=A_ROLE)
    due = PartialDateField(_l("By which day?"))

    def to_draft(self) -> GapDraft:
        texts: dict[str, Any] = {
            name: self[name].data or "" for name in ("missing", "plan", "owner")
        }
        return GapDraft(**texts, due=self.due.get_whole_day())


class CloseGapForm(Form):
    closed_words = ParagraphsField(_l("What came of it?"), longest=LONGEST["closed_words"], rows=3)


class LinkForm(Form):
    activity = LineField(
        _l("Which activity?"),
        description=_l("Write the name of the activity, or copy its address from your browser."),
    )
    why = ParagraphsField(
        _l("How could it move this number?"),
        description=_l("What you hope for. Nobody can say yet that it did."),
        longest=LONGEST["why"],
        rows=3,
    )


class PotsForm(Form):
    pots = CheckboxesField(_l("Which pots of money mean to move it?"), coerce=parse_row_key)

    @classmethod
    def build(cls, choices: Sequence[tuple[int, str]], chosen: Sequence[int] = ()) -> Self:
        form = cls.from_request(pots=list(chosen))
        form.pots.choices = list(choices)
        return form
