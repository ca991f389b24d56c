"""What made-up entries took and changed: who came, what people said, pots of money, feedback."""

from dataclasses import dataclass, field
from datetime import date

from coprod.intelligence.feedback.enums import Theme
from coprod.intelligence.feedback.rules import Explanation, Numbers
from coprod.outcomes.i_statements.rules import LinkDetails
from coprod.outcomes.results.rules import WaveDetails
from coprod.participation.participants.enums import Trait
from coprod.resourcing.funding_pots.rules import GivingDetails, PotDetails


@dataclass(frozen=True)
class Came:
    """How many of each group came to an entry, by its key."""

    entry: str
    day: date
    totals: dict[Trait, dict[str, int]]


@dataclass(frozen=True)
class Linked:
    """What an entry has to do with a statement. Said today: no statement was in use before."""

    entry: str
    statement: str
    linking: LinkDetails


@dataclass(frozen=True)
class Counted:
    """How many gave each answer, from "strongly agree" on, of everybody or of one group."""

    statement: str
    counts: list[int]
    group: str = ""


@dataclass(frozen=True)
class Asked:
    """A wave. Without an entry the partnership asked."""

    details: WaveDetails
    rows: list[Counted]
    entry: str = ""


@dataclass(frozen=True)
class Given:
    """Something decided about a pot: the keys of an organisation or an entry that it is for."""

    day: date
    giving: GivingDetails
    to: str = ""
    entry: str = ""
    reached: int | None = None
    taken_back: str = ""


@dataclass(frozen=True)
class Kept:
    """A pot of money, and what was decided about it."""

    day: date
    pot: PotDetails
    given: list[Given]


@dataclass(frozen=True)
class Heard:
    """What people told, so many quarters before the last whole one. ``about``: keys by their list.

    ``felt``: how many comments were positive, neutral and negative.
    """

    back: int
    source: str
    felt: list[int]
    people: int | None = None
    about: dict[str, str] = field(default_factory=dict)
    theme: Theme | None = None
    elsewhere: str = ""
    telling: Explanation = field(default_factory=Explanation)

    @property
    def numbers(self) -> Numbers:
        positive, neutral, negative = self.felt
        return Numbers(self.people, sum(self.felt), positive, neutral, negative)


@dataclass(frozen=True)
class Figures:
    """The whole file, in the order in which it is loaded."""

    linked: list[Linked]
    came: list[Came]
    asked: list[Asked]
    kept: list[Kept]
    heard: list[Heard]
