"""An insight summary: who asked, when, about what, how many people, how they felt. domain.md, 8.

We do not keep what Healthwatch keeps. A summary holds the numbers of one source for one period and
one subject, and the words that say what lies behind them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import IntEnum

from coprod.core.disclosure import rules as disclosure
from coprod.core.disclosure.enums import BASE_TOO_SMALL, Percent
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.intelligence.feedback.enums import CountedIn, Feeling, Side, Theme

LONGEST_LINE = 200
LONGEST_NARRATIVE = 5000
LONGEST_PERIOD = timedelta(days=3 * 366)
MOST = 1_000_000
ROUNDING = 2
"""Three per cents that were rounded one by one may add up to 98 or to 102."""


@dataclass(frozen=True)
class Asking:
    """Who collected it, and from when to when."""

    source: str
    starts: date
    ends: date


@dataclass(frozen=True)
class Subject:
    """What it is about. A side that is left empty means: all of them."""

    locality_id: int | None = None
    network_id: int | None = None
    practice_id: int | None = None
    service_id: int | None = None
    group_id: int | None = None
    theme: Theme | None = None
    elsewhere: str = ""

    @property
    def sides(self) -> frozenset[Side]:
        """The sides by which it is narrowed down."""
        return frozenset(side for side in Side if self.value(side))

    def value(self, side: Side) -> int | str | None:
        name = f"{side}_id" if side.listing else side.value
        found: int | str | None = getattr(self, name)
        return found or None


@dataclass(frozen=True)
class Numbers:
    """How many people and comments, and how they felt. None is not known, and never nought."""

    people: int | None = None
    comments: int | None = None
    positive: int | None = None
    neutral: int | None = None
    negative: int | None = None
    counted_in: CountedIn = CountedIn.COMMENTS
    is_labelled: bool = False
    """A computer or another reader sorted the comments: people did not say how they felt."""

    @property
    def shares(self) -> tuple[int, int, int] | None:
        """The three numbers as they were told, if all three are known."""
        if self.positive is None or self.neutral is None or self.negative is None:
            return None
        return self.positive, self.neutral, self.negative

    @property
    def feelings(self) -> Mapping[Feeling, int] | None:
        """How many comments felt how: worked out, where the source tells per cents."""
        if self.shares is None:
            return None
        told = dict(zip(Feeling, self.shares, strict=True))
        if self.counted_in is CountedIn.COMMENTS:
            return told
        if self.comments is None:
            return None
        return {feeling: round(self.comments * part / 100) for feeling, part in told.items()}


@dataclass(frozen=True)
class Telling:
    """What lies behind the numbers, where it can be read, and whether readers see it."""

    narrative: str = ""
    method: str = ""
    address: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class Summary:
    """Everything that a curator writes down."""

    asking: Asking
    subject: Subject
    numbers: Numbers
    telling: Telling


def check(summary: Summary, today: date) -> None:
    check_asking(summary.asking, today)
    check_sizes(summary.numbers)
    check_feelings(summary.numbers)
    check_telling(summary.telling)
    if summary.numbers.comments is None and not summary.telling.narrative:
        said = N_("Say what people told, in words or in numbers")
        raise RuleBrokenError(said, field="narrative")


def check_asking(asking: Asking, today: date) -> None:
    if not asking.source:
        raise RuleBrokenError(N_("Say who collected it"), field="source")
    if asking.ends < asking.starts:
        raise RuleBrokenError(N_("The end is before the start"), field="ends")
    if asking.starts > today:
        raise RuleBrokenError(N_("This has not begun yet"), field="starts")
    if asking.ends - asking.starts > LONGEST_PERIOD:
        raise RuleBrokenError(N_("Keep to three years or fewer in one summary"), field="ends")


def check_sizes(numbers: Numbers) -> None:
    for each in fields(numbers):
        value = getattr(numbers, each.name)
        if isinstance(value, int) and not 0 <= value <= MOST:
            raise RuleBrokenError(N_("Enter a number from 0 to 1,000,000"), field=each.name)


def check_feelings(numbers: Numbers) -> None:
    told = [numbers.positive, numbers.neutral, numbers.negative]
    if any(n is None for n in told) and any(n is not None for n in told):
        missing = next(f for f, n in zip(Feeling, told, strict=True) if n is None)
        said = N_("Give all three numbers, or none. Write 0 where there was none")
        raise RuleBrokenError(said, field=missing.value)
    whole = sum(n or 0 for n in told)
    if numbers.shares is None:
        return
    if numbers.comments is None:
        raise RuleBrokenError(N_("Say how many comments there were"), field="comments")
    if numbers.counted_in is CountedIn.PER_CENT:
        check_per_cent(whole)
    elif whole > numbers.comments:
        said = N_("These are more than all the comments. Check the numbers")
        raise RuleBrokenError(said, field="positive")


def check_per_cent(whole: int) -> None:
    if abs(whole - 100) > ROUNDING:
        said = N_("The three add up to %(whole)s per cent, not to 100", whole=whole)
        raise RuleBrokenError(said, field="positive")


def check_telling(telling: Telling) -> None:
    if telling.address and not is_safe_link(telling.address):
        said = N_("Enter a whole address, such as https://www.example.org/report")
        raise RuleBrokenError(said, field="address")


def told_apart(numbers: Numbers) -> tuple[int | None, ...]:
    """Return all that readers could be shown a number of, or work one out."""
    positive, neutral, negative = (numbers.feelings or dict.fromkeys(Feeling)).values()
    rest = neutral if negative is None else (neutral or 0) + negative
    return (numbers.people, numbers.comments, positive, neutral, negative, rest)


class Detail(IntEnum):
    """How much can be told of how people felt: nothing, positive and the rest, or all three."""

    NOTHING = 0
    TWO = 1
    THREE = 2


@dataclass(frozen=True)
class Share:
    """One part of a bar. ``number`` is only for those who see exact numbers."""

    kind: str
    label: Message
    per_cent: int
    words: Message
    number: int | None = None


@dataclass(frozen=True)
class Told:
    """What one reader is shown: people, comments, and the shares or why there are none."""

    people: Message
    comments: Message
    shares: tuple[Share, ...] = ()
    why: Message | None = None
    numbers: tuple[Share, ...] = ()
    is_gap: bool = False
    is_unplaced: bool = False
    is_labelled: bool = False

    @property
    def is_empty(self) -> bool:
        return self.is_gap or self.is_unplaced

    @property
    def in_words(self) -> tuple[Share, ...]:
        return self.shares or self.numbers


REST = "rest"
KINDS: dict[str, Message] = {
    **{feeling.value: feeling.label for feeling in Feeling},
    REST: N_("Neutral or negative"),
}
GAP = N_("No feedback")
NOT_PLACED = N_("Not placed")
NOT_SAID = N_("The source does not say how people felt")
Feelings = Mapping[Feeling, int]


def cells_of(feelings: Feelings, detail: Detail) -> dict[str, int]:
    if detail is Detail.THREE:
        return {feeling.value: number for feeling, number in feelings.items()}
    positive = feelings[Feeling.POSITIVE]
    return {Feeling.POSITIVE.value: positive, REST: sum(feelings.values()) - positive}


def detail_of(feelings: Feelings | None) -> Detail:
    """Return how much the public may be told without a small number standing out."""
    for detail in (Detail.THREE, Detail.TWO):
        shares = disclosure.shares(cells_of(feelings, detail), of_whole=False) if feelings else {}
        if shares and all(share.is_shown for share in shares.values()):
            return detail
    return Detail.NOTHING


def in_public(numbers: Numbers, detail: Detail | None = None) -> Told:
    """Return numbers as everybody may see them. ``detail``: no more than this."""
    if is_gap(numbers):
        return gap()
    own = detail_of(numbers.feelings)
    shares = shares_of(numbers.feelings, own if detail is None else min(own, detail))
    return Told(
        people=disclosure.count(numbers.people).words,
        comments=disclosure.count(numbers.comments).words,
        shares=shares,
        why=None if shares else why_not(numbers),
        is_labelled=numbers.is_labelled,
    )


def exactly(numbers: Numbers) -> Told:
    """Return numbers as those see them who keep the summaries: still no per cent of a few."""
    if is_gap(numbers):
        return gap()
    feelings = numbers.feelings or {}
    whole = sum(feelings.values())
    is_enough = whole >= disclosure.limits.group_base
    counted = tuple(
        exact_share(kind, number, whole)
        for kind, number in (cells_of(feelings, Detail.THREE).items() if whole else ())
    )
    return Told(
        people=as_it_is(numbers.people),
        comments=as_it_is(numbers.comments),
        shares=counted if is_enough else (),
        why=None if is_enough else why_not(numbers),
        numbers=counted,
        is_labelled=numbers.is_labelled,
    )


def exact_share(kind: str, number: int, whole: int) -> Share:
    per_cent = round(100 * number / whole)
    return Share(kind, KINDS[kind], per_cent, N_("%(number)s%%", number=per_cent), number)


def shares_of(feelings: Feelings | None, detail: Detail) -> tuple[Share, ...]:
    if not feelings or detail is Detail.NOTHING:
        return ()
    told = disclosure.shares(cells_of(feelings, detail), of_whole=False)
    return tuple(
        Share(kind, KINDS[kind], share.whole, share.words)
        for kind, share in told.items()
        if isinstance(share, Percent)
    )


def why_not(numbers: Numbers) -> Message:
    if numbers.feelings is None:
        return NOT_SAID
    told = disclosure.shares(cells_of(numbers.feelings, Detail.THREE), of_whole=False)
    found = next((share for share in told.values() if not isinstance(share, Percent)), None)
    return found.reason if found else BASE_TOO_SMALL


def is_gap(numbers: Numbers) -> bool:
    """Nobody said anything. That is a gap, and not nought per cent of something."""
    return numbers.comments == 0 and not numbers.people


def gap() -> Told:
    return Told(GAP, GAP, why=GAP, is_gap=True)


def not_placed() -> Told:
    """Return what stands in the place of a gap where a name was not placed: it may be this one."""
    return Told(NOT_PLACED, NOT_PLACED, why=NOT_PLACED, is_unplaced=True)


def as_it_is(number: int | None) -> Message:
    return N_("%(number)s", number=f"{number:,}") if number is not None else N_("Not known")
