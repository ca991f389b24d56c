"""Reading the rate card. Everybody may."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from coprod.db import session
from coprod.kit.errors import NotFoundError
from coprod.rates.models import KeptRate
from coprod.rates.rules import Rate


def rates() -> Sequence[KeptRate]:
    wanted = select(KeptRate).order_by(KeptRate.category, KeptRate.name, KeptRate.id)
    return session.scalars(wanted).all()


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
