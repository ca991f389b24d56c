"""Reading the rate card. Everybody may."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from coprod.core.database import session
from coprod.core.values.errors import require_found
from coprod.register.sections.enums import CostCategory
from coprod.resourcing.rate_card.models import StoredRate
from coprod.resourcing.rate_card.rules import Rate


def list_rates() -> Sequence[StoredRate]:
    """Return all rates, in the order of the headings of costs."""
    rates = session.scalars(select(StoredRate).order_by(StoredRate.name, StoredRate.id)).all()
    return sorted(rates, key=lambda each: list(CostCategory).index(each.category))


def list_rates_in_use(on: date) -> list[Rate]:
    """Return the rates that hold on a day."""
    return [
        Rate(each.id, each.name, each.category, each.per, each.pence, each.is_confirmed)
        for each in list_rates()
        if each.is_in_use(on)
    ]


def get_rate(rate_id: int) -> StoredRate:
    return require_found(session.get(StoredRate, rate_id))
