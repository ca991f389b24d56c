"""The parts of an entry beyond its first answers, and what must be true of them.

As in ``register.rules``, each part is a small frozen value. A part with ``rows`` holds several
things of one kind; each row keeps its ``number`` for as long as the entry has it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, TypeVar

from coprod.core.values.answers import CycleStage, Known
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.howmany import HowMany
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.register.activities import rules as register
from coprod.register.costs.rules import CostLine, Costs, Resourcing, check_line
from coprod.register.parts.rules import READS, Reads, own_number
from coprod.register.sections.enums import ROW_TITLES, FilmWords, Meeting, SpreadStage, WorkLevel
from coprod.register.worth.rules import Worth

MOST_ROWS = 200
MOST_NAMES = 100
LONGEST_NAME = 200


@dataclass(frozen=True)
class Basics:
    """What kind of work it is, who else does it, and the programme it is a strand of."""

    level: WorkLevel | None = None
    stage: SpreadStage | None = None
    partner_ids: tuple[int, ...] = ()
    partner_names: tuple[str, ...] = ()
    programme_id: int | None = field(default=None, metadata={READS: Reads.ENTRY})


@dataclass(frozen=True)
class Pledge:
    """What is open to change, what people were promised in words, and who decides."""

    open_to_change: str = ""
    not_open: str = ""
    pledge: str = ""
    hear_back: PartialDate | None = None
    decided_by: str = ""
    budget_say: Known | None = None
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
    under_18s: Known | None = None
    safeguarding_role: str = ""
    consent_route: str = ""


@dataclass(frozen=True)
class Session:
    """One time that people met. ``offered`` and ``used`` are terms of access and support."""

    row_title: ClassVar[Message] = ROW_TITLES["sessions"]
    named_by: ClassVar[tuple[str, ...]] = ("held", "place")

    number: int = own_number()
    held: PartialDate | None = None
    meeting: Meeting | None = None
    place: str = ""
    took_part: HowMany | None = None
    run_by: str = ""
    independent: Known | None = None
    trained: Known | None = None
    offered_ids: tuple[int, ...] = ()
    used_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Link:
    """Something to read or watch elsewhere that shows what the entry tells."""

    row_title: ClassVar[Message] = ROW_TITLES["evidence"]
    named_by: ClassVar[tuple[str, ...]] = ("title",)

    number: int = own_number()
    title: str = ""
    address: str = ""
    shows: str = ""
    is_film: bool = False
    film_words: FilmWords | None = None


@dataclass(frozen=True)
class Sessions:
    rows: tuple[Session, ...] = ()


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


PARTS: tuple[type[Any], ...] = (
    Basics,
    Pledge,
    People,
    Working,
    Sessions,
    Resourcing,
    Costs,
    Outcome,
    Worth,
    Evidence,
    CuratorNotes,
)
FIRST_PARTS: tuple[type[Any], ...] = (
    register.Naming,
    register.Telling,
    register.Leading,
    register.Placing,
    register.Timing,
    register.PromiseStatement,
    register.About,
    register.Story,
)
ALL_PARTS = (*FIRST_PARTS, *PARTS)
Rows = Sessions | Evidence | Costs
Row = Session | Link | CostLine
ROWS: dict[type[Any], type[Any]] = {Sessions: Session, Evidence: Link, Costs: CostLine}

P = TypeVar("P")
R = TypeVar("R", Sessions, Evidence, Costs)


@dataclass(frozen=True)
class Told:
    """Everything that an entry tells: one part of each kind."""

    parts: Mapping[type[Any], Any]

    def __getitem__(self, kind: type[P]) -> P:
        part: P = self.parts[kind]
        return part


def is_public(kind: type[Any]) -> bool:
    """Tell whether readers may see this part, and its history, once the entry is published."""
    return not getattr(kind, "is_private", False)


def row(part: Rows, number: int) -> Row | None:
    return next((each for each in part.rows if each.number == number), None)


def with_row(part: R, new: Any) -> R:
    """Return the part with a row put in the place of its own number, or added if it has none."""
    rows: list[Any] = list(part.rows)
    if new.number:
        rows = [new if each.number == new.number else each for each in rows]
    else:
        free = max((each.number for each in rows), default=0) + 1
        rows.append(replace(new, number=free))
    return replace(part, rows=tuple(rows))


def without_row(part: R, number: int) -> R:
    rows: list[Any] = [each for each in part.rows if each.number != number]
    return replace(part, rows=tuple(rows))


def check_names(names: tuple[str, ...], field: str) -> None:
    if len(names) > MOST_NAMES:
        raise RuleBrokenError(N_("Name %(most)s or fewer", most=MOST_NAMES), field=field)
    if any(len(name) > LONGEST_NAME for name in names):
        said = N_("Shorten each name to %(most)s characters or fewer", most=LONGEST_NAME)
        raise RuleBrokenError(said, field=field)


def check_outcome(part: Outcome) -> None:
    """What is not done is told with its reason, or not at all."""
    if part.not_doing and not part.why_not:
        raise RuleBrokenError(N_("Say why it is not being done"), field="why_not")


def check_rows(part: Rows) -> None:
    if len(part.rows) > MOST_ROWS:
        raise RuleBrokenError(N_("An entry holds %(most)s of these at most", most=MOST_ROWS))
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
        said = N_(
            "Say whether the film has captions or a transcript. "
            "Without one of them, people who cannot hear it are left out"
        )
        raise RuleBrokenError(said, field="film_words")


def check_address(text: str, field: str) -> None:
    if not is_safe_link(text):
        said = N_("Enter a whole address, such as https://www.example.org/report")
        raise RuleBrokenError(said, field=field)


def check_addresses(part: Any, names: Iterable[str]) -> None:
    """Check the addresses that may be left open."""
    for name in names:
        if getattr(part, name):
            check_address(getattr(part, name), name)


def unsafe_for_children(part: Working) -> str:
    """Return the field that still keeps an entry with under-18s from being public, or nothing."""
    if part.under_18s is not Known.YES:
        return ""
    if not part.safeguarding_role:
        return "safeguarding_role"
    return "" if part.consent_route else "consent_route"


def check_fit_for_public(part: Working) -> None:
    """Where children took part, readers must know who looked after them and how they agreed."""
    if unsafe_for_children(part):
        said = N_(
            "People under 18 took part. Say the safeguarding lead’s role and how the young people "
            "and their families agreed, before this can be public"
        )
        raise RuleBrokenError(said, field=unsafe_for_children(part))
