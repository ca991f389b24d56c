"""What the page of a pot is given."""

from collections.abc import Iterable
from dataclasses import dataclass

from coprod.register.activities.models import Activity
from coprod.resourcing.funding_pots.enums import Axis
from coprod.resourcing.funding_pots.models import Pot, PotGiving
from coprod.resourcing.funding_pots.rules import Left


@dataclass(frozen=True)
class ShareLeft:
    name: str
    left: Left


@dataclass(frozen=True)
class PotPage:
    """A pot with what is left of it, of each share, and of what is kept for the voluntary sector.

    ``reached`` is None as long as nobody has said of any of it that it arrived.
    """

    pot: Pot
    whole: Left
    voluntary: Left | None
    shares: dict[Axis, list[ShareLeft]]
    reached: int | None
    not_said: int
    givings: list[PotGiving]
    taken_back: list[PotGiving]
    entries: dict[int, Activity]


def pot_page(pot: Pot, entries: dict[int, Activity]) -> PotPage:
    standing = pot.standing
    said = [each.reached_pence for each in standing if each.reached_pence is not None]
    to_vcs = added(each for each in standing if each.reaches_vcs)
    return PotPage(
        pot=pot,
        whole=Left(pot.pence, added(standing)),
        voluntary=Left(pot.vcs_pence, to_vcs) if pot.vcs_pence else None,
        shares={axis: shares(pot, axis) for axis in Axis if pot.of(axis)},
        reached=sum(said) if said else None,
        not_said=len(standing) - len(said),
        givings=standing,
        taken_back=[each for each in pot.givings if each.taken_back],
        entries=entries,
    )


def shares(pot: Pot, axis: Axis) -> list[ShareLeft]:
    taken = [each.taken for each in pot.standing]
    return [
        ShareLeft(
            each.name,
            Left(each.pence, sum(t.pence for t in taken if t.shares[axis] == each.name)),
        )
        for each in pot.of(axis)
    ]


def added(givings: Iterable[PotGiving]) -> int:
    return sum(each.pence for each in givings)
