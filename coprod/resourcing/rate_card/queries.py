"""Reading the rate card. Everybody may."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from coprod.core.database import session
from coprod.core.values.errors import NotFoundError
from coprod.register.sections.enums import Category
from coprod.resourcing.rate_card.models import KeptRate
from coprod.resourcing.rate_card.rules import Rate


def rates() -> Sequence[KeptRate]:
    """Return all rates, in the order of the headings that costs are told under."""
    found = session.scalars(select(KeptRate).order_by(KeptRate.name, KeptRate.id)).all()
    return sorted(found, key=lambda each: list(Category).index(each.category))


def in_use(on: date) -> list[Rate]:
    """Return the rates that hold on a day."""
    return [
        Rate(each.id, each.name, each.category, each.per, each.pence, each.is_confirmed)
        for each in rates()
        if each.is_in_use(on)
    ]


def rate(rate_id: int) -> KeptRate:
    found = session.get(KeptRate, rate_id)
    if found is None:
        raise NotFoundError
    return found
