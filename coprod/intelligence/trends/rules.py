"""Adding summaries up without counting anybody twice, and seeing what falls.

Summaries overlap: a report on all services beside one on GP services, a year beside its quarters.
``chosen`` takes the broadest ones, and of two that could hold the same comments only one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coprod.core.disclosure import rules as disclosure
from coprod.core.disclosure.enums import Percent
from coprod.core.disclosure.rules import is_small, limits, nearest
from coprod.core.statistics.rules import Span, span_direction
from coprod.core.values.quarters import Quarter
from coprod.intelligence.feedback.enums import OVERLAPPING, CountedIn, Feeling, Side
from coprod.intelligence.feedback.rules import (
    Detail,
    Feelings,
    Numbers,
    Told,
    cells_of,
    detail_of,
    exactly,
    in_public,
)

Key = int | str
NOTHING = Numbers(0, 0, 0, 0, 0)
LATER, EARLIER = 2, 4
"""A trend: the last two quarters beside the four before them, 18 months in all."""


@dataclass(frozen=True)
class Piece:
    """One summary, under the names that its subject goes by today."""

    id: int
    source: str
    starts: date
    ends: date
    values: Mapping[Side, Key]
    numbers: Numbers

    @property
    def sides(self) -> frozenset[Side]:
        return frozenset(self.values)

    @property
    def days(self) -> int:
        return (self.ends - self.starts).days


@dataclass(frozen=True)
class Unplaced:
    """A time with comments that name something which is on no list, and for which sides."""

    starts: date
    ends: date
    sides: frozenset[Side]


def may_be_unplaced(found: Iterable[Unplaced], side: Side, quarters: Sequence[Quarter]) -> bool:
    """Tell whether silence may only be a name that was not placed."""
    first, last = quarters[0].starts, quarters[-1].ends
    return any(side in each.sides and each.starts <= last and first <= each.ends for each in found)


def within(pieces: Iterable[Piece], quarters: Sequence[Quarter]) -> list[Piece]:
    """Return the pieces whose whole time lies in these quarters, which follow one another."""
    first, last = quarters[0].starts, quarters[-1].ends
    return [each for each in pieces if first <= each.starts and each.ends <= last]


def about(pieces: Iterable[Piece], by: Side | None, key: Key | None = None) -> list[Piece]:
    """Return the pieces that can be counted for one value of a side, or for the whole area.

    What is from another borough counts only there. Themes and groups overlap, so what is narrowed
    down by them counts only where one looks by them.
    """
    never = {*OVERLAPPING, Side.ELSEWHERE} - {by}
    fitting = (each for each in pieces if not each.sides & never)
    return [each for each in fitting if by is None or each.values.get(by) == key]


def heard(pieces: Iterable[Piece], side: Side, key: Key) -> list[Piece]:
    """Return everything here that was told about this, however narrow."""
    here = (each for each in pieces if Side.ELSEWHERE not in each.values)
    return [each for each in here if each.values.get(side) == key and each.numbers.comments != 0]


def chosen(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces of which no two hold the same comments: broad ones first, then short ones."""
    taken: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (len(p.sides), p.days, p.starts, p.id)):
        if not any(clash(piece, other) for other in taken):
            taken.append(piece)
    return taken


def clash(a: Piece, b: Piece) -> bool:
    """Tell whether two pieces could hold the same comments."""
    if a.source != b.source or a.ends < b.starts or b.ends < a.starts:
        return False
    return a.sides != b.sides or a.values == b.values


