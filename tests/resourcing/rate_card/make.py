"""Rates to test with."""

from typing import Any

from coprod.core.database import session
from coprod.core.values.actor import SYSTEM
from coprod.core.values.dates import PartialDate
from coprod.register.sections.enums import CostCategory
from coprod.resourcing.rate_card import actions
from coprod.resourcing.rate_card.enums import Per
from coprod.resourcing.rate_card.models import StoredRate
from coprod.resourcing.rate_card.rules import RateDetails


def rate(**given: Any) -> StoredRate:
    usual = {"name": "A room", "category": CostCategory.VENUE, "per": Per.SESSION, "pence": 6000}
    dated = {"since": PartialDate(2020), "source": "The hall’s price list"}
    made = actions.add_rate(SYSTEM, RateDetails(**{**usual, **dated, **given}))
    session.commit()
    return made
