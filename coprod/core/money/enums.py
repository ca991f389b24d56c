"""What an amount is an amount of, and how it is said."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Phrase


class Unit(StrEnum):
    POUNDS = "gbp"
    HOURS = "hours"
    DAYS = "days"
    MONTHLY = "hours_per_month"

    @property
    def label(self) -> Phrase:
        return LABELS[self]


LABELS: dict[Unit, Phrase] = {
    Unit.POUNDS: N_("Pounds"),
    Unit.HOURS: N_("Hours"),
    Unit.DAYS: N_("Days"),
    Unit.MONTHLY: N_("Hours a month"),
}


def hours(number: str) -> Phrase:
    return N_("1 hour") if number == "1" else N_("%(number)s hours", number=number)


def days(number: str) -> Phrase:
    return N_("1 day") if number == "1" else N_("%(number)s days", number=number)


def hours_a_month(number: str) -> Phrase:
    if number == "1":
        return N_("1 hour a month")
    return N_("%(number)s hours a month", number=number)
