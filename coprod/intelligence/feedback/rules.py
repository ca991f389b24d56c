"""An insight summary: who asked, when, about what, how many people, how they felt. domain.md, 8.

We do not keep what Healthwatch keeps. A summary holds the numbers of one source for one period and
one subject, and the words that say what lies behind them.

Trends add summaries up without counting anybody twice. Summaries overlap: a report on all services
beside one on GP services, a year beside its quarters. ``choose_without_overlap`` takes the broadest
ones, and of two that could hold the same comments only one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import IntEnum

from coprod.core.disclosure.enums import BASE_TOO_SMALL, Percent
from coprod.core.disclosure.rules import (
    disclose_count,
    disclose_shares,
    is_small,
    limits,
    round_to_step,
)
from coprod.core.statistics.rules import ShareRange, get_range_direction
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter
from coprod.intelligence.feedback.enums import OVERLAPPING_SIDES, CountedIn, Feeling, Side, Theme

Key = int | str
LONGEST_LINE = 200
LONGEST_NARRATIVE = 5000
LONGEST_PERIOD = timedelta(days=3 * 366)
LARGEST_NUMBER = 1_000_000
ROUNDING_TOLERANCE = 2
"""Three per cents that were rounded one by one may add up to 98 or to 102."""
LATER_QUARTERS, EARLIER_QUARTERS = 2, 4
"""A trend: the last two quarters beside the four before them, 18 months in all."""


@dataclass(frozen=True)
class Provenance:
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
        return frozenset(side for side in Side if self.get_value(side))

    def get_value(self, side: Side) -> int | str | None:
        name = f"{side}_id" if side.listing else side.value
        value: int | str | None = getattr(self, name)
        return value or None


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
        """The three numbers as they were given, if all three are known."""
        if self.positive is None or self.neutral is None or self.negative is None:
            return None
        return self.positive, self.neutral, self.negative

    @property
    def feelings(self) -> Mapping[Feeling, int] | None:
        """How many comments felt how: worked out, where the source tells per cents."""
        if self.shares is None:
            return None
        feelings = dict(zip(Feeling, self.shares, strict=True))
        if self.counted_in is CountedIn.COMMENTS:
            return feelings
        if self.comments is None:
            return None
        return {feeling: round(self.comments * part / 100) for feeling, part in feelings.items()}


@dataclass(frozen=True)
class Explanation:
    """What lies behind the numbers, where it can be read, and whether readers see it."""

    narrative: str = ""
    method: str = ""
    address: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class Summary:
    """Everything that a curator writes down."""

    provenance: Provenance
    subject: Subject
    numbers: Numbers
    explanation: Explanation


def check_summary(summary: Summary, today: date) -> None:
    check_provenance(summary.provenance, today)
    check_sizes(summary.numbers)
    check_feelings(summary.numbers)
    check_explanation(summary.explanation)
    if summary.numbers.comments is None and not summary.explanation.narrative:
        message = N_("Say what people told us, in words or in numbers")
        raise RuleBrokenError(message, field="narrative")


def check_provenance(provenance: Provenance, today: date) -> None:
    if not provenance.source:
        raise RuleBrokenError(N_("Say who collected it"), field="source")
    if provenance.ends < provenance.starts:
        raise RuleBrokenError(N_("The end is before the start"), field="ends")
    if provenance.starts > today:
        raise RuleBrokenError(N_("This has not started yet"), field="starts")
    if provenance.ends - provenance.starts > LONGEST_PERIOD:
        raise RuleBrokenError(N_("Keep to three years or fewer in one summary"), field="ends")


def check_sizes(numbers: Numbers) -> None:
    for number_field in fields(numbers):
        value = getattr(numbers, number_field.name)
        if isinstance(value, int) and not 0 <= value <= LARGEST_NUMBER:
            raise RuleBrokenError(N_("Enter a number from 0 to 1,000,000"), field=number_field.name)


def check_feelings(numbers: Numbers) -> None:
    counts = [numbers.positive, numbers.neutral, numbers.negative]
    if any(n is None for n in counts) and any(n is not None for n in counts):
        missing = next(f for f, n in zip(Feeling, counts, strict=True) if n is None)
        message = N_("Give all three numbers, or none. Write 0 where there was none")
        raise RuleBrokenError(message, field=missing.value)
    whole = sum(n or 0 for n in counts)
    if numbers.shares is None:
        return
    if numbers.comments is None:
        raise RuleBrokenError(N_("Say how many comments there were"), field="comments")
    if numbers.counted_in is CountedIn.PER_CENT:
        check_per_cent(whole)
    elif whole > numbers.comments:
        message = N_("These are more than all the comments. Check the numbers")
        raise RuleBrokenError(message, field="positive")


def check_per_cent(whole: int) -> None:
    if abs(whole - 100) > ROUNDING_TOLERANCE:
        message = N_("The three add up to %(whole)s per cent, not to 100", whole=whole)
        raise RuleBrokenError(message, field="positive")


def check_explanation(explanation: Explanation) -> None:
    if explanation.address and not is_safe_link(explanation.address):
        message = N_("Enter a whole address, such as https://www.example.org/report")
        raise RuleBrokenError(message, field="address")


def list_disclosable_numbers(numbers: Numbers) -> tuple[int | None, ...]:
    """Return all that readers could be shown a number of, or work one out."""
    positive, neutral, negative = (numbers.feelings or dict.fromkeys(Feeling)).values()
    rest = neutral if negative is None else (neutral or 0) + negative
    return (numbers.people, numbers.comments, positive, neutral, negative, rest)


class Detail(IntEnum):
    """How much of people's feelings is disclosed: nothing, positive and the rest, or all three."""

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
class DisclosedNumbers:
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
SHARE_LABELS: dict[str, Message] = {
    **{feeling.value: feeling.label for feeling in Feeling},
    REST: N_("Neutral or negative"),
}
GAP = N_("No feedback")
NOT_PLACED = N_("Not placed")
FEELINGS_NOT_GIVEN = N_("The source does not say how people felt")
Feelings = Mapping[Feeling, int]


