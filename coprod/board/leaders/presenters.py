"""What the pages about leaders are given: a role, what it signed, and what it could not change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coprod.board.leaders.enums import CanChange, Power
from coprod.board.leaders.models import LeaderRole
from coprod.board.leaders.queries import SignedThing
from coprod.board.leaders.rules import SignedCounts, count_signed
from coprod.engagement.commitments.enums import CommitmentProgress

TAG_COLOURS: dict[CommitmentProgress, str] = {
    CommitmentProgress.ON_TIME: "green",
    CommitmentProgress.LATE: "yellow",
    CommitmentProgress.OVERDUE: "red",
    CommitmentProgress.NOT_DOING: "grey",
    CommitmentProgress.TO_COME: "blue",
}


@dataclass(frozen=True)
class RolePage:
    """A role with all that it signed, the latest first."""

    role: LeaderRole
    things: Sequence[SignedThing]

    @property
    def counts(self) -> SignedCounts:
        return count_signed(each.subject.progress for each in self.things if each.subject)

    @property
    def changeable(self) -> list[Power]:
        return [power for power, given in self.role.powers.items() if given.answer is CanChange.YES]

    @property
    def unchangeable(self) -> list[tuple[SignedThing, Power, str]]:
        """What could not be changed for something that the role signed, and why."""
        return [
            (thing, power, given.words)
            for thing in self.things
            for power, given in thing.signature.powers.items()
            if given.answer is CanChange.NO
        ]


def build_role_pages(roles: Iterable[LeaderRole], things: Sequence[SignedThing]) -> list[RolePage]:
    return [
        RolePage(role, [each for each in things if each.signature.role_id == role.id])
        for role in roles
    ]
