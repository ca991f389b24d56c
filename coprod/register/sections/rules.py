"""The parts of an activity beyond its first answers, and what must be true of them.

As in ``activities.rules``, each part is a small frozen value. A part with ``rows`` holds several
things of one kind; each row keeps its ``number`` for as long as the activity has it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, TypeVar

from coprod.core.disclosure.rules import DisclosedCount, disclose_count, disclose_table, is_small
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount, check_amount_range
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.howmany import HowMany
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.rules import (
    DISPLAY_AS,
    About,
    Leading,
    Naming,
    NumberDisplay,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    Timing,
    clear_fields,
    make_own_number_field,
)
from coprod.register.sections.enums import (
    COST_KINDS,
    COST_UNITS,
    ONLY_POUNDS,
    ROW_TITLES,
    CostCategory,
    CostKind,
    CostTiming,
    FilmWords,
    FundingDecider,
    FundingSource,
    Meeting,
    SpreadStage,
    WorkLevel,
)

MOST_ROWS = 200
MOST_NAMES = 100
LONGEST_NAME = 200


# The parts


@dataclass(frozen=True)
class Basics:
    """What kind of work it is, who else does it, and the programme it is a strand of."""

    level: WorkLevel | None = None
    stage: SpreadStage | None = None
    partner_ids: tuple[int, ...] = ()
    partner_names: tuple[str, ...] = ()
    programme_id: int | None = field(default=None, metadata={DISPLAY_AS: NumberDisplay.ACTIVITY})


@dataclass(frozen=True)
class Pledge:
    """What is open to change, what people were promised in words, and who decides."""

    open_to_change: str = ""
    not_open: str = ""
    pledge: str = ""
    hear_back: PartialDate | None = None
    decided_by: str = ""
    budget_say: YesNoUnknown | None = None
    board_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class People:
    """Who took part. ``took_part`` is None as long as nobody has said anything about it."""

    took_part: HowMany | None = None
    found: str = ""
    missing: str = ""
    roles: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Working:
    """How the work was shared, and how children were kept safe."""

    shared: tuple[CycleStage, ...] = ()
    under_18s: YesNoUnknown | None = None
    safeguarding_role: str = ""
    consent_route: str = ""


@dataclass(frozen=True)
class Session:
    """One time that people met. ``offered`` and ``used`` are terms of access and support."""

    row_title: ClassVar[Message] = ROW_TITLES["sessions"]
    named_by: ClassVar[tuple[str, ...]] = ("held", "place")

    number: int = make_own_number_field()
    held: PartialDate | None = None
    meeting: Meeting | None = None
    place: str = ""
    took_part: HowMany | None = None
    run_by: str = ""
    independent: YesNoUnknown | None = None
    trained: YesNoUnknown | None = None
    offered_ids: tuple[int, ...] = ()
    used_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sessions:
    rows: tuple[Session, ...] = ()


@dataclass(frozen=True)
class Link:
    """Something to read or watch elsewhere that shows what the activity tells."""

    row_title: ClassVar[Message] = ROW_TITLES["evidence"]
    named_by: ClassVar[tuple[str, ...]] = ("title",)

    number: int = make_own_number_field()
    title: str = ""
    address: str = ""
    shows: str = ""
    is_film: bool = False
    film_words: FilmWords | None = None


@dataclass(frozen=True)
class Evidence:
    rows: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What people asked for and said, what was done, and what was not done and why."""

    asked: str = ""
    said: str = ""
    did: str = ""
    not_doing: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class CuratorNotes:
    """Read by the owner and the curators alone: never public, never searched."""

    is_private: ClassVar[bool] = True

    text: str = ""


# What it takes: money and time


