"""Money, hours and days as whole numbers of hundredths: a penny, a hundredth of an hour or a day.

Nothing here is a float, so nothing drifts: what is added up is what was written down.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coprod.core.money.enums import AmountUnit, format_days, format_hours, format_hours_a_month
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message

HUNDRED = 100
MAX_AMOUNT = 10**12
"""Ten thousand million pounds, in pence: what is larger was typed by mistake."""
LONGEST = 30
WRITTEN = re.compile(r"£?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?")


def parse_amount(text: str) -> int:
    """Read "£1,234.50", "1234.5" or "12"; ``ValueError`` for what is no such number."""
    plain = text.replace(" ", "")
    match = WRITTEN.fullmatch(plain) if len(plain) <= LONGEST else None
    if not match:
        raise ValueError(text)
    whole, rest = match.groups()
    number = int(whole.replace(",", "")) * HUNDRED + int((rest or "").ljust(2, "0"))
    if number > MAX_AMOUNT:
        raise ValueError(text)
    return number


def parse_typed_amount(text: str, field: str) -> int | None:
    """Return what was typed in a box, None if it is empty: nothing typed is never nought."""
    if not text.strip():
        return None
    try:
        return parse_amount(text)
    except ValueError:
        message = N_("Write the amount in numbers, such as 1,234.50. Leave it empty if not known")
        raise RuleBrokenError(message, field=field) from None


def format_pounds(pence: int) -> str:
    """Return "£1,234.50", or "£1,234" when there are no pence."""
    whole, rest = divmod(abs(pence), HUNDRED)
    sign = "-" if pence < 0 else ""
    return f"{sign}£{whole:,}" + (f".{rest:02d}" if rest else "")


def format_decimal(hundredths: int) -> str:
    """Return "12", "12.5" or "1,200.25"."""
    whole, rest = divmod(hundredths, HUNDRED)
    return f"{whole:,}" + (f".{rest:02d}".rstrip("0") if rest else "")


@dataclass(frozen=True)
class Amount:
    """So many hundredths of a unit. Amounts of two units are never added up."""

    unit: AmountUnit
    hundredths: int

    @property
    def label(self) -> Message:
        if self.unit is AmountUnit.POUNDS:
            return Message("%(amount)s", {"amount": format_pounds(self.hundredths)})
        number = format_decimal(self.hundredths)
        formats = {
            AmountUnit.HOURS: format_hours,
            AmountUnit.DAYS: format_days,
            AmountUnit.MONTHLY: format_hours_a_month,
        }
        return formats[self.unit](number)

    @property
    def typed(self) -> str:
        """Return it as somebody would type it into a box."""
        if self.unit is AmountUnit.POUNDS:
            return format_pounds(self.hundredths).removeprefix("£")
        return format_decimal(self.hundredths)


def check_amount_range(amount: Amount) -> None:
    if not 0 <= amount.hundredths <= MAX_AMOUNT:
        raise RuleBrokenError(N_("The amount is too large"), field="amount")


def sum_amounts(amounts: Iterable[Amount]) -> Amount:
    """Add up amounts of one unit; ``ValueError`` where there are none, or two units."""
    addends = tuple(amounts)
    units = {each.unit for each in addends}
    if len(units) != 1:
        raise ValueError("one unit at a time")
    return Amount(units.pop(), sum(each.hundredths for each in addends))


def multiply_rate(pence: int, hundredths: int) -> int:
    """Return a rate times a quantity, to the nearest penny; half a penny goes up."""
    return (pence * hundredths + HUNDRED // 2) // HUNDRED


def divide_evenly(number: int, among: int) -> int:
    """Return one of so many equal parts, to the nearest hundredth; a half goes up."""
    return (2 * number + among) // (2 * among)