def split_feelings(feelings: Feelings, detail: Detail) -> dict[str, int]:
    if detail is Detail.THREE:
        return {feeling.value: number for feeling, number in feelings.items()}
    positive = feelings[Feeling.POSITIVE]
    return {Feeling.POSITIVE.value: positive, REST: sum(feelings.values()) - positive}


def get_safe_detail(feelings: Feelings | None) -> Detail:
    """Return how much may be disclosed to the public without showing a small number."""
    for detail in (Detail.THREE, Detail.TWO):
        shares = (
            disclose_shares(split_feelings(feelings, detail), of_whole=False) if feelings else {}
        )
        if shares and all(share.is_disclosed for share in shares.values()):
            return detail
    return Detail.NOTHING


def disclose(numbers: Numbers, detail: Detail | None = None) -> DisclosedNumbers:
    """Return numbers as everybody may see them. ``detail``: no more than this."""
    if is_gap(numbers):
        return build_gap()
    own = get_safe_detail(numbers.feelings)
    shares = build_shares(numbers.feelings, own if detail is None else min(own, detail))
    return DisclosedNumbers(
        people=disclose_count(numbers.people).words,
        comments=disclose_count(numbers.comments).words,
        shares=shares,
        why=None if shares else explain_missing_shares(numbers),
        is_labelled=numbers.is_labelled,
    )


def disclose_exactly(numbers: Numbers) -> DisclosedNumbers:
    """Return numbers as those see them who keep the summaries: still no per cent of a few."""
    if is_gap(numbers):
        return build_gap()
    feelings = numbers.feelings or {}
    whole = sum(feelings.values())
    is_enough = whole >= limits.group_base
    shares = tuple(
        build_exact_share(kind, number, whole)
        for kind, number in (split_feelings(feelings, Detail.THREE).items() if whole else ())
    )
    return DisclosedNumbers(
        people=format_exactly(numbers.people),
        comments=format_exactly(numbers.comments),
        shares=shares if is_enough else (),
        why=None if is_enough else explain_missing_shares(numbers),
        numbers=shares,
        is_labelled=numbers.is_labelled,
    )


def build_exact_share(kind: str, number: int, whole: int) -> Share:
    per_cent = round(100 * number / whole)
    return Share(kind, SHARE_LABELS[kind], per_cent, N_("%(number)s%%", number=per_cent), number)


def build_shares(feelings: Feelings | None, detail: Detail) -> tuple[Share, ...]:
    if not feelings or detail is Detail.NOTHING:
        return ()
    disclosed_shares = disclose_shares(split_feelings(feelings, detail), of_whole=False)
    return tuple(
        Share(kind, SHARE_LABELS[kind], share.whole, share.words)
        for kind, share in disclosed_shares.items()
        if isinstance(share, Percent)
    )


