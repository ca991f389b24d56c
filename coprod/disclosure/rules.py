"""The one place that decides what the public may be shown of a count of people, or of answers.

domain.md, 6: one to four are "fewer than 5"; more are rounded to the nearest five; a total never
lets a small number be worked out; percentages need enough people behind them. Pages, lists,
charts, feeds, exports and APIs all ask here, and get what is shown, ``Hidden`` or ``NotThere``.

Hiding a number is not enough where the same thing is shown day after day: who looks before and
after one person has answered has that person's answer. So results are shown in steps, see
``may_follow``.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Generic, TypeVar

from coprod.config import Settings
from coprod.disclosure.words import (
    BASE_TOO_SMALL,
    WORKED_OUT,
    Count,
    Hidden,
    NotThere,
    Percent,
    fewer_than,
)
from coprod.kit.howmany import HowMany
from coprod.kit.phrases import N_, Phrase

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", int, float)

Counted = Count | Hidden | NotThere
Share = Percent | Hidden | NotThere

ROUND_TO = 5


@dataclass
class Limits:
    """``fewest``: the smallest number of people that may be told from none."""

    fewest: int = 5
    whole_base: int = 10
    group_base: int = 20


limits = Limits()


def obey(settings: Settings) -> None:
    """Take the threshold from the settings, once, when the app starts."""
    limits.fewest = settings.fewest_people


def count(number: int | None) -> Counted:
    """Return what may be said of how many people there are."""
    if number is None:
        return NotThere()
    return fewer_than(limits.fewest) if is_small(number) else Count(nearest(number))


def people(how_many: HowMany) -> Phrase:
    """Return in words how many people somebody told us of."""
    if not how_many.number:
        return how_many.exactly
    found = count(how_many.number)
    if isinstance(found, Count):
        return N_("About %(number)s people", number=f"{found.about:,}")
    return N_("Fewer than %(number)s people", number=limits.fewest)


def answers(number: int) -> Count | Hidden:
    """Return what may be said of how many answered: nobody and four people look the same."""
    return fewer_than(limits.fewest) if number < limits.fewest else Count(nearest(number))


def fewest_for_answers() -> int:
    """Return how many must have answered a question before its middle answer may be shown.

    It says more of one person than a level that is made of all their answers. With five answers,
    who knows four of them reads the fifth off the middle one; so it takes as many people as a
    percentage of all does.
    """
    return max(limits.whole_base, limits.fewest)


@dataclass(frozen=True)
class Table(Generic[K]):
    """People by group, and all of them. Each person is in one group."""

    cells: Mapping[K, Counted]
    total: Counted


def table(cells: Mapping[K, int], *, total_is_public: bool = False) -> Table[K]:
    """Return what may be said of people by group, and of all of them together.

    The total is rounded by itself. Where a group is small the rounded total and the other groups
    could still give it away, as 10, 10 and "fewer than 5" of 30 do (12, 12 and 4 of 28). So then
    there is no total; and where everybody knows the total already, there are no groups.
    """
    total = count(sum(cells.values()))
    if not any(is_small(number) for number in cells.values()):
        return Table({key: count(number) for key, number in cells.items()}, total)
    if total_is_public:
        return Table(dict.fromkeys(cells, Hidden(WORKED_OUT)), total)
    return Table({key: count(number) for key, number in cells.items()}, Hidden(WORKED_OUT))


def shares(cells: Mapping[K, int], *, of_whole: bool) -> Mapping[K, Share]:
    """Return groups as percentages, all of them or none: the rest would tell the one left out.

    ``of_whole``: all who took part in an activity, and no part of them. A small group is looked for
    first: the reason why there are none must not tell how many people there are.
    """
    base = sum(cells.values())
    if not base:
        return dict.fromkeys(cells, NotThere())
    if any(is_small(number) for number in cells.values()):
        return dict.fromkeys(cells, Hidden(WORKED_OUT))
    if base < (limits.whole_base if of_whole else limits.group_base):
        return dict.fromkeys(cells, Hidden(BASE_TOO_SMALL))
    return {key: Percent(round(100 * number / base)) for key, number in cells.items()}


def may_follow(counted: Set[int], released: Iterable[Set[int]]) -> bool:
    """Tell whether a result of these answers may be shown after those that were shown before.

    Enough people stand behind it, and between it and every earlier one either nobody or enough
    people came or went: what changed is then no single person's doing.
    """
    enough = len(counted) >= limits.fewest
    return enough and all(is_step(counted, before) for before in released)


def is_step(now: Set[int], before: Set[int]) -> bool:
    return not is_small(len(now ^ before))


def numbers_may_follow(now: Sequence[int | None], released: Iterable[Sequence[int | None]]) -> bool:
    """Tell whether counts may be shown after those that were shown before, in the same order.

    Of each, nobody or enough people came or went. One that is small, or was, stays as it was: from
    six today it is known that it was one yesterday, as it cannot have been two. What was not known
    is no step.
    """
    pairs = (pair for before in released for pair in zip(now, before, strict=True))
    known = ((a, b) for a, b in pairs if a is not None and b is not None and a != b)
    return not any(is_small(n) for a, b in known for n in (a, b, abs(a - b)))


def median(values: Sequence[V]) -> V:
    """Return the middle value; of an even number the lower of the two in the middle."""
    return sorted(values)[(len(values) - 1) // 2]


def is_small(number: int) -> bool:
    return 0 < number < limits.fewest


def nearest(number: int) -> int:
    return (number + ROUND_TO // 2) // ROUND_TO * ROUND_TO
