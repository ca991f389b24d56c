"""What an entry says it takes, line by line, and what must be true of a line."""

from dataclasses import dataclass, field
from typing import ClassVar

from coprod.core.disclosure import rules as disclosure
from coprod.core.money.enums import Unit
from coprod.core.money.rules import Amount, check
from coprod.core.values.answers import CycleStage, Known
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.register.costs.enums import (
    KINDS,
    ONLY_POUNDS,
    UNITS,
    Category,
    Deciding,
    Kind,
    Source,
    Timing,
)
from coprod.register.parts.rules import own_number, without_fields
from coprod.register.sections.enums import ROW_TITLES

LONGEST_NOTE = 2000
MOST_PEOPLE = 100_000
KEPT_BACK = N_("Not shown: so few people were paid that one could be recognised")
NOT_RECORDED = N_("Not recorded")


@dataclass(frozen=True)
class Resourcing:
    """Whether anybody gave it money or time, and who decides how the money is used.

    ``unresourced`` is said, never worked out.
    """

    unresourced: bool = field(
        default=False, metadata={"label": N_("There is no money or time for it")}
    )
    why: str = field(default="", metadata={"label": N_("Why there is none")})
    deciding: Deciding | None = field(
        default=None, metadata={"label": N_("Who decides how the money is used")}
    )
    deciding_who: str = field(
        default="", metadata={"label": N_("Which residents share in it, and how")}
    )
    deciding_link: str = field(
        default="", metadata={"label": N_("Where the way of deciding can be read")}
    )

    @property
    def is_shared(self) -> bool:
        return self.deciding is not None and self.deciding.is_shared


@dataclass(frozen=True)
class Paid:
    """How many people were offered payment, and how many accepted or declined. Never who."""

    offered: int | None = None
    accepted: int | None = None
    declined: int | None = None

    @property
    def is_small(self) -> bool:
        """Tell whether so few were paid, or can have been, that one could be recognised."""
        most = self.accepted
        if most is None and self.offered is not None:
            most = self.offered - (self.declined or 0)
        return most is not None and disclosure.is_small(most)

    @property
    def label(self) -> Message:
        """Return it as everybody may read it, wherever the line is shown."""
        counts = {name: shown.words for name, shown in self.counts.items()}
        return N_("Offered: %(offered)s. Accepted: %(accepted)s. Declined: %(declined)s", **counts)

    @property
    def exactly(self) -> Message:
        """Return it as it was told: for the owner and the curators."""
        numbers = (self.offered, self.accepted, self.declined)
        offered, accepted, declined = (NOT_RECORDED if n is None else str(n) for n in numbers)
        return N_(
            "Offered: %(offered)s. Accepted: %(accepted)s. Declined: %(declined)s",
            offered=offered,
            accepted=accepted,
            declined=declined,
        )

    @property
    def counts(self) -> dict[str, disclosure.Counted]:
        """Return what may be said of each number: one may not give another away."""
        told = {"accepted": self.accepted, "declined": self.declined}
        known = {name: number for name, number in told.items() if number is not None}
        if self.offered is None or len(known) < len(told):
            return {"offered": disclosure.count(self.offered), **alone(told)}
        silent = self.offered - sum(known.values())
        shown = disclosure.table({**known, "silent": silent})
        return {"offered": shown.total, **{name: shown.cells[name] for name in told}}


def alone(told: dict[str, int | None]) -> dict[str, disclosure.Counted]:
    return {name: disclosure.count(number) for name, number in told.items()}