def explain_missing_shares(numbers: Numbers) -> Message:
    if numbers.feelings is None:
        return FEELINGS_NOT_GIVEN
    disclosed_shares = disclose_shares(
        split_feelings(numbers.feelings, Detail.THREE), of_whole=False
    )
    hidden_share = next(
        (share for share in disclosed_shares.values() if not isinstance(share, Percent)), None
    )
    return hidden_share.reason if hidden_share else BASE_TOO_SMALL


def is_gap(numbers: Numbers) -> bool:
    """Nobody said anything. That is a gap, and not nought per cent of something."""
    return numbers.comments == 0 and not numbers.people


def build_gap() -> DisclosedNumbers:
    return DisclosedNumbers(GAP, GAP, why=GAP, is_gap=True)


def build_unplaced() -> DisclosedNumbers:
    """Return what stands in the place of a gap where a name was not placed: it may be this one."""
    return DisclosedNumbers(NOT_PLACED, NOT_PLACED, why=NOT_PLACED, is_unplaced=True)


def format_exactly(number: int | None) -> Message:
    return N_("%(number)s", number=f"{number:,}") if number is not None else N_("Not known")


NO_NUMBERS = Numbers(0, 0, 0, 0, 0)


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
class UnplacedPeriod:
    """A time with comments that name something which is on no list, and for which sides."""

    starts: date
    ends: date
    sides: frozenset[Side]


def may_be_unplaced(
    periods: Iterable[UnplacedPeriod], side: Side, quarters: Sequence[Quarter]
) -> bool:
    """Tell whether silence may only be a name that was not placed."""
    first, last = quarters[0].starts, quarters[-1].ends
    return any(
        side in each.sides and each.starts <= last and first <= each.ends for each in periods
    )


def filter_within(pieces: Iterable[Piece], quarters: Sequence[Quarter]) -> list[Piece]:
    """Return the pieces whose whole time lies in these quarters, which follow one another."""
    first, last = quarters[0].starts, quarters[-1].ends
    return [each for each in pieces if first <= each.starts and each.ends <= last]


def filter_by_subject(
    pieces: Iterable[Piece], by: Side | None, key: Key | None = None
) -> list[Piece]:
    """Return the pieces that can be counted for one value of a side, or for the whole area.

    What is from another borough counts only there. Themes and groups overlap, so what is narrowed
    down by them counts only where one looks by them.
    """
    excluded_sides = {*OVERLAPPING_SIDES, Side.ELSEWHERE} - {by}
    fitting = (each for each in pieces if not each.sides & excluded_sides)
    return [each for each in fitting if by is None or each.values.get(by) == key]


def filter_with_comments(pieces: Iterable[Piece], side: Side, key: Key) -> list[Piece]:
    """Return all feedback here that is about this, however narrow."""
    local_pieces = (each for each in pieces if Side.ELSEWHERE not in each.values)
    return [
        each for each in local_pieces if each.values.get(side) == key and each.numbers.comments != 0
    ]


