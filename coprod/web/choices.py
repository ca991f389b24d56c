"""Fields with few answers: one of a fixed set, how many people, and names one on a line."""

from enum import StrEnum
from typing import Any

from wtforms import RadioField
from wtforms.validators import StopValidation

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.howmany import HowMany, Sureness
from coprod.core.values.keys import parse_digits, strip_separators
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line
from coprod.web.fields import NOT_LISTED, LineField, ParagraphsField
from coprod.web.language import translate


class EnumField(RadioField):
    """One of a few fixed answers, or none yet. They are put in words where they are shown."""

    def __init__(self, label: Any, kind: type[StrEnum], **options: Any) -> None:
        super().__init__(label, validate_choice=False, **options)
        self.kind = kind

    def iter_choices(self) -> Any:
        if self.choices is None:
            words: Any = self.kind
            self.choices = [(each.value, translate(each.label)) for each in words]
        return super().iter_choices()

    def pre_validate(self, _form: Any) -> None:
        if self.data and self.data not in set(self.kind):
            raise StopValidation(str(NOT_LISTED))

    def get_choice(self) -> Any:
        return self.kind(self.data) if self.data else None


class NumberField(LineField):
    """A whole number in a short box."""


class NamesField(ParagraphsField):
    """Names, one on a line."""

    def list_names(self) -> tuple[str, ...]:
        lines = (one_line(line) for line in (self.data or "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))


def read_how_many(how: EnumField, number: NumberField) -> HowMany | None:
    """Return how many people took part, as two boxes tell it."""
    sureness = how.get_choice() or (Sureness.EXACT if number.data else None)
    digits = strip_separators(number.data or "")
    if sureness is None:
        return None
    if sureness is Sureness.UNKNOWN:
        refuse_number(digits)
        return HowMany(sureness)
    people = parse_digits(digits, 7)
    if people is None:
        message = N_("Enter how many in numbers, such as 25, or say that you do not know")
        raise RuleBrokenError(message, field="took_part_number")
    try:
        return HowMany(sureness, people)
    except ValueError:
        raise RuleBrokenError(N_("That is too many"), field="took_part_number") from None


def refuse_number(digits: str) -> None:
    if digits:
        message = N_("You wrote a number, so you know something. Choose one of the first two")
        raise RuleBrokenError(message, field="took_part_how")


def list_values(how_many: HowMany | None) -> dict[str, Any]:
    """Return what the two boxes hold at first."""
    if how_many is None:
        return {}
    number = "" if how_many.number is None else str(how_many.number)
    return {"took_part_how": how_many.sureness, "took_part_number": number}
