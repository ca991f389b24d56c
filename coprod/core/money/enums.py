"""What an amount is an amount of, and how it is said."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Message


class AmountUnit(StrEnum):
    POUNDS = "gbp"
    HOURS = "hours"
    DAYS = "days"
    MONTHLY = "hours_per_month"

    @property
    def label(self) -> Message:
        return LABELS[self]


LABELS: dict[AmountUnit, Message] = {
    AmountUnit.POUNDS: N_("Pounds"),
    AmountUnit.HOURS: N_("Hours"),
    AmountUnit.DAYS: N_("Days"),
    AmountUnit.MONTHLY: N_("Hours a month"),
}


def format_hours(number: str) -> Message:
    return N_("1 hour") if number == "1" else N_("%(number)s hours", number=number)


def format_days(number: str) -> Message:
    return N_("1 day") if number == "1" else N_("%(number)s days", number=number)


def format_hours_a_month(number: str) -> Message:
    if number == "1":
        return N_("1 hour a month")
    return N_("%(number)s hours a month", number=number)