@dataclass(frozen=True)
class CostLine:
    """One thing that it takes. Without an amount nobody has told us how much: never nought."""

    row_title: ClassVar[Message] = ROW_TITLES["costs"]
    named_by: ClassVar[tuple[str, ...]] = ("category",)

    number: int = own_number()
    category: Category | None = field(default=None, metadata={"label": N_("What it is for")})
    timing: Timing | None = field(default=None, metadata={"label": N_("Planned or actual")})
    amount: Amount | None = field(default=None, metadata={"label": N_("How much")})
    since: PartialDate | None = field(default=None, metadata={"label": N_("From")})
    until: PartialDate | None = field(default=None, metadata={"label": N_("To")})
    source: Source | None = field(default=None, metadata={"label": N_("Where it came from")})
    given_by_id: int | None = field(default=None, metadata={"label": N_("Which partner gave it")})
    stage: CycleStage | None = field(default=None, metadata={"label": N_("What it was for")})
    reached_vcs: Known | None = field(
        default=None, metadata={"label": N_("Whether it reached the voluntary sector")}
    )
    recurring: Known | None = field(
        default=None, metadata={"label": N_("Whether it comes again each year")}
    )
    after: str = field(default="", metadata={"label": N_("What happens when it ends")})
    paid: Paid | None = field(default=None, metadata={"label": N_("How many people were paid")})
    note: str = field(default="", metadata={"label": N_("Note")})

    @property
    def kind(self) -> Kind:
        return KINDS.get(self.category or Category.OTHER, Kind.CASH)

    @property
    def is_payment(self) -> bool:
        return self.category is Category.INVOLVEMENT_PAYMENT

    @property
    def is_kept_back(self) -> bool:
        """Tell whether the amount could tell what one person was given."""
        return self.is_payment and self.paid is not None and self.paid.is_small

    @property
    def withheld(self) -> frozenset[str]:
        """Return the fields that readers do not see."""
        return frozenset({"amount", "note"}) if self.is_kept_back else frozenset()

    def for_readers(self) -> "CostLine":
        """Return the line as everybody may read it."""
        return without_fields(self, self.withheld)

    @property
    def not_compared(self) -> frozenset[str]:
        """Return the fields that no history compares: two sums paid to people tell one payment."""
        return frozenset({"amount"}) if self.is_payment else frozenset()


@dataclass(frozen=True)
class Costs:
    rows: tuple[CostLine, ...] = ()

    def for_readers(self) -> "Costs":
        """Return the lines as everybody may read them."""
        return Costs(tuple(row.for_readers() for row in self.rows))


def units(category: Category | None) -> tuple[Unit, ...]:
    return UNITS.get(category, ONLY_POUNDS) if category else ONLY_POUNDS


def check_line(line: CostLine) -> None:
    if line.category is None:
        raise RuleBrokenError(N_("Choose what it is for"), field="category")
    if line.timing is None:
        raise RuleBrokenError(N_("Say whether it is planned or actual"), field="timing")
    if line.amount:
        check_amount(line.category, line.amount)
    if line.since and line.until and line.until.latest < line.since.earliest:
        raise RuleBrokenError(N_("The end is before the start"), field="until")
    if line.category is Category.PROTECTED_TIME and line.since is None:
        said = N_("Say from when the time is protected. A year will do")
        raise RuleBrokenError(said, field="since")
    check_paid(line)


def check_amount(category: Category, amount: Amount) -> None:
    check(amount)
    if amount.unit not in units(category):
        said = N_("Under this heading it cannot be told in “%(unit)s”", unit=amount.unit.label)
        raise RuleBrokenError(said, field="unit")


def check_paid(line: CostLine) -> None:
    if line.paid is None:
        return
    if line.category is not Category.INVOLVEMENT_PAYMENT or line.timing is not Timing.ACTUAL:
        said = N_("Only payments that were made say how many people were paid")
        raise RuleBrokenError(said, field="offered")
    told = (line.paid.offered, line.paid.accepted, line.paid.declined)
    if any(number is not None and not 0 <= number <= MOST_PEOPLE for number in told):
        raise RuleBrokenError(N_("That is too many"), field="offered")
    if line.paid.offered is not None and sum(n or 0 for n in told[1:]) > line.paid.offered:
        said = N_("More people accepted or declined than were offered payment")
        raise RuleBrokenError(said, field="offered")


def check_resourcing(part: Resourcing) -> None:
    if part.unresourced and not part.why:
        raise RuleBrokenError(N_("Say why there is no money or time for it"), field="why")
    if part.is_shared and not part.deciding_who:
        said = N_("Say which residents share in it and which post or board decides with them")
        raise RuleBrokenError(said, field="deciding_who")
    if part.deciding is None and (part.deciding_who or part.deciding_link):
        raise RuleBrokenError(N_("Say first who decides how the money is used"), field="deciding")
