"""Our few fields: a date known in part, and lists of boxes to tick."""

import re
from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext
from wtforms import (
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, StopValidation

from coprod.core.values import keys
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line

DATE_PARTS = ("day", "month", "year")
LONGEST_NUMBER = 12
CLOCK_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
NOT_LISTED = lazy_gettext("Choose from the list")


def parse_row_key(value: object) -> int:
    """Read the key of a row from a form; ``ValueError`` for what no row can have."""
    key = keys.parse_row_key(str(value))
    if key is None:
        raise ValueError(value)
    return key


class LineField(StringField):
    """One line of text: line breaks that were pasted in become spaces."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([one_line(value) for value in valuelist])


class ParagraphsField(TextAreaField):
    """Longer text. ``rows`` says how tall the box is, ``longest`` how much it takes."""

    def __init__(self, *args: Any, longest: int = 5000, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.longest = longest
        self.validators = [*self.validators, max_length(longest)]


class WholeNumberField(IntegerField):
    """A whole number that is not absurdly long, in our own words when it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([check_number_length(value) for value in valuelist])
        except ValueError:
            raise ValueError(str(lazy_gettext("Enter a whole number, such as 10"))) from None


def check_number_length(text: str) -> str:
    """Refuse what no column of a database would hold, before it is worked with."""
    if len(text.strip()) > LONGEST_NUMBER:
        raise ValueError
    return text


class ChoiceField(SelectField):
    """One choice from a list. What is not on the list is refused in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(NOT_LISTED)) from None

    def pre_validate(self, _form: Any) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            raise StopValidation(str(NOT_LISTED))


class CheckboxesField(SelectMultipleField):
    """A list of boxes to tick. Of a long one the first ``open_count`` stand open, if it says so.

    Who keeps the list puts those first that are ticked most often.
    """

    def __init__(self, *args: Any, open_count: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_count = open_count

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(NOT_LISTED)) from None

    def pre_validate(self, _form: Any) -> None:
        allowed = {value for value, *_ in self.iter_choices()}
        if any(value not in allowed for value in self.data or ()):
            raise StopValidation(str(NOT_LISTED))


WHOLE_DAY = N_("Enter the day, the month and the year")


class PartialDateField(Field):
    """Day, month and year in three boxes, of which the year alone will do.

    ``data`` is a ``PartialDate``, or None when all three boxes are empty.
    """

    def __init__(self, label: Any, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.typed: dict[str, str] = dict.fromkeys(DATE_PARTS, "")

    @property
    def focus_id(self) -> str:
        return f"{self.id}-day"

    def get_whole_day(self) -> date | None:
        """Return the day, or None where all boxes are empty: a month alone is not enough."""
        given: PartialDate | None = self.data
        if given is not None and given.day is None:
            raise RuleBrokenError(WHOLE_DAY, field=self.name)
        return given.earliest if given else None

    def require_whole_day(self) -> date:
        day = self.get_whole_day()
        if day is None:
            raise RuleBrokenError(WHOLE_DAY, field=self.name)
        return day

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:  # noqa: ARG002 - WTForms calls it so
        self.process_errors = []
        self.data = data if isinstance(data, PartialDate) else None
        self.object_data = self.data
        if formdata is not None and any(f"{self.name}-{part}" in formdata for part in DATE_PARTS):
            self.typed = {
                part: formdata.get(f"{self.name}-{part}", "").strip() for part in DATE_PARTS
            }
            self.raw_data = [text for text in self.typed.values() if text]
            self.parse_typed()
        elif self.data is not None:
            numbers = (self.data.day, self.data.month, self.data.year)
            self.typed = {part: str(n or "") for part, n in zip(DATE_PARTS, numbers, strict=True)}
            self.raw_data = []

    def parse_typed(self) -> None:
        self.data = None
        if not any(self.typed.values()):
            return
        try:
            self.data = PartialDate(*self.parse_numbers())
        except ValueError as wrong:
            self.process_errors = [explain_date_error(str(wrong))]

    def parse_numbers(self) -> tuple[int, int | None, int | None]:
        day, month, year = (self.typed[part] for part in DATE_PARTS)
        if not year:
            raise ValueError("no year")
        return (
            parse_whole_number(year, 4),
            parse_month(month),
            parse_whole_number(day, 2) if day else None,
        )


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parse_month(text: str) -> int | None:
    """Read a month as a number or as an English name: 3, 03, Mar, march."""
    if not text:
        return None
    if text[:3].lower() in MONTHS:
        return MONTHS.index(text[:3].lower()) + 1
    return parse_whole_number(text, 2)


def parse_whole_number(text: str, most: int) -> int:
    number = keys.parse_digits(text, most)
    if number is None:
        raise ValueError("not a number")
    return number


def explain_date_error(wrong: str) -> str:
    known = {
        "no year": lazy_gettext("Enter the year. The day and the month can stay empty"),
        "month": lazy_gettext("Enter the month as well as the day, or leave the day empty"),
        "year": lazy_gettext("Enter a year between 1900 and 2100, such as 2024"),
        "not a number": lazy_gettext(
            "Write the date in numbers, such as 27 3 2024. A year alone will do"
        ),
    }
    return str(known.get(wrong, lazy_gettext("There is no such date. Check the day and the month")))


def max_length(longest: int) -> Length:
    return Length(
        max=longest,
        message=lazy_gettext("Shorten this to %(most)s characters or fewer", most=longest),
    )


def parse_clock_time(text: str | None, field: str) -> time:
    match = CLOCK_TIME.fullmatch(text or "")
    if match is None:
        raise RuleBrokenError(N_("Enter the time in numbers, such as 18:30"), field=field)
    return time(int(match.group(1)), int(match.group(2)))
