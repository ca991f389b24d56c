"""How many people: a number, about so many, or not known. Never a zero that nobody meant."""

from dataclasses import dataclass

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message

MOST = 1_000_000


class Sureness(LabelledEnum):
    EXACT = "exact", N_("We know the number")
    ABOUT = "about", N_("We know roughly")
    UNKNOWN = "unknown", N_("We do not know")


@dataclass(frozen=True)
class HowMany:
    """A count of people, and how sure it is. ``ValueError`` for a count that cannot be."""

    sureness: Sureness
    number: int | None = None

    def __post_init__(self) -> None:
        if (self.number is None) is not (self.sureness is Sureness.UNKNOWN):
            raise ValueError("number")
        if self.number is not None and not 0 <= self.number <= MOST:
            raise ValueError("size")

    @property
    def exactly(self) -> Message:
        """Return it as it was told: for the owner and curators. For others: ``disclosure``."""
        if self.number is None:
            return N_("Not known how many")
        if self.number == 0:
            return N_("Nobody")
        if self.number == 1:
            return N_("1 person")
        if self.sureness is Sureness.ABOUT:
            return N_("About %(number)s people", number=f"{self.number:,}")
        return N_("%(number)s people", number=f"{self.number:,}")
