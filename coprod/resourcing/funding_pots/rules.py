"""A pot of money, how it is divided, and that no more of it is given out than there is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from coprod.core.money.rules import format_pounds, parse_amount
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.register.completeness.enums import Requirement
from coprod.resourcing.funding_pots.enums import Axis

LONGEST_NAME = 200
LONGEST_WORDS = 5000
MOST_SHARES = 30


@dataclass(frozen=True)
class Share:
    """One share of a pot, such as a flat part of £500,000."""

    name: str
    pence: int


@dataclass(frozen=True)
class PotDetails:
    """A pot as a curator describes it. ``vcs_pence`` is reserved for the voluntary sector."""

    name: str
    pence: int | None
    principles: str = ""
    decided_by: str = ""
    vcs_pence: int | None = None
    no_plugging: bool = False
    shares: dict[Axis, tuple[Share, ...]] = field(default_factory=dict)
    requirements: frozenset[Requirement] = frozenset()


@dataclass(frozen=True)
class GivingDetails:
    """Some of a pot that was decided on: the shares that it comes from, and whom it is for."""

    pence: int | None
    what: str
    decided_by: str
    decided_with: str
    decided_on: PartialDate | None
    to_id: int | None = None
    to_name: str = ""
    activity_id: int | None = None
    shares: dict[Axis, str] = field(default_factory=dict)
    reaches_vcs: bool = False
    not_plugging: bool = False


@dataclass(frozen=True)
class Withdrawal:
    """How much was taken from a pot, and out of which shares."""

    pence: int
    shares: dict[Axis, str]
    reaches_vcs: bool


def get_requirement_column(requirement: Requirement) -> str:
    """Return where a pot holds since when it asks for something."""
    return f"{requirement.value}_since"


def read_shares(text: str, name: str) -> tuple[Share, ...]:
    """Read shares, one on a line: "Flat part: £500,000"."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(read_share(line, name) for line in lines)


def read_share(line: str, field: str) -> Share:
    called, colon, amount = line.rpartition(":")
    try:
        pence = parse_amount(amount)
    except ValueError:
        colon = ""
        pence = 0
    if not colon or not called.strip() or len(called) > LONGEST_NAME:
        message = N_("Write a name, a colon and an amount on each line: Flat part: £500,000")
        raise RuleBrokenError(message, field=field)
    return Share(called.strip(), pence)


def format_shares(shares: Iterable[Share]) -> str:
    return "\n".join(f"{each.name}: {format_pounds(each.pence)}" for each in shares)


def check_pot(details: PotDetails) -> None:
    if not details.name:
        raise RuleBrokenError(N_("Give it a name"), field="name")
    if not details.pence:
        raise RuleBrokenError(N_("Enter how much money is in it"), field="pence")
    if not details.decided_by:
        raise RuleBrokenError(N_("Say which role or board decides"), field="decided_by")
    if (details.vcs_pence or 0) > details.pence:
        raise RuleBrokenError(N_("That is more than the whole pot"), field="vcs_pence")
    for axis, shares in details.shares.items():
        check_shares(axis, shares, details.pence)


def check_shares(axis: Axis, shares: Sequence[Share], pence: int) -> None:
    """The parts of a pot add up to all of it. A split between lifecourses may leave some open."""
    names = {each.name.casefold() for each in shares}
    if len(names) < len(shares) or len(shares) > MOST_SHARES:
        raise RuleBrokenError(N_("Give each a name of its own, 30 at most"), field=axis)
    added = sum(each.pence for each in shares)
    if added > pence or (axis is Axis.PART and shares and added != pence):
        message = N_(
            "These add up to %(added)s, and the pot is %(whole)s",
            added=format_pounds(added),
            whole=format_pounds(pence),
        )
        raise RuleBrokenError(message, field=axis)


def check_giving(giving: GivingDetails, pot: PotDetails, today: date) -> None:
    check_giving_fields(giving, pot)
    if giving.decided_on and giving.decided_on.earliest > today:
        message = N_("A decision lies in the past or today")
        raise RuleBrokenError(message, field="decided_on")
    for axis, shares in pot.shares.items():
        if (
            shares
            and not giving.shares.get(axis)
            and not get_unshared_pence(shares, pot.pence or 0)
        ):
            raise RuleBrokenError(axis.prompt, field=axis)


def check_giving_fields(giving: GivingDetails, pot: PotDetails) -> None:
    is_for = giving.to_id or giving.to_name or giving.activity_id
    together = N_("Say who decided together, or that nobody else did")
    plugging = N_("This pot may not pay for what the law says must be paid for anyway")
    is_allowed = giving.not_plugging or not pot.no_plugging
    needed: dict[str, tuple[object, Message]] = {
        "pence": (giving.pence, N_("Enter how much")),
        "what": (giving.what, N_("Say what was decided")),
        "decided_by": (giving.decided_by, N_("Say which role decided")),
        "decided_with": (giving.decided_with, together),
        "to_name": (is_for, N_("Say whom it is for")),
        "not_plugging": (is_allowed, plugging),
    }
    for name, (value, message) in needed.items():
        if not value:
            raise RuleBrokenError(message, field=name)


def check_fits(pot: PotDetails, taken: Sequence[Withdrawal]) -> None:
    """No more is given out than there is: of the whole, of a share, of what is not ring-fenced."""
    whole, ringed = pot.pence or 0, pot.vcs_pence or 0
    check_room(whole, taken, "pence", N_("That is %(over)s more than is left in the pot"))
    others = [each for each in taken if not each.reaches_vcs]
    message = N_(
        "That is %(over)s more than is left, because %(ringed)s is kept for the voluntary sector",
        over="",
        ringed=format_pounds(ringed),
    )
    check_room(whole - ringed, others, "reaches_vcs", message)
    for axis, shares in pot.shares.items():
        check_axis(axis, shares, whole, taken)


def check_axis(
    axis: Axis, shares: Sequence[Share], whole: int, taken: Sequence[Withdrawal]
) -> None:
    rooms = {each.name: each.pence for each in shares}
    rooms[""] = get_unshared_pence(shares, whole)
    for name in {each.shares.get(axis, "") for each in taken}:
        from_it = [each for each in taken if each.shares.get(axis, "") == name]
        message = N_("That is %(over)s more than is left outside the named shares")
        if name:
            message = N_("That is %(over)s more than is left of “%(name)s”", over="", name=name)
        check_room(rooms.get(name, 0), from_it, axis, message)


def get_unshared_pence(shares: Sequence[Share], whole: int) -> int:
    """Return how much of a pot is in none of its shares."""
    return whole - sum(each.pence for each in shares)


def check_room(room: int, taken: Iterable[Withdrawal], field: str, message: Message) -> None:
    over = sum(each.pence for each in taken) - room
    if over > 0:
        overdrawn = replace(message, parts={**message.parts, "over": format_pounds(over)})
        raise RuleBrokenError(overdrawn, field=field)


@dataclass(frozen=True)
class Balance:
    """One line of what is left: of all, of a share, or of the voluntary sector's reserve."""

    pence: int
    given: int

    @property
    def remaining(self) -> int:
        return max(0, self.pence - self.given)
