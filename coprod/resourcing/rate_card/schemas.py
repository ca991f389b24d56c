"""The shape of a file of rates."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from coprod.core.money.rules import parse_amount
from coprod.core.values.dates import PartialDate
from coprod.reference.lists.schemas import Shape, read_file
from coprod.register.sections.enums import CostCategory
from coprod.resourcing.rate_card.enums import Per
from coprod.resourcing.rate_card.rules import RateDetails


class RateShape(BaseModel):
    """``amount`` is written in quotes, so that no program makes a fraction of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    category: CostCategory
    per: Per
    amount: str
    since: str
    source: str
    confirmed: bool = False

    def to_details(self) -> RateDetails:
        return RateDetails(
            name=self.name,
            category=self.category,
            per=self.per,
            pence=parse_amount(self.amount),
            since=PartialDate.parse(self.since),
            source=self.source,
            is_confirmed=self.confirmed,
        )


class FileShape(Shape):
    rates: list[RateShape]

    def to_details(self) -> list[RateDetails]:
        return [rate.to_details() for rate in self.rates]


def read_rates(path: Path) -> list[RateDetails]:
    return read_file(path, lambda given: FileShape.model_validate(given).to_details())
