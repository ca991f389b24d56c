"""What is asked about a rate, and about a plan that is to be costed."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField

from coprod.core.money.rules import format_pounds, parse_typed_amount
from coprod.core.values.phrases import N_
from coprod.reference.lists.forms import parse_version
from coprod.register.sections.enums import CostCategory
from coprod.register.sections.forms import read_whole_number
from coprod.resourcing.rate_card.enums import HOW_MANY, Per
from coprod.resourcing.rate_card.models import StoredRate
from coprod.resourcing.rate_card.rules import LONGEST_NAME, LONGEST_SOURCE, Plan, Rate, RateDetails
from coprod.web.choices import EnumField, NumberField
from coprod.web.fields import LineField, ParagraphsField, PartialDateField, max_length
from coprod.web.forms import Form
from coprod.web.language import translate

SHORT_ENOUGH = max_length(50)
NUMBERS = ("sessions", "people", "staff", "volunteers")


class RateForm(Form):
    name = LineField(lazy_gettext("What is it for?"), [max_length(LONGEST_NAME)])
    category = EnumField(lazy_gettext("Which heading does it belong to?"), CostCategory)
    pence = NumberField(lazy_gettext("How much is it, in pounds?"), [SHORT_ENOUGH])
    per = EnumField(lazy_gettext("What is that for?"), Per)
    since = PartialDateField(
        lazy_gettext("From when?"), description=lazy_gettext("The year alone will do.")
    )
    until = PartialDateField(
        lazy_gettext("Until when?"), description=lazy_gettext("Leave this empty if it still is.")
    )
    source = ParagraphsField(
        lazy_gettext("Where does it come from?"),
        description=lazy_gettext("For example: the partnership’s payment policy, and its date."),
        longest=LONGEST_SOURCE,
        rows=2,
    )
    is_confirmed = BooleanField(
        lazy_gettext("The partnership has agreed it"),
        description=lazy_gettext("Until then it is marked as an example."),
    )
    version = HiddenField()

    @classmethod
    def build(cls, rate: StoredRate | None = None) -> Self:
        if rate is None:
            return cls.from_request()
        same = ("name", "category", "per", "since", "until", "source", "is_confirmed", "version")
        fields = {name: getattr(rate, name) for name in same}
        return cls.from_request(**fields, pence=format_pounds(rate.pence).removeprefix("£"))

    def to_details(self) -> RateDetails:
        return RateDetails(
            name=self.name.data or "",
            category=self.category.get_choice(),
            per=self.per.get_choice(),
            pence=parse_typed_amount(self.pence.data or "", "pence"),
            since=self.since.data,
            source=self.source.data or "",
            until=self.until.data,
            is_confirmed=bool(self.is_confirmed.data),
        )

    @property
    def seen(self) -> int:
        return parse_version(self.version.data)


class PlanForm(Form):
    """A plan. For each rate it has one more box: how many are needed at once."""

    sessions = NumberField(lazy_gettext("How many sessions?"), [SHORT_ENOUGH])
    hours = NumberField(
        lazy_gettext("How many hours is each?"),
        [SHORT_ENOUGH],
        description=lazy_gettext("Such as 2.5"),
    )
    people = NumberField(lazy_gettext("How many residents at each?"), [SHORT_ENOUGH])
    staff = NumberField(lazy_gettext("How many staff at each?"), [SHORT_ENOUGH])
    preparation = NumberField(
        lazy_gettext("How many hours does each of them need to prepare a session?"), [SHORT_ENOUGH]
    )
    volunteers = NumberField(lazy_gettext("How many volunteers at each?"), [SHORT_ENOUGH])

    def to_plan(self, rates: Sequence[Rate]) -> Plan:
        numbers: dict[str, Any] = {
            name: read_whole_number(self[name].data or "", name) for name in NUMBERS
        }
        for name in ("hours", "preparation"):
            numbers[name] = parse_typed_amount(self[name].data or "", name)
        uses = {
            each.id: read_whole_number(self[get_field_name(each)].data or "", get_field_name(each))
            or 0
            for each in rates
        }
        return Plan(**{name: number or 0 for name, number in numbers.items()}, uses=uses)


def get_field_name(rate: Rate) -> str:
    return f"rate_{rate.id}"


def build_plan_form(rates: Sequence[Rate]) -> type[PlanForm]:
    """Return the form with a box for each rate."""
    boxes = {
        get_field_name(each): NumberField(
            build_label(each), [SHORT_ENOUGH], description=str(translate(HOW_MANY[each.per]))
        )
        for each in rates
    }
    return type("PlanFormWithRates", (PlanForm,), boxes)


def build_label(rate: Rate) -> str:
    message = N_(
        "%(name)s: %(amount)s %(per)s",
        name=rate.name,
        amount=format_pounds(rate.pence),
        per=rate.per.label,
    )
    return translate(message)