LONGEST_NOTE = 2000
MOST_PEOPLE = 100_000
WITHHELD = N_("Not shown: so few people were paid that one could be recognised")
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
    deciding: FundingDecider | None = field(
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
class PaymentCounts:
    """How many people were offered payment, and how many accepted or declined. Never who."""

    offered: int | None = None
    accepted: int | None = None
    declined: int | None = None

    @property
    def is_identifying(self) -> bool:
        """Tell whether so few were paid, or can have been, that one could be recognised."""
        most = self.accepted
        if most is None and self.offered is not None:
            most = self.offered - (self.declined or 0)
        return most is not None and is_small(most)

    @property
    def label(self) -> Message:
        """Return it as everybody may read it, wherever the line is shown."""
        counts = {name: shown.words for name, shown in self.counts.items()}
        return N_("Offered: %(offered)s. Accepted: %(accepted)s. Declined: %(declined)s", **counts)

    @property
    def exactly(self) -> Message:
        """Return it with exact numbers: for the owner and the curators."""
        numbers = (self.offered, self.accepted, self.declined)
        offered, accepted, declined = (NOT_RECORDED if n is None else str(n) for n in numbers)
        return N_(
            "Offered: %(offered)s. Accepted: %(accepted)s. Declined: %(declined)s",
            offered=offered,
            accepted=accepted,
            declined=declined,
        )

    @property
    def counts(self) -> dict[str, DisclosedCount]:
        """Return each number as it may be shown: one may not give another away."""
        numbers = {"accepted": self.accepted, "declined": self.declined}
        known_numbers = {name: number for name, number in numbers.items() if number is not None}
        if self.offered is None or len(known_numbers) < len(numbers):
            return {"offered": disclose_count(self.offered), **count_each(numbers)}
        silent = self.offered - sum(known_numbers.values())
        table = disclose_table({**known_numbers, "silent": silent})
        return {"offered": table.total, **{name: table.cells[name] for name in numbers}}


def count_each(numbers: dict[str, int | None]) -> dict[str, DisclosedCount]:
    return {name: disclose_count(number) for name, number in numbers.items()}


@dataclass(frozen=True)
class CostLine:
    """One thing that it takes. Without an amount the cost is unknown, never nought."""

    row_title: ClassVar[Message] = ROW_TITLES["costs"]
    named_by: ClassVar[tuple[str, ...]] = ("category",)

    number: int = make_own_number_field()
    category: CostCategory | None = field(default=None, metadata={"label": N_("What it is for")})
    timing: CostTiming | None = field(default=None, metadata={"label": N_("Planned or actual")})
    amount: Amount | None = field(default=None, metadata={"label": N_("How much")})
    since: PartialDate | None = field(default=None, metadata={"label": N_("From")})
    until: PartialDate | None = field(default=None, metadata={"label": N_("To")})
    source: FundingSource | None = field(default=None, metadata={"label": N_("Where it came from")})
    given_by_id: int | None = field(default=None, metadata={"label": N_("Which partner gave it")})
    stage: CycleStage | None = field(default=None, metadata={"label": N_("What it was for")})
    reached_vcs: YesNoUnknown | None = field(
        default=None, metadata={"label": N_("Whether it reached the voluntary sector")}
    )
    recurring: YesNoUnknown | None = field(
        default=None, metadata={"label": N_("Whether it comes again each year")}
    )
    after: str = field(default="", metadata={"label": N_("What happens when it ends")})
    paid: PaymentCounts | None = field(
        default=None, metadata={"label": N_("How many people were paid")}
    )
    note: str = field(default="", metadata={"label": N_("Note")})

    @property
    def kind(self) -> CostKind:
        return COST_KINDS.get(self.category or CostCategory.OTHER, CostKind.CASH)

    @property
    def is_payment(self) -> bool:
        return self.category is CostCategory.INVOLVEMENT_PAYMENT

    @property
    def is_withheld(self) -> bool:
        """Tell whether the amount could tell what one person was given."""
        return self.is_payment and self.paid is not None and self.paid.is_identifying

    @property
    def withheld(self) -> frozenset[str]:
        """Return the fields that readers do not see."""
        return frozenset({"amount", "note"}) if self.is_withheld else frozenset()

    def for_readers(self) -> "CostLine":
        """Return the line as everybody may read it."""
        return clear_fields(self, self.withheld)

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


def get_units(category: CostCategory | None) -> tuple[AmountUnit, ...]:
    return COST_UNITS.get(category, ONLY_POUNDS) if category else ONLY_POUNDS


# Whether it was worth it


LINKS = ("recognised_link", "worth_link", "led_to_link")


def make_text_field(label: Message) -> Any:
    return field(default="", metadata={"label": label})


@dataclass(frozen=True)
class Worth:
    """What came of it, weighed. A link beside an answer is what makes it evidenced."""

    recognised: YesNoUnknown | None = field(
        default=None, metadata={"label": N_("Do residents see the change?")}
    )
    recognised_by: str = make_text_field(N_("Which residents say so, and of what"))
    recognised_link: str = make_text_field(N_("Where residents’ view of it can be read"))
    anyway: str = make_text_field(N_("What would have happened anyway"))
    harder: str = make_text_field(N_("What got worse, or was harder"))
    worth: str = make_text_field(N_("What it cost, compared with what it did"))
    worth_link: str = make_text_field(N_("Where the comparison can be read"))
    led_to: str = make_text_field(N_("The decision that was made because of it"))
    led_to_post: str = make_text_field(N_("Which role or board made that decision"))
    led_to_on: PartialDate | None = field(
        default=None, metadata={"label": N_("When that was decided")}
    )
    led_to_link: str = make_text_field(N_("Where that decision can be read"))

    @property
    def is_recognised(self) -> bool:
        return self.recognised is YesNoUnknown.YES

    @property
    def is_fair_look(self) -> bool:
        return bool(self.anyway and self.harder and self.worth)


# All parts, and the rows of those that have rows


PART_BY_NAME: dict[str, type[Any]] = {
    "basics": Basics,
    "openness": Pledge,
    "people": People,
    "working": Working,
    "sessions": Sessions,
    "resourcing": Resourcing,
    "costs": Costs,
    "outcome": Outcome,
    "worth": Worth,
    "evidence": Evidence,
    "curators": CuratorNotes,
}
"""The part that each section asks for, by the section's name in addresses, in their order."""
PARTS = tuple(PART_BY_NAME.values())
FIRST_PARTS: tuple[type[Any], ...] = (
    Naming,
    Telling,
    Leading,
    Placing,
    Timing,
    PromiseStatement,
    About,
    Story,
)
ALL_PARTS = (*FIRST_PARTS, *PARTS)
P = TypeVar("P")


@dataclass(frozen=True)
class ActivitySections:
    """All parts of an activity: one of each kind."""

    parts: Mapping[type[Any], Any]

    def __getitem__(self, kind: type[P]) -> P:
        part: P = self.parts[kind]
        return part


def is_public(kind: type[Any]) -> bool:
    """Tell whether readers may see this part, and its history, once the activity is published."""
    return not getattr(kind, "is_private", False)


Rows = Sessions | Evidence | Costs
Row = Session | Link | CostLine
ROWS: dict[type[Any], type[Any]] = {Sessions: Session, Evidence: Link, Costs: CostLine}
R = TypeVar("R", Sessions, Evidence, Costs)


def find_row(part: Rows, number: int) -> Row | None:
    return next((each for each in part.rows if each.number == number), None)


def put_row(part: R, new: Any) -> R:
    """Return the part with a row put in the place of its own number, or added if it has none."""
    rows: list[Any] = list(part.rows)
    if new.number:
        rows = [new if each.number == new.number else each for each in rows]
    else:
        free = max((each.number for each in rows), default=0) + 1
        rows.append(replace(new, number=free))
    return replace(part, rows=tuple(rows))


def drop_row(part: R, number: int) -> R:
    rows: list[Any] = [each for each in part.rows if each.number != number]
    return replace(part, rows=tuple(rows))


# What must be true of them


def check_names(names: tuple[str, ...], field: str) -> None:
    if len(names) > MOST_NAMES:
        raise RuleBrokenError(N_("Name %(most)s or fewer", most=MOST_NAMES), field=field)
    if any(len(name) > LONGEST_NAME for name in names):
        message = N_("Shorten each name to %(most)s characters or fewer", most=LONGEST_NAME)
        raise RuleBrokenError(message, field=field)


def check_outcome(part: Outcome) -> None:
    """What is not done needs a reason."""
    if part.not_doing and not part.why_not:
        raise RuleBrokenError(N_("Say why it is not being done"), field="why_not")


def check_rows(part: Rows) -> None:
    if len(part.rows) > MOST_ROWS:
        raise RuleBrokenError(N_("An activity can have %(most)s of these at most", most=MOST_ROWS))
    numbers = [each.number for each in part.rows]
    if len(set(numbers)) != len(numbers) or any(number < 1 for number in numbers):
        raise RuleBrokenError(N_("Each of these must have a number of its own"))
    for each in part.rows:
        check_row(each)


def check_row(each: Row) -> None:
    if isinstance(each, Link):
        check_link(each)
    elif isinstance(each, CostLine):
        check_line(each)
    elif not (each.held or each.meeting or each.place or each.took_part or each.run_by):
        raise RuleBrokenError(N_("Say something about it: when it was, for example"), field="held")


def check_link(link: Link) -> None:
    if not link.title:
        raise RuleBrokenError(N_("Say what it is called"), field="title")
    check_address(link.address, "address")
    if link.is_film and link.film_words is None:
        message = N_(
            "Say whether the film has captions or a transcript. Without one of them, people who "
            "cannot hear it are left out"
        )
        raise RuleBrokenError(message, field="film_words")


def check_address(text: str, field: str) -> None:
    if not is_safe_link(text):
        message = N_("Enter a whole address, such as https://www.example.org/report")
        raise RuleBrokenError(message, field=field)


def check_addresses(part: Any, names: Iterable[str]) -> None:
    """Check the addresses that may be left open."""
    for name in names:
        if getattr(part, name):
            check_address(getattr(part, name), name)


def find_unsafe_field(part: Working) -> str:
    """Return the field that an activity with under-18s still needs to be public, or nothing."""
    if part.under_18s is not YesNoUnknown.YES:
        return ""
    if not part.safeguarding_role:
        return "safeguarding_role"
    return "" if part.consent_route else "consent_route"


def check_fit_for_public(part: Working) -> None:
    """Where children took part, readers must know who looked after them and how they agreed."""
    if find_unsafe_field(part):
        message = N_(
            "People under 18 took part. Say the safeguarding lead’s role and how the young people "
            "and their families agreed, before this can be public"
        )
        raise RuleBrokenError(message, field=find_unsafe_field(part))


# What must be true of money and time


def check_line(line: CostLine) -> None:
    if line.category is None:
        raise RuleBrokenError(N_("Choose what it is for"), field="category")
    if line.timing is None:
        raise RuleBrokenError(N_("Say whether it is planned or actual"), field="timing")
    if line.amount:
        check_amount(line.category, line.amount)
    if line.since and line.until and line.until.latest < line.since.earliest:
        raise RuleBrokenError(N_("The end is before the start"), field="until")
    if line.category is CostCategory.PROTECTED_TIME and line.since is None:
        message = N_("Say from when the time is protected. A year will do")
        raise RuleBrokenError(message, field="since")
    check_paid(line)


def check_amount(category: CostCategory, amount: Amount) -> None:
    check_amount_range(amount)
    if amount.unit not in get_units(category):
        message = N_("This heading cannot use “%(unit)s”", unit=amount.unit.label)
        raise RuleBrokenError(message, field="unit")


def check_paid(line: CostLine) -> None:
    if line.paid is None:
        return
    if (
        line.category is not CostCategory.INVOLVEMENT_PAYMENT
        or line.timing is not CostTiming.ACTUAL
    ):
        message = N_("Only payments that were made say how many people were paid")
        raise RuleBrokenError(message, field="offered")
    counts = (line.paid.offered, line.paid.accepted, line.paid.declined)
    if any(number is not None and not 0 <= number <= MOST_PEOPLE for number in counts):
        raise RuleBrokenError(N_("That is too many"), field="offered")
    if line.paid.offered is not None and sum(n or 0 for n in counts[1:]) > line.paid.offered:
        message = N_("More people accepted or declined than were offered payment")
        raise RuleBrokenError(message, field="offered")


def check_resourcing(part: Resourcing) -> None:
    if part.unresourced and not part.why:
        raise RuleBrokenError(N_("Say why there is no money or time for it"), field="why")
    if part.is_shared and not part.deciding_who:
        message = N_("Say which residents share in it and which role or board decides with them")
        raise RuleBrokenError(message, field="deciding_who")
    if part.deciding is None and (part.deciding_who or part.deciding_link):
        raise RuleBrokenError(N_("First say who decides how the money is used"), field="deciding")


# What must be true of what it was worth


def check_worth(part: Worth) -> None:
    check_recognised(part)
    check_look(part)
    check_led_to(part)


def check_recognised(part: Worth) -> None:
    if part.is_recognised and not part.recognised_by:
        message = N_("Say which residents see it, and what they see. Groups and roles, no names")
        raise RuleBrokenError(message, field="recognised_by")
    if part.recognised is None and (part.recognised_by or part.recognised_link):
        raise RuleBrokenError(N_("First say whether residents see the change"), field="recognised")


def check_look(part: Worth) -> None:
    """Who says that it was worth it says too what spoke against that."""
    if not (part.worth or part.worth_link):
        return
    needed = {
        "anyway": N_(
            "Say what would have happened anyway. Otherwise nobody can tell what it changed"
        ),
        "harder": N_("Say what got worse, or was harder. If nothing was, say how you know"),
        "worth": N_("Say what it cost, compared with what it did"),
    }
    for name, message in needed.items():
        if not getattr(part, name):
            raise RuleBrokenError(message, field=name)


def check_led_to(part: Worth) -> None:
    if part.led_to and not part.led_to_post:
        message = N_("Say which role or board decided. Not a person’s name")
        raise RuleBrokenError(message, field="led_to_post")
    if not part.led_to and (part.led_to_post or part.led_to_on or part.led_to_link):
        raise RuleBrokenError(N_("Say what was decided"), field="led_to")
