"""The one place that decides what the public may be shown of a count of people, or of answers.

domain.md, 6: one to four are "fewer than 5"; more are rounded to the nearest five; a total never
lets a small number be worked out; percentages need enough people behind them. Pages, lists,
charts, feeds, exports and APIs all ask here, and get what is shown, ``Hidden`` or ``NotKnown``.

Hiding a number is not enough where the same thing is shown day after day: who looks before and
after one person has answered has that person's answer. So results are shown in steps, see
``may_be_released``.
"""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Generic, TypeVar

from coprod.core.config import Settings
from coprod.core.disclosure.enums import (
    BASE_TOO_SMALL,
    WORKED_OUT,
    ColumnSign,
    Hidden,
    NotKnown,
    Percent,
    RoundedCount,
    hide_fewer_than,
)
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.howmany import HowMany
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import fold

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", int, float)

DisclosedCount = RoundedCount | Hidden | NotKnown
DisclosedShare = Percent | Hidden | NotKnown

ROUND_TO = 5


@dataclass
class DisclosureLimits:
    """``fewest``: the smallest number of people that may be told from none.

    It is set at the start from ``COPROD_FEWEST_PEOPLE``, whose default is in ``core.config``.
    """

    fewest: int = 5
    whole_base: int = 10
    group_base: int = 20


limits = DisclosureLimits()


def set_disclosure_limits(settings: Settings) -> None:
    """Take the threshold from the settings, once, when the app starts."""
    limits.fewest = settings.fewest_people


def disclose_count(number: int | None) -> DisclosedCount:
    """Return what may be said of how many people there are."""
    if number is None:
        return NotKnown()
    return (
        hide_fewer_than(limits.fewest) if is_small(number) else RoundedCount(round_to_step(number))
    )


def disclose_people(how_many: HowMany) -> Message:
    """Return in words how many people somebody told us of."""
    if not how_many.number:
        return how_many.exactly
    rounded = disclose_count(how_many.number)
    if isinstance(rounded, RoundedCount):
        return N_("About %(number)s people", number=f"{rounded.about:,}")
    return N_("Fewer than %(number)s people", number=limits.fewest)


def disclose_answers(number: int) -> RoundedCount | Hidden:
    """Return what may be said of how many answered: nobody and four people look the same."""
    return (
        hide_fewer_than(limits.fewest)
        if number < limits.fewest
        else RoundedCount(round_to_step(number))
    )


def get_fewest_for_answers() -> int:
    """Return how many must have answered a question before its middle answer may be shown.

    It says more of one person than a level that is made of all their answers. With five answers,
    who knows four of them reads the fifth off the middle one; so it takes as many people as a
    percentage of all does.
    """
    return max(limits.whole_base, limits.fewest)


@dataclass(frozen=True)
class DisclosedTable(Generic[K]):
    """People by group, and all of them. Each person is in one group."""

    cells: Mapping[K, DisclosedCount]
    total: DisclosedCount


def disclose_table(cells: Mapping[K, int], *, total_is_public: bool = False) -> DisclosedTable[K]:
    """Return what may be said of people by group, and of all of them together.

    The total is rounded by itself. Where a group is small the rounded total and the other groups
    could still give it away, as 10, 10 and "fewer than 5" of 30 do (12, 12 and 4 of 28). So then
    there is no total; and where everybody knows the total already, there are no groups.
    """
    total = disclose_count(sum(cells.values()))
    if not any(is_small(number) for number in cells.values()):
        return DisclosedTable({key: disclose_count(number) for key, number in cells.items()}, total)
    if total_is_public:
        return DisclosedTable(dict.fromkeys(cells, Hidden(WORKED_OUT)), total)
    return DisclosedTable(
        {key: disclose_count(number) for key, number in cells.items()}, Hidden(WORKED_OUT)
    )