def choose_without_overlap(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces of which no two hold the same comments: broad ones first, then short ones."""
    chosen: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (len(p.sides), p.days, p.starts, p.id)):
        if not any(may_overlap(piece, other) for other in chosen):
            chosen.append(piece)
    return chosen


def select_countable(
    pieces: Iterable[Piece], by: Side | None, key: Key | None = None
) -> list[Piece]:
    """Return the pieces to add up for one value of a side, or for the whole area."""
    return choose_without_overlap(filter_by_subject(pieces, by, key))


def may_overlap(a: Piece, b: Piece) -> bool:
    """Tell whether two pieces could hold the same comments."""
    if a.source != b.source or a.ends < b.starts or b.ends < a.starts:
        return False
    return a.sides != b.sides or a.values == b.values


def add_up(pieces: Sequence[Piece]) -> Numbers:
    """Add pieces up. What one of them does not know, the whole does not know either."""
    if not pieces:
        return NO_NUMBERS
    people = add_known_numbers(each.numbers.people for each in pieces)
    comments = add_known_numbers(each.numbers.comments for each in pieces)
    feelings = [each.numbers.feelings for each in pieces if each.numbers.feelings]
    if not feelings:
        return Numbers(people, comments)
    sums = {feeling: sum(each[feeling] for each in feelings) for feeling in Feeling}
    felt = (sums[Feeling.POSITIVE], sums[Feeling.NEUTRAL], sums[Feeling.NEGATIVE])
    is_labelled = any(each.numbers.is_labelled for each in pieces)
    return Numbers(people, comments, *felt, CountedIn.COMMENTS, is_labelled)


def add_known_numbers(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return None if None in known else sum(each or 0 for each in known)


def disclose_sum(pieces: Sequence[Piece], *, exact: bool) -> DisclosedNumbers:
    numbers = add_up(pieces)
    return disclose_exactly(numbers) if exact else disclose(numbers, get_safe_detail_of_sum(pieces))


def get_safe_detail_of_sum(pieces: Sequence[Piece]) -> Detail:
    """Return how much of a sum may be disclosed, given what is disclosed of its parts.

    Windows of time slide over each other: who compares two of them has one time alone. So a sum
    tells no more than any one of its times may.
    """
    own = get_safe_detail(add_up(pieces).feelings)
    feelings_by_period: dict[tuple[date, date], list[Feelings]] = {}
    for piece in pieces:
        if piece.numbers.feelings:
            feelings_by_period.setdefault((piece.starts, piece.ends), []).append(
                piece.numbers.feelings
            )
    return min([own, *(get_detail_of_one_period(parts) for parts in feelings_by_period.values())])


def get_risk_free_detail(feelings: Feelings) -> Detail:
    """Return the most that shows no small number. Too few comments for a per cent are no risk."""
    for detail in (Detail.THREE, Detail.TWO):
        if not any(is_small(cell) for cell in split_feelings(feelings, detail).values()):
            return detail
    return Detail.NOTHING


def get_detail_given_parts(own: Detail, parts: Iterable[Feelings]) -> Detail:
    """Return how much of a sum may be disclosed when its parts are shown as well.

    Who takes the parts that tell as much from the sum has the rest: it must not be small either.
    """
    riskier_parts = [part for part in parts if get_risk_free_detail(part) < own]
    safe = (detail for detail in (Detail.THREE, Detail.TWO) if is_safe(riskier_parts, detail))
    return min(own, next(safe, Detail.NOTHING))


def is_safe(parts: Sequence[Feelings], detail: Detail) -> bool:
    """Tell whether the sum of these parts, disclosed in this detail, gives none of them away."""
    cells = [split_feelings(part, detail) for part in parts]
    return all(hides_parts([each[name] for each in cells]) for name in (cells[0] if cells else ()))


def hides_parts(numbers: Sequence[int]) -> bool:
    """Tell whether a sum leaves open what is in it: eight is four and four, if both are small."""
    whole, all_small = sum(numbers), all(is_small(n) for n in numbers)
    least, most = len(numbers), len(numbers) * (limits.fewest - 1)
    return not is_small(whole) and not (all_small and whole in {least, most})


def sum_feelings(parts: Iterable[Feelings]) -> Feelings:
    given = tuple(parts)
    return {feeling: sum(part[feeling] for part in given) for feeling in Feeling}


def get_detail_of_one_period(parts: Sequence[Feelings]) -> Detail:
    return get_detail_given_parts(get_risk_free_detail(sum_feelings(parts)), parts)


def is_falling(pieces: Sequence[Piece], until: Quarter) -> bool:
    """Tell whether fewer are positive than before, by more than chance alone would make."""
    quarters = [until.back(n) for n in reversed(range(LATER_QUARTERS + EARLIER_QUARTERS))]
    before = get_positive_span(filter_within(pieces, quarters[:EARLIER_QUARTERS]))
    after = get_positive_span(filter_within(pieces, quarters[EARLIER_QUARTERS:]))
    return before is not None and after is not None and get_range_direction(before, after) < 0


def get_positive_span(pieces: Sequence[Piece]) -> ShareRange | None:
    """Return the share of positive comments as it is shown, if there are enough comments."""
    feelings = add_up(choose_without_overlap(pieces)).feelings
    if feelings is None or get_safe_detail(feelings) is Detail.NOTHING:
        return None
    about = round_to_step(sum(feelings.values()))
    shares = disclose_shares(split_feelings(feelings, Detail.TWO), of_whole=False)
    positive_share = shares[Feeling.POSITIVE]
    return (
        ShareRange.from_per_cents(positive_share.low, positive_share.high, about)
        if isinstance(positive_share, Percent)
        else None
    )
