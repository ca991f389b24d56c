"""What an amount is an amount of, and how it is said."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class AmountUnit(LabelledEnum):
    POUNDS = "gbp", N_("Pounds")
    HOURS = "hours", N_("Hours")
    DAYS = "days", N_("Days")
    MONTHLY = "hours_per_month", N_("Hours a month")


def format_hours(number: str) -> Message:
    return N_("1 hour") if number == "1" else N_("%(number)s hours", number=number)


def format_days(number: str) -> Message:
    return N_("1 day") if number == "1" else N_("%(number)s days", number=number)


def format_hours_a_month(number: str) -> Message:
    if number == "1":
        return N_("1 hour a month")
    return N_("%(number)s hours a month", number=number)
