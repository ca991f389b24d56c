"""A cut of what people told us, and what a reader is shown of it. domain.md, 6 and 8.

A ``Cut`` says which comments are looked at and by what they are split; it is written in an address,
so that it can be mailed. ``Counts`` are exact. A ``Row`` is what one reader sees of them: readers
get rounded numbers, shares in bands and words under 20; curators get exact ones.

Which rows differ is worked out from nothing but what that reader is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import erfc, sqrt

from coprod.core.disclosure.enums import NOT_SHOWN, Percent
from coprod.core.disclosure.rules import disclose_shares, limits, round_to_step
from coprod.core.statistics.rules import Share, ShareRange, get_direction, get_wilson_interval
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter
from coprod.intelligence.breakdowns.enums import (
    FEW_FELT,
    FEWER_THAN_BASE,
    MOSTLY_NEGATIVE,
    MOSTLY_POSITIVE,
    NOBODY,
    PEOPLE_SPLITS,
    QUARTERS_BACK,
    ROW_LABELS,
    TOO_CLOSE,
    TOO_MANY_AT_ONCE,
    TWO_ABOUT_PEOPLE,
    Comparison,
    SplitBy,
)
from coprod.intelligence.feedback.enums import Window
from coprod.intelligence.feedback.rules import (
    DisclosedNumbers,
    Numbers,
    build_gap,
    disclose,
    disclose_exactly,
)

WRONG_ADDRESS = N_("Part of this address is not known. Choose again in the form")
SURE_ENOUGH = 0.05


# What is looked at


@dataclass(frozen=True)
class Cut:
    """Which comments are looked at, by what they are split, and beside what they are set.

    ``source`` and ``service`` are left empty for all; sources stay apart unless ``together`` is
    asked for. ``starts`` and ``ends`` are exact days, for curators alone.
    """

    until: Quarter
    window: Window = Window.LAST_QUARTER
    source: str = ""
    together: bool = False
    service: str = ""
    split_by: SplitBy | None = None
    within: SplitBy | None = None
    value: str = ""
    compare: Comparison | None = None
    starts: date | None = None
    ends: date | None = None

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return self.window.list_quarters(self.until)

    @property
    def has_exact_days(self) -> bool:
        return self.starts is not None and self.ends is not None

    @property
    def first_day(self) -> date:
        return self.starts or self.quarters[0].starts

    @property
    def last_day(self) -> date:
        return self.ends or self.quarters[-1].ends

    @property
    def filters(self) -> dict[SplitBy, str]:
        """What every comment of the cut has, by the split that it is a value of."""
        filters = {SplitBy.SERVICE: self.service} if self.service else {}
        return filters | ({self.within: self.value} if self.within and self.value else {})

    @property
    def args(self) -> dict[str, str]:
        """The cut as the arguments of an address; ``read_cut`` reads them again."""
        args = {
            "until": str(self.until),
            "window": self.window.value,
            "source": self.source,
            "together": "1" if self.together else "",
            "service": self.service,
            "split": self.split_by.value if self.split_by else "",
            "within": f"{self.within}:{self.value}" if self.within else "",
            "compare": self.compare.value if self.compare else "",
            "starts": self.starts.isoformat() if self.starts else "",
            "ends": self.ends.isoformat() if self.ends else "",
        }
        return {name: value for name, value in args.items() if value}

    def split(self, by: SplitBy | None) -> "Cut":
        """Return the same comments, split by something else."""
        return replace(self, split_by=by)

    def move_back(self, compare: Comparison) -> "Cut":
        """Return the same cut of an earlier time."""
        back = QUARTERS_BACK.get(compare, 0)
        return replace(self, until=self.until.back(back), compare=None)


def read_cut(args: Mapping[str, str], latest: Quarter) -> Cut:
    """Read a cut from the arguments of an address. ``latest``: the last quarter with feedback."""
    try:
        within, _, value = args.get("within", "").partition(":")
        return Cut(
            until=Quarter.parse(args["until"]) if args.get("until") else latest,
            window=Window(args.get("window") or Window.LAST_QUARTER),
            source=args.get("source", ""),
            together=bool(args.get("together")),
            service=args.get("service", ""),
            split_by=SplitBy(args["split"]) if args.get("split") else None,
            within=SplitBy(within) if within and value else None,
            value=value,
            compare=Comparison(args["compare"]) if args.get("compare") else None,
            starts=read_day(args.get("starts", "")),
            ends=read_day(args.get("ends", "")),
        )
    except ValueError:
        raise RuleBrokenError(WRONG_ADDRESS) from None


def read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def check_for_readers(cut: Cut) -> None:
    """Refuse what only curators may ask: two things about people, three things, exact days."""
    asked = [*cut.filters, *([cut.split_by] if cut.split_by else [])]
    if len(PEOPLE_SPLITS & set(asked)) > 1:
        raise RuleBrokenError(TWO_ABOUT_PEOPLE, field="within")
    if len(asked) > 2:
        raise RuleBrokenError(TOO_MANY_AT_ONCE, field="within")
    if cut.starts or cut.ends:
        message = N_("Choose a quarter: only curators can choose exact days")
        raise RuleBrokenError(message, field="starts")


# Exact counts


@dataclass(frozen=True)
class Counts:
    """How many people and comments, and how they felt. ``unfelt``: they did not say, or not sure.

    ``people`` of several times added up counts somebody who spoke in two of them twice.
    """

    people: int = 0
    positive: int = 0
    neutral: int = 0
    negative: int = 0
    unfelt: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(a + b for a, b in zip(self.parts, other.parts, strict=True)))

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(*(a - b for a, b in zip(self.parts, other.parts, strict=True)))

    @property
    def parts(self) -> tuple[int, int, int, int, int]:
        return self.people, self.positive, self.neutral, self.negative, self.unfelt

    @property
    def base(self) -> int:
        """The comments that say how somebody felt: what every share is a share of."""
        return self.positive + self.neutral + self.negative

    @property
    def rest(self) -> int:
        return self.neutral + self.negative

    @property
    def comments(self) -> int:
        return self.base + self.unfelt

    @property
    def numbers(self) -> Numbers:
        felt = (self.positive, self.neutral, self.negative) if self.base else (None, None, None)
        return Numbers(self.people, self.comments, *felt)

    @property
    def fewest(self) -> int:
        """People or comments that say how somebody felt, whichever are fewer."""
        return min(self.people, self.base)


NO_COUNTS = Counts()


def add_up(counts: Iterable[Counts]) -> Counts:
    return sum(counts, NO_COUNTS)


# What a reader is shown


@dataclass(frozen=True)
class Row:
    """One line of a breakdown, as one reader sees it. ``differs``: above the others 1, below -1.

    ``likely`` is the likely range of the positive share in per cent. ``words`` stand where there
    is no share. ``about`` and ``positive`` are what a drawing is made of.
    """

    key: str
    label: Message | str
    shown: DisclosedNumbers
    likely: tuple[int, int] | None = None
    words: Message | None = None
    about: int | None = None
    positive: int | None = None
    differs: int = 0

    @property
    def has_share(self) -> bool:
        return self.positive is not None


@dataclass(frozen=True)
class Breakdown:
    """A cut as one reader sees it: its rows, and all of them together as ``whole``."""

    cut: Cut
    whole: Row
    rows: Sequence[Row] = ()
    is_exact: bool = False

    @property
    def differing(self) -> list[Row]:
        return [row for row in self.rows if row.differs]

    @property
    def sentence(self) -> Message | None:
        """Say which rows differ by more than chance; nothing where fewer than two have a share."""
        return describe_differences(self.rows)


def build_row(key: str, label: Message | str, counts: Counts, *, exact: bool) -> Row:
    """Return a row from its counts alone: words under 20, and where a small number would show."""
    if not counts.comments:
        return Row(key, label, build_gap(), words=NOBODY)
    shown = disclose_exactly(counts.numbers) if exact else disclose(counts.numbers)
    if counts.fewest < limits.group_base:
        return build_row_in_words(key, label, counts, exact=exact)
    if not shown.shares:
        return Row(key, label, shown, words=shown.why)
    about = counts.base if exact else round_to_step(counts.base)
    likely = find_exact_range(counts) if exact else find_public_range(counts)
    return Row(key, label, shown, likely, about=about, positive=shown.shares[0].per_cent)


def build_row_in_words(key: str, label: Message | str, counts: Counts, *, exact: bool) -> Row:
    """Return a row of fewer than 20 people, or of fewer who said how they felt."""
    is_few = min(counts.people, counts.comments) < limits.group_base
    shown = disclose_exactly(counts.numbers) if exact else disclose(counts.numbers)
    if is_few and not exact:
        shown = DisclosedNumbers(FEWER_THAN_BASE, FEWER_THAN_BASE, why=FEWER_THAN_BASE)
    return Row(key, label, shown, words=describe_few(counts) if is_few else FEW_FELT)


def build_hidden_row(key: str, label: Message | str) -> Row:
    """Return a row that is kept back, because another row could be worked out from it."""
    return Row(key, label, DisclosedNumbers(NOT_SHOWN, NOT_SHOWN, why=TOO_CLOSE), words=TOO_CLOSE)


def describe_few(counts: Counts) -> Message:
    """Say of fewer than 20 how most felt, where no handful of them makes the difference."""
    is_enough = counts.fewest >= limits.whole_base
    if not is_enough or abs(counts.positive - counts.rest) < limits.fewest:
        return FEWER_THAN_BASE
    return MOSTLY_POSITIVE if counts.positive > counts.rest else MOSTLY_NEGATIVE


def find_exact_range(counts: Counts) -> tuple[int, int]:
    return get_wilson_interval(Share(counts.positive, counts.base)).in_per_cent


def find_public_range(counts: Counts) -> tuple[int, int] | None:
    """Return the likely range around the band in which readers see the share."""
    cells = {"positive": counts.positive, "rest": counts.rest}
    share = disclose_shares(cells, of_whole=False)["positive"]
    if not isinstance(share, Percent):
        return None
    about = round_to_step(counts.base)
    return ShareRange.from_per_cents(share.low, share.high, about).in_per_cent


def get_row_label(key: str, labels: Mapping[str, Message | str]) -> Message | str:
    """Return the name of a row: of a term, or of those who are on no list."""
    return ROW_LABELS[key] if key in ROW_LABELS else labels.get(key, key)


# Which rows differ


def mark_differing(rows: Sequence[Row]) -> list[Row]:
    """Mark the rows whose positive share differs from all others together by more than chance.

    Each row is set against the other rows: a test of two proportions with the pooled variance.
    The more rows are looked at, the more differ by chance alone, so the level is Holm's: the
    smallest of m chances must be below 5 per cent by m, the next below 5 by m-1, and so on, until
    one is not. It uses what is shown, so it tells no more than that. One person can speak of
    several themes: those rows overlap, and the test is then a rough one.
    """
    with_share = [row for row in rows if row.has_share and row.key not in ROW_LABELS]
    chances = sorted((find_chance(row, with_share), row.key) for row in with_share)
    sure: set[str] = set()
    for at, (chance, key) in enumerate(chances):
        if chance >= SURE_ENOUGH / (len(chances) - at):
            break
        sure.add(key)
    return [
        replace(row, differs=find_direction(row, with_share)) if row.key in sure else row
        for row in rows
    ]


def find_chance(row: Row, rows: Sequence[Row]) -> float:
    """Return how likely a difference as large as this would be if there were none."""
    one, others = get_shown_share(row), sum_others(row, rows)
    if others is None:
        return 1.0
    pooled = (one.part + others.part) / (one.base + others.base)
    spread = sqrt(pooled * (1 - pooled) * (1 / one.base + 1 / others.base))
    return erfc(abs(one.value - others.value) / spread / sqrt(2)) if spread else 1.0


def find_direction(row: Row, rows: Sequence[Row]) -> int:
    others = sum_others(row, rows)
    return 1 if others is not None and get_shown_share(row).value > others.value else -1


def sum_others(row: Row, rows: Sequence[Row]) -> Share | None:
    shares = [get_shown_share(each) for each in rows if each.key != row.key]
    if not shares:
        return None
    return Share(sum(each.part for each in shares), sum(each.base for each in shares))


def get_shown_share(row: Row) -> Share:
    about, positive = row.about or 1, row.positive or 0
    return Share(about * positive / 100, about)


def describe_differences(rows: Sequence[Row]) -> Message | None:
    """Say how many rows differ by more than chance; nothing where fewer than two are shown."""
    if sum(row.has_share for row in rows) < 2:
        return None
    differing = [row for row in rows if row.differs]
    if not differing:
        return N_("None of these differs by more than chance.")
    if len(differing) == 1:
        return N_("Only this one differs by more than chance: %(name)s.", name=differing[0].label)
    if len(differing) == 2:
        return N_(
            "Only these two differ by more than chance: %(one)s and %(other)s.",
            one=differing[0].label,
            other=differing[1].label,
        )
    return N_("%(number)s of these differ by more than chance.", number=len(differing))


@dataclass(frozen=True)
class Change:
    """A row beside the same row of another time or place. ``direction``: 0 may be chance alone."""

    before: Row
    now: Row

    @property
    def points(self) -> int | None:
        """By how many points in a hundred the positive share moved, where both are shown."""
        if self.before.positive is None or self.now.positive is None:
            return None
        return self.now.positive - self.before.positive

    @property
    def direction(self) -> int:
        """1 for a rise and -1 for a fall by more than chance, as far as shares are shown."""
        if not self.before.has_share or not self.now.has_share:
            return 0
        return get_direction(get_shown_share(self.before), get_shown_share(self.now))


def pair_rows(before: Sequence[Row], now: Sequence[Row]) -> list[Change]:
    """Pair the rows of two times by their keys; a row that was not there before is left out."""
    earlier = {row.key: row for row in before}
    return [Change(earlier[row.key], row) for row in now if row.key in earlier]
