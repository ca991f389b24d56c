"""Pots to test with."""

from dataclasses import replace
from typing import Any

from coprod.core.database import session
from coprod.core.values.actor import SYSTEM
from coprod.resourcing.funding_pots import actions
from coprod.resourcing.funding_pots.enums import Axis
from coprod.resourcing.funding_pots.models import Pot, PotGiving
from coprod.resourcing.funding_pots.rules import GivingDetails, PotDetails, Share

BOARD_POT = PotDetails(
    name="Health inequalities fund",
    pence=833_000_00,
    principles="Decided with residents",
    decided_by="Partnership board",
    vcs_pence=300_000_00,
    no_plugging=True,
    shares={
        Axis.PART: (Share("Flat part", 500_000_00), Share("By a formula", 333_000_00)),
        Axis.LIFECOURSE: (Share("Children", 200_000_00), Share("Older people", 100_000_00)),
    },
)
GIVEN = GivingDetails(
    pence=1_000_00,
    what="A lunch club",
    decided_by="Head of community care",
    decided_with="Two residents’ groups",
    decided_on=None,
    to_name="Bow lunch club",
    shares={Axis.PART: "Flat part"},
    reaches_vcs=True,
    not_plugging=True,
)


def pot(**given: Any) -> Pot:
    made = actions.add_pot(SYSTEM, replace(BOARD_POT, **given))
    session.commit()
    return made


def giving(pot: Pot, **given: Any) -> PotGiving:
    made = actions.give_from_pot(SYSTEM, pot, replace(GIVEN, **given))
    session.commit()
    return made


def give_and_take_back(pot: Pot, reason: str, **given: Any) -> None:
    actions.take_giving_back(SYSTEM, pot, giving(pot, **given), reason)
    session.commit()
