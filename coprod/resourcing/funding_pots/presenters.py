"""What the page of a pot is given."""

from collections.abc import Iterable
from dataclasses import dataclass

from coprod.register.activities.models import Activity
from coprod.resourcing.funding_pots.enums import Axis
from coprod.resourcing.funding_pots.models import Pot, PotGiving
from coprod.resourcing.funding_pots.rules import Balance


@dataclass(frozen=True)
class ShareBalance:
    name: str
    balance: Balance


@dataclass(frozen=True)
class PotPage:
    """A pot with what is left of it, of each share, and of the voluntary sector's reserve.

    ``reached`` is None as long as nobody has said of any of it that it arrived.
    """

    pot: Pot
    whole: Balance
    voluntary: Balance | None
    shares: dict[Axis, list[ShareBalance]]
    reached: int | None
    unreported: int
    givings: list[PotGiving]
    taken_back: list[PotGiving]
    entries: dict[int, Activity]


def build_pot_page(pot: Pot, entries: dict[int, Activity]) -> PotPage:
    givings = pot.active_givings
    arrived = [each.reached_pence for each in givings if each.reached_pence is not None]
    to_vcs = sum_pence(each for each in givings if each.reaches_vcs)
    return PotPage(
        pot=pot,
        whole=Balance(pot.pence, sum_pence(givings)),
        voluntary=Balance(pot.vcs_pence, to_vcs) if pot.vcs_pence else None,
        shares={axis: list_share_balances(pot, axis) for axis in Axis if pot.list_shares(axis)},
        reached=sum(arrived) if arrived else None,
        unreported=len(givings) - len(arrived),
        givings=givings,
        taken_back=[each for each in pot.givings if each.taken_back],
        entries=entries,
    )


def list_share_balances(pot: Pot, axis: Axis) -> list[ShareBalance]:
    withdrawals = [each.withdrawal for each in pot.active_givings]
    return [
        ShareBalance(
            each.name,
            Balance(each.pence, sum(t.pence for t in withdrawals if t.shares[axis] == each.name)),
        )
        for each in pot.list_shares(axis)
    ]


def sum_pence(givings: Iterable[PotGiving]) -> int:
    return sum(each.pence for each in givings)
