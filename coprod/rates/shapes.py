"""The shape of a file of rates."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from coprod.costs.words import Category
from coprod.kit.dates import PartialDate
from coprod.money.rules import read
from coprod.rates.rules import RateSaid
from coprod.rates.words import Per


class RateShape(BaseModel):
    """``amount`` is written in quotes, so that no program makes a fraction of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    category: Category
    per: Per
    amount: str
    since: str
    source: str
    confirmed: bool = False

    def said(self) -> RateSaid:
        return RateSaid(
            name=self.name,
            category=self.category,
            per=self.per,
            pence=read(self.amount),
            since=PartialDate.parse(self.since),
            source=self.source,
            is_confirmed=self.confirmed,
        )


def read_rates(path: Path) -> list[RateSaid]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [RateShape.model_validate(each).said() for each in found["rates"]]
