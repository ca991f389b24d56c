"""Rates to test with."""

from typing import Any

from coprod.costs.words import Category
from coprod.db import session
from coprod.kit.actor import SYSTEM
from coprod.kit.dates import PartialDate
from coprod.rates import actions
from coprod.rates.models import KeptRate
from coprod.rates.rules import RateSaid
from coprod.rates.words import Per


def rate(**given: Any) -> KeptRate:
    usual = {"name": "A room", "category": Category.VENUE, "per": Per.SESSION, "pence": 6000}
    dated = {"since": PartialDate(2020), "source": "The hall’s price list"}
    made = actions.add_rate(SYSTEM, RateSaid(**{**usual, **dated, **given}))
    session.commit()
    return made