def added(pieces: Sequence[Piece]) -> Numbers:
    """Add pieces up. What one of them does not know, the whole does not know either."""
    if not pieces:
        return NOTHING
    people = total(each.numbers.people for each in pieces)
    comments = total(each.numbers.comments for each in pieces)
    feelings = [each.numbers.feelings for each in pieces if each.numbers.feelings]
    if not feelings:
        return Numbers(people, comments)
    sums = {feeling: sum(each[feeling] for each in feelings) for feeling in Feeling}
    felt = (sums[Feeling.POSITIVE], sums[Feeling.NEUTRAL], sums[Feeling.NEGATIVE])
    is_labelled = any(each.numbers.is_labelled for each in pieces)
    return Numbers(people, comments, *felt, CountedIn.COMMENTS, is_labelled)


def total(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return None if None in known else sum(each or 0 for each in known)


def shown(pieces: Sequence[Piece], *, exact: bool) -> Told:
    numbers = added(pieces)
    return exactly(numbers) if exact else in_public(numbers, detail(pieces))


def detail(pieces: Sequence[Piece]) -> Detail:
    """Return how much everybody may be told of a sum, given what they are told of its parts.

    Windows of time slide over each other: who compares two of them has one time alone. So a sum
    tells no more than any one of its times may.
    """
    own = detail_of(added(pieces).feelings)
    times: dict[tuple[date, date], list[Feelings]] = {}
    for each in pieces:
        if each.numbers.feelings:
            times.setdefault((each.starts, each.ends), []).append(each.numbers.feelings)
    return min([own, *(at_one_time(parts) for parts in times.values())])


def risk_of(feelings: Feelings) -> Detail:
    """Return the most that shows no small number. Too few comments for a per cent are no risk."""
    for detail in (Detail.THREE, Detail.TWO):
        if not any(is_small(cell) for cell in cells_of(feelings, detail).values()):
            return detail
    return Detail.NOTHING


def together(own: Detail, parts: Iterable[Feelings]) -> Detail:
    """Return what may be told of a sum whose parts are shown as well.

    Who takes the parts that tell as much from the sum has the rest: it must not be small either.
    """
    less = [part for part in parts if risk_of(part) < own]
    safe = (detail for detail in (Detail.THREE, Detail.TWO) if is_safe(less, detail))
    return min(own, next(safe, Detail.NOTHING))


def is_safe(parts: Sequence[Feelings], detail: Detail) -> bool:
    """Tell whether the sum of these parts, told so, gives none of them away."""
    cells = [cells_of(part, detail) for part in parts]
    return all(hides([each[name] for each in cells]) for name in (cells[0] if cells else ()))


def hides(numbers: Sequence[int]) -> bool:
    """Tell whether a sum leaves open what is in it: eight is four and four, if both are small."""
    whole, all_small = sum(numbers), all(is_small(n) for n in numbers)
    least, most = len(numbers), len(numbers) * (limits.fewest - 1)
    return not is_small(whole) and not (all_small and whole in {least, most})


def all_felt(parts: Iterable[Feelings]) -> Feelings:
    given = tuple(parts)
    return {feeling: sum(part[feeling] for part in given) for feeling in Feeling}


def at_one_time(parts: Sequence[Feelings]) -> Detail:
    return together(risk_of(all_felt(parts)), parts)


def is_falling(pieces: Sequence[Piece], until: Quarter) -> bool:
    """Tell whether fewer are positive than before, by more than chance alone would make."""
    quarters = [until.back(n) for n in reversed(range(LATER + EARLIER))]
    before = positive(within(pieces, quarters[:EARLIER]))
    after = positive(within(pieces, quarters[EARLIER:]))
    return before is not None and after is not None and span_direction(before, after) < 0


def positive(pieces: Sequence[Piece]) -> Span | None:
    """Return the share of positive comments as it is shown, if there are enough comments."""
    feelings = added(chosen(pieces)).feelings
    if feelings is None or detail_of(feelings) is Detail.NOTHING:
        return None
    about = nearest(sum(feelings.values()))
    shares = disclosure.shares(cells_of(feelings, Detail.TWO), of_whole=False)
    found = shares[Feeling.POSITIVE]
    return Span.of_per_cents(found.low, found.high, about) if isinstance(found, Percent) else None