def disclose_shares(cells: Mapping[K, int], *, of_whole: bool) -> Mapping[K, DisclosedShare]:
    """Return groups as shares, all of them or none: the rest would tell the one left out.

    A share with its rounded base fits five different counts of every group, or more: "40% of about
    30" would be 12 and nothing else, so it is "about 40%" or "fewer than half". How fine the shares
    are depends on nothing but what is public: the rounded base, and the shares before this one.

    ``of_whole``: all who took part in an activity, and no part of them. A small group is looked for
    first: the reason why there are none must not tell how many people there are.
    """
    base = sum(cells.values())
    if not base:
        return dict.fromkeys(cells, NotKnown())
    if any(is_small(number) for number in cells.values()):
        return dict.fromkeys(cells, Hidden(WORKED_OUT))
    least = limits.whole_base if of_whole else limits.group_base
    bands = find_bands(tuple(cells.values()), least) if base >= least else ()
    if not bands:
        return dict.fromkeys(cells, Hidden(BASE_TOO_SMALL))
    return dict(zip(cells, list_percents(bands), strict=True))


LEAST_AMBIGUITY = 5
"""So many counts of a group must fit what is shown of it."""
LARGE = 500
"""What fits a base of so many fits every larger one."""
WHOLE = 1000
"""Shares are cut in thousandths."""
SCALES = (*(tuple(range(n // 2, WHOLE, n)) for n in (10, 50, 100, 200)), (WHOLE // 2,))
"""From whole per cents to halves: between which thousandths a share is rounded to the same."""

Cuts = tuple[int, ...]
Cells = tuple[int, ...]
Band = tuple[int, int]


def find_bands(numbers: Cells, least: int) -> tuple[Band, ...]:
    """Return between which thousandths each group lies of what the groups before it leave."""
    about = min(round_to_step(sum(numbers)), LARGE)
    bands: tuple[Band, ...] = ()
    for position, number in enumerate(numbers[:-1]):
        cuts = find_cuts(about, max(least, limits.fewest), limits.fewest, bands)
        if not cuts:
            return ()
        bands = (*bands, find_band(number, sum(numbers[position:]), cuts))
    return bands


def list_percents(bands: Sequence[Band]) -> Iterator[Percent]:
    """Yield each share of the whole: what is left for the last one follows from the others."""
    left = [float(WHOLE)] * 3
    for low, high in bands:
        parts = (low, (low + high) / 2, high)
        yield build_percent([of * part / WHOLE for of, part in zip(left, parts, strict=True)])
        others = (WHOLE - part for part in reversed(parts))
        left = [of * part / WHOLE for of, part in zip(left, others, strict=True)]
    yield build_percent(left)


def build_percent(thousandths: Iterable[float]) -> Percent:
    low, middle, high = (round(each / 10, 3) for each in thousandths)
    return Percent(low, middle, high)


@lru_cache(maxsize=10_000)
def find_cuts(about: int, least: int, fewest: int, bands: tuple[Band, ...]) -> Cuts:
    """Return the finest cuts for one more share, none where even halves would tell too much."""
    cases = list_cases(about, least, fewest, bands)
    options = (merge_cuts(cases, cuts) for cuts in SCALES)
    return next((cuts for cuts in options if cuts), ())


@lru_cache(maxsize=200)
def list_cases(about: int, least: int, fewest: int, bands: tuple[Band, ...]) -> list[Cells]:
    """Return all groups that look like this so far, each with one group more, and the rest."""
    if not bands:
        bases = range(max(least, about - ROUND_TO // 2), about + ROUND_TO // 2 + 1)
        before: list[Cells] = [(base,) for base in bases]
    else:
        low, high = bands[-1]
        seen = list_cases(about, least, fewest, bands[:-1])
        before = [
            each for each in seen if low <= get_thousandths(*each[-2:]) < high + (high == WHOLE)
        ]
    return [
        (*others, part, rest - part)
        for *others, rest in before
        for part in range(rest + 1)
        if not (0 < part < fewest or 0 < rest - part < fewest)
    ]


def merge_cuts(cases: Sequence[Cells], cuts: Cuts) -> Cuts:
    """Return the cuts without those at either end that tell too much, none if one within does."""
    bands: list[list[Cells]] = [[] for _ in range(len(cuts) + 1)]
    for each in cases:
        bands[bisect_right(cuts, get_thousandths(*each[-2:]))].append(each)
    low, high = 0, len(cuts)
    while low < high and not are_ambiguous(bands[low]):
        low += 1
        bands[low] += bands[low - 1]
    while low < high and not are_ambiguous(bands[high]):
        high -= 1
        bands[high] += bands[high + 1]
    return cuts[low:high] if all(map(are_ambiguous, bands[low : high + 1])) else ()


def are_ambiguous(cases: Sequence[Cells]) -> bool:
    return bool(cases) and all(
        len(set(numbers)) >= LEAST_AMBIGUITY for numbers in zip(*cases, strict=True)
    )


def find_band(number: int, base: int, cuts: Cuts) -> Band:
    at = bisect_right(cuts, get_thousandths(number, base - number))
    return (0, *cuts)[at], (*cuts, WHOLE)[at]


def get_thousandths(part: int, rest: int) -> int:
    return WHOLE * part // (part + rest) if part else 0


def may_be_released(counted: Set[int], released: Iterable[Set[int]]) -> bool:
    """Tell whether a result of these answers may be shown after those that were shown before.

    Enough people stand behind it, and between it and every earlier one either nobody or enough
    people came or went: what changed is then no single person's doing.
    """
    enough = len(counted) >= limits.fewest
    return enough and all(is_safe_step(counted, before) for before in released)


def is_safe_step(now: Set[int], before: Set[int]) -> bool:
    return not is_small(len(now ^ before))


def may_numbers_be_released(
    now: Sequence[int | None], released: Iterable[Sequence[int | None]]
) -> bool:
    """Tell whether counts may be shown after those that were shown before, in the same order.

    Of each, nobody or enough people came or went. One that is small, or was, stays as it was: from
    six today it is known that it was one yesterday, as it cannot have been two. What was not known
    is no step.
    """
    pairs = (pair for before in released for pair in zip(now, before, strict=True))
    known = ((a, b) for a, b in pairs if a is not None and b is not None and a != b)
    return not any(is_small(n) for a, b in known for n in (a, b, abs(a - b)))


def may_be_compared(
    now: Sequence[DisclosedCount], earlier: Iterable[Sequence[DisclosedCount]]
) -> bool:
    """Tell whether numbers may stand beside those that readers were given earlier of the same.

    It depends on nothing but what readers are shown, so that neither the answer nor what is then
    compared tells more than the pages of those days. None is hidden, and any two are the same or
    so far apart that enough people came or went, however they were rounded.
    """
    views = [now, *earlier]
    if any(isinstance(number, Hidden) for view in views for number in view):
        return False
    pairs = (pair for view in views[1:] for pair in pair_counts(now, view))
    return all(is_same_or_far(a, b) for a, b in pairs)


def pair_counts(
    now: Sequence[DisclosedCount], before: Sequence[DisclosedCount]
) -> Iterable[tuple[DisclosedCount, DisclosedCount]]:
    """Pair numbers of the same; where it is not known which are, each with each."""
    return zip(now, before, strict=True) if len(now) == len(before) else product(now, before)


def is_same_or_far(one: DisclosedCount, other: DisclosedCount) -> bool:
    if not isinstance(one, RoundedCount) or not isinstance(other, RoundedCount):
        return True
    apart = abs(one.about - other.about)
    return apart == 0 or apart >= limits.fewest + ROUND_TO - 1


def settle_count(now: DisclosedCount, earlier: Sequence[DisclosedCount]) -> DisclosedCount:
    """Return what may stand today beside what stays in print of the same.

    Where the two together could tell that a few people came or went, what was printed last stays.
    It depends on nothing but what readers are shown on both days.
    """
    printed = [each for each in earlier if not isinstance(each, NotKnown)]
    if not printed or isinstance(now, NotKnown):
        return now
    return now if may_be_compared([now], [[each] for each in printed]) else printed[-1]


def get_median(values: Sequence[V]) -> V:
    """Return the middle value; of an even number the lower of the two in the middle."""
    return sorted(values)[(len(values) - 1) // 2]


def is_small(number: int) -> bool:
    return 0 < number < limits.fewest


def round_to_step(number: int) -> int:
    return (number + ROUND_TO // 2) // ROUND_TO * ROUND_TO


# Columns of strange tables

IN_CELLS = {
    ColumnSign.EMAIL: re.compile(r"[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}", re.IGNORECASE),
    ColumnSign.PHONE: re.compile(
        r"(?<![\w.])(?:\+|00|\(?0)\d(?:[ ()-]*\d){8,12}(?!\w)|^[127]\d{9}$"
    ),
    ColumnSign.POSTCODE: re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE),
    ColumnSign.MONEY: re.compile(
        r"[£€$] ?\d|\b\d[\d,.]* ?(?:GBP|EUR|USD|pounds?)\b", re.IGNORECASE
    ),
    ColumnSign.PEOPLE: re.compile(
        r"\b(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ )?"
        r"(?:people|persons?|residents?|m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|adults?|carers?|"
        r"patients?|participants?|volunteers?|members?|families|households?)\b",
        re.IGNORECASE,
    ),
}
IN_HEADINGS = {
    ColumnSign.PHONE: re.compile(r"\b(?:tel|telephone|phone|mobile)\b"),
    ColumnSign.MONEY: re.compile(
        r"\b(?:costs?|prices?|paid|payments?|amounts?|fees?|budgets?|spen[dt]|expenses?|salary|wages?|"
        r"income|money|pounds|gbp|vouchers?)\b"
    ),
    ColumnSign.PEOPLE: re.compile(
        r"\b(?:people|persons?|residents?|participants?|attend\w*|members?|men|women|boys|girls|"
        r"children|adults|carers|patients|volunteers|staff|famil(?:y|ies)|households?|users|pupils|"
        r"students|respond\w*|headcount)\b"
    ),
}
"""What headings say counts only of columns with numbers in them."""
DIGIT, NUMBER = re.compile(r"\d"), re.compile(r"\d{1,9}")


@dataclass
class ColumnScan:
    """What is seen in one column, cell by cell: whether it could show a person, and by what."""

    heading: str
    signs: set[ColumnSign] = field(default_factory=set)
    cells: int = 0
    contacts: int = 0
    has_digits: bool = False
    has_few: bool = False
    is_numbers: bool = True

    def add_cell(self, text: str) -> None:
        cell = text.strip()
        if not cell:
            return
        self.cells += 1
        self.contacts += any(IN_CELLS[sign].fullmatch(cell) for sign in CONTACTS)
        self.signs |= {sign for sign, looks in IN_CELLS.items() if looks.search(cell)}
        self.has_digits = self.has_digits or bool(DIGIT.search(cell))
        whole = NUMBER.fullmatch(cell)
        self.is_numbers = self.is_numbers and bool(whole)
        self.has_few = self.has_few or (bool(whole) and is_small(int(cell)))

    @property
    def sign(self) -> ColumnSign | None:
        """Return by what a person could be shown, None where nothing looks like it."""
        words = fold(self.heading.replace("_", " "))
        named = {
            sign for sign, says in IN_HEADINGS.items() if self.has_digits and says.search(words)
        }
        few = {ColumnSign.PEOPLE} if self.is_numbers and self.has_few else set()
        signs = self.signs | named | few
        return next((sign for sign in ORDER if sign in signs), None)

    @property
    def is_contact(self) -> bool:
        """Tell whether it holds little but addresses and telephone numbers."""
        return 2 * self.contacts > self.cells


CONTACTS = (ColumnSign.EMAIL, ColumnSign.PHONE, ColumnSign.POSTCODE)
ORDER = (*CONTACTS, ColumnSign.MONEY, ColumnSign.PEOPLE)


FEW_IN_WORDS = {"two": 2, "three": 3, "four": 4}
"""“One person” is said of nobody in particular too often to be looked for."""


def find_small_counts(text: str) -> list[str]:
    """Return what a text says of so few people that they could be recognised: “3 residents”."""
    found = (each[0] for each in IN_CELLS[ColumnSign.PEOPLE].finditer(text))
    return [each for each in found if is_small_count(each.split()[0].casefold())]


def refuse_small_counts(text: str, *, field: str) -> None:
    """Refuse words that say of so few people what could tell who they are."""
    small = find_small_counts(text)
    if small:
        message = N_("Write “fewer than 5 people”: “%(words)s” could tell who", words=small[0])
        raise RuleBrokenError(message, field=field)


def check_public_text(text: str, most: int, *, field: str) -> None:
    """Refuse words for everybody that are too long, or that say of so few people who they are."""
    require_short(text, most, field=field)
    refuse_small_counts(text, field=field)


def is_small_count(word: str) -> bool:
    return is_small(int(word) if word.isdecimal() else FEW_IN_WORDS.get(word, 0))


def find_sign(heading: str, values: Iterable[str]) -> ColumnSign | None:
    """Return what a column looks like that a curator is asked about, None for any other."""
    scan = ColumnScan(heading)
    for value in values:
        scan.add_cell(value)
    return scan.sign
