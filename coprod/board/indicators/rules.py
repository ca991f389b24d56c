"""What an indicator, its numbers, targets and gaps must say, and what readers are given of them.

Counts of people are rounded before anything is worked out from them, so a number tells no more than
the counts beside it. ``disclose_series`` is the only way from what was counted to what is shown:
page, chart, file, target and pack all ask it.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from coprod.board.action_plan.rules import check_followable
from coprod.board.indicators.enums import (
    UNITS,
    Counted,
    Measure,
    ReviewDecision,
    TargetSide,
)
from coprod.core.disclosure.enums import BASE_TOO_SMALL, WORKED_OUT, Hidden, RoundedCount
from coprod.core.disclosure.rules import (
    DisclosedCount,
    check_public_text,
    disclose_count,
    is_small,
    limits,
    may_be_compared,
)
from coprod.core.money.rules import HUNDRED, divide_evenly, format_decimal
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.keys import parse_digits
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import fold, one_line
from coprod.outcomes.i_statements.enums import Direction

LONGEST = {
    "title": 150,
    "collection": 150,
    "goal": 500,
    "definition": 2000,
    "source": 200,
    "source_link": 2000,
    "unit": 60,
    "owner": 120,
    "narrative": 3000,
    "note": 300,
    "why": 1000,
    "decided_by": 120,
    "reason": 1000,
    "missing": 500,
    "plan": 1000,
    "closed_words": 500,
}
MOST_ROWS = 400
MOST_DIGITS = 12
TENTH = 10
DUE_MESSAGE = N_("Say by which day")
ROLE_MESSAGE = N_("Say which role. Write the role, not the name")


# What must be said


@dataclass(frozen=True)
class IndicatorDraft:
    """An indicator before it is saved. ``owner`` is a role."""

    title: str
    definition: str
    source: str
    measure: Measure | None
    counted: Counted | None
    direction: Direction | None
    owner: str
    goal: str
    collection: str = ""
    source_link: str = ""
    unit: str = ""
    narrative: str = ""
    baseline_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class TargetDraft:
    hundredths: int | None
    due: date | None
    review_on: date | None
    place_id: int | None = None
    why: str = ""


@dataclass(frozen=True)
class ReviewDraft:
    """What a review decided; the new number and day count where the target changes."""

    decision: ReviewDecision | None
    decided_by: str
    reason: str
    review_on: date | None = None
    hundredths: int | None = None
    due: date | None = None


@dataclass(frozen=True)
class GapDraft:
    missing: str
    plan: str
    owner: str
    due: date | None


REQUIRED_MESSAGES: dict[str, Message] = {
    "title": N_("Say what it is called"),
    "goal": N_("Say what should get better"),
    "definition": N_("Say what is counted, and what is not"),
    "source": N_("Say where the numbers come from"),
    "measure": N_("Choose how the number is worked out"),
    "counted": N_("Choose what is counted"),
    "direction": N_("Choose which way is better"),
    "owner": ROLE_MESSAGE,
}


def check_required(draft: object, messages: Mapping[str, Message]) -> None:
    for name, message in messages.items():
        if not getattr(draft, name):
            raise RuleBrokenError(message, field=name)


def check_texts(draft: object, names: Iterable[str]) -> None:
    for name in names:
        check_text(name, getattr(draft, name))


def check_text(name: str, text: str) -> None:
    check_public_text(text, LONGEST[name], field=name)


INDICATOR_TEXTS = (
    "title",
    "collection",
    "goal",
    "definition",
    "source",
    "source_link",
    "unit",
    "owner",
    "narrative",
)


def check_indicator(draft: IndicatorDraft) -> None:
    check_required(draft, REQUIRED_MESSAGES)
    check_followable(draft.source_link, "source_link")
    check_texts(draft, INDICATOR_TEXTS)


def check_target(draft: TargetDraft, measure: Measure) -> None:
    check_number(draft.hundredths, measure)
    review = N_("Say on which day it is looked at again")
    check_required(draft, {"due": DUE_MESSAGE, "review_on": review})
    check_texts(draft, ("why",))


def check_number(hundredths: int | None, measure: Measure) -> None:
    if hundredths is None:
        raise RuleBrokenError(N_("Enter the number to be reached"), field="number")
    if measure is Measure.PERCENT and hundredths > HUNDRED * HUNDRED:
        raise RuleBrokenError(N_("A share is 100% at most"), field="number")


def check_review(draft: ReviewDraft, measure: Measure) -> None:
    decision = N_("Choose what was decided")
    needed = {"decision": decision, "decided_by": ROLE_MESSAGE, "reason": N_("Say why")}
    check_required(draft, needed)
    check_texts(draft, ("decided_by", "reason"))
    if draft.decision is ReviewDecision.CHANGE:
        check_number(draft.hundredths, measure)
        check_required(draft, {"due": DUE_MESSAGE})
    if draft.decision is not ReviewDecision.END:
        review = N_("Say on which day it is looked at again")
        check_required(draft, {"review_on": review})


def check_gap(draft: GapDraft) -> None:
    missing, plan = N_("Say which numbers are missing"), N_("Say how you will get them")
    needed = {"missing": missing, "plan": plan, "owner": ROLE_MESSAGE, "due": DUE_MESSAGE}
    check_required(draft, needed)
    check_texts(draft, ("missing", "plan", "owner"))


# Numbers over time


Period = tuple[date, date]
"""The first and the last day of a period, both counted."""


@dataclass(frozen=True)
class ValueDraft:
    """What was counted in a period; ``row`` is where it stands in what was pasted."""

    period: Period
    numerator: int
    denominator: int | None = None
    place_id: int | None = None
    note: str = ""
    row: int = 0


@dataclass(frozen=True)
class CountedValue:
    """What was counted and saved at one time. It stays here when a later one took its place."""

    key: int
    period: Period
    numerator: int
    denominator: int | None
    place_id: int | None
    saved_at: datetime


def check_value(draft: ValueDraft, measure: Measure, today: date) -> None:
    first, last = draft.period
    if first > last:
        raise RuleBrokenError(N_("The last day is before the first"), field="ends_on")
    if last > today:
        raise RuleBrokenError(N_("Wait until the period is over"), field="ends_on")
    if not measure.has_denominator and draft.denominator is not None:
        raise RuleBrokenError(N_("This indicator is a number by itself"), field="denominator")
    if measure.has_denominator and not draft.denominator:
        raise RuleBrokenError(N_("Enter out of how many"), field="denominator")
    if measure is Measure.PERCENT and draft.numerator > (draft.denominator or 0):
        raise RuleBrokenError(N_("That is more than all of them"), field="numerator")
    check_text("note", draft.note)


def check_period(
    draft: ValueDraft, others: Iterable[tuple[Period, int | None]], whole: Collection[Period]
) -> None:
    """Refuse periods that overlap: a year less three quarters would tell the fourth.

    ``others`` are the periods and places of all numbers that readers saw. The same again corrects.
    A place needs the number of the ``whole`` area, so that what is left of it is known.
    """
    same = [period for period, place_id in others if place_id == draft.place_id]
    if draft.period not in same and any(overlap(draft.period, each) for each in same):
        message = N_("This overlaps a period that has a number. Use the same periods throughout")
        raise RuleBrokenError(message, field="ends_on")
    if draft.place_id is not None and draft.period not in whole:
        message = N_("Enter the number of the whole area for this period first")
        raise RuleBrokenError(message, field="place_id")


def overlap(one: Period, other: Period) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


# What readers are given


@dataclass(frozen=True)
class DisclosedValue:
    """What readers are given: both counts as they are shown, and the number made of these alone.

    ``hidden`` says why there is no number. A count that is kept back is None.
    """

    numerator: int | None
    denominator: int | None
    hundredths: int | None = None
    hidden: Hidden | None = None


Pair = tuple[DisclosedCount, DisclosedCount]


def disclose_series(
    measure: Measure, counted: Counted, values: Iterable[CountedValue]
) -> dict[int, DisclosedValue]:
    """Return what may be shown of each number, by its key, beside all that was shown before.

    ``values`` are all that were ever saved. What is not about people is shown as it is.
    """
    if counted is Counted.THINGS:
        return {each.key: show_exactly(measure, each) for each in values}
    periods: dict[Period, list[CountedValue]] = defaultdict(list)
    for each in values:
        periods[each.period].append(each)
    disclosed: dict[int, DisclosedValue] = {}
    for same in periods.values():
        disclosed |= disclose_period(measure, same)
    return disclosed


def show_exactly(measure: Measure, value: CountedValue) -> DisclosedValue:
    hundredths = work_out(measure, value.numerator, value.denominator)
    return DisclosedValue(value.numerator, value.denominator, hundredths)


def work_out(measure: Measure, numerator: int, denominator: int | None) -> int:
    """Return a number to the nearest tenth, in hundredths."""
    if not measure.has_denominator or not denominator:
        return numerator * HUNDRED
    return divide_evenly(numerator * measure.factor * TENTH, denominator) * TENTH


def disclose_period(measure: Measure, values: Iterable[CountedValue]) -> dict[int, DisclosedValue]:
    """Go through what was saved, moment by moment, as readers saw it.

    Where a correction and what stood before could together tell of a few people, what stood before
    stays. What was taken out was seen, so it still counts here.
    """
    moments: dict[datetime, list[CountedValue]] = defaultdict(list)
    for each in sorted(values, key=lambda value: value.key):
        moments[each.saved_at].append(each)
    current: dict[int | None, CountedValue] = {}
    printed: dict[int | None, list[Pair]] = defaultdict(list)
    disclosed: dict[int, DisclosedValue] = {}
    for saved in moments.values():
        current |= {each.place_id: each for each in saved}
        for place_id, pair in disclose_moment(measure, current).items():
            printed[place_id].append(settle_pair(pair, printed[place_id]))
            disclosed[current[place_id].key] = build_disclosed(measure, printed[place_id][-1])
    return disclosed


def disclose_moment(
    measure: Measure, current: Mapping[int | None, CountedValue]
) -> dict[int | None, Pair]:
    """Return the whole area and its places: all places, or none where a small number is among them.

    What is left of the whole area is a place too, that nobody named.
    """
    pairs: dict[int | None, Pair] = {
        place_id: disclose_pair(measure, each) for place_id, each in current.items()
    }
    places = [each for each in current.values() if each.place_id is not None]
    cells = [cell for each in places for cell in list_cells(measure, each)]
    if places and None in current:
        cells += list_rest(measure, current[None], places)
    if any(is_small(cell) for cell in cells):
        hidden = Hidden(WORKED_OUT)
        pairs |= {each.place_id: (hidden, hidden) for each in places}
    return pairs


def list_cells(measure: Measure, value: CountedValue) -> list[int]:
    """Return all the numbers of people in a value; of a share, those outside it too."""
    if value.denominator is None:
        return [value.numerator]
    rest = [value.denominator - value.numerator] if measure is Measure.PERCENT else []
    return [value.numerator, value.denominator, *rest]


def list_rest(measure: Measure, whole: CountedValue, places: Iterable[CountedValue]) -> list[int]:
    """Return what is left of the whole without the places; of parts that are none, nothing."""
    lines = [list_cells(measure, each) for each in places]
    rest = [
        cell - sum(part) for cell, *part in zip(list_cells(measure, whole), *lines, strict=True)
    ]
    return rest if min(rest) >= 0 else []


def disclose_pair(measure: Measure, value: CountedValue) -> Pair:
    denominator = disclose_count(value.denominator)
    if value.denominator is None:
        return disclose_count(value.numerator), denominator
    if any(is_small(cell) for cell in list_cells(measure, value)):
        return Hidden(WORKED_OUT), denominator
    return disclose_count(value.numerator), denominator


def settle_pair(now: Pair, earlier: Sequence[Pair]) -> Pair:
    """Return what may stand after what readers were given before."""
    return now if not earlier or may_be_compared(now, earlier) else earlier[-1]


def build_disclosed(measure: Measure, pair: Pair) -> DisclosedValue:
    numerator, denominator = (get_about(each) for each in pair)
    if isinstance(pair[0], Hidden):
        return DisclosedValue(None, denominator, hidden=pair[0])
    if measure.has_denominator and (denominator or 0) < limits.group_base:
        return DisclosedValue(numerator, denominator, hidden=Hidden(BASE_TOO_SMALL))
    return DisclosedValue(numerator, denominator, work_out(measure, numerator or 0, denominator))


def get_about(count: DisclosedCount) -> int | None:
    return count.about if isinstance(count, RoundedCount) else None


def find_side(hundredths: int | None, target: int, direction: Direction) -> TargetSide:
    """Tell how a number as it is shown stands beside a target."""
    if hundredths is None or direction is Direction.NEITHER:
        return TargetSide.UNKNOWN
    is_met = hundredths >= target if direction is Direction.UP else hundredths <= target
    return TargetSide.MET if is_met else TargetSide.SHORT


def say_amount(hundredths: int, measure: Measure, unit: str) -> Message:
    """Return a number with its unit. A unit of its own is data, and the same in each language."""
    number = format_decimal(hundredths)
    if measure in UNITS:
        return replace(UNITS[measure], parts={"number": number})
    return (
        Message("%(number)s %(unit)s", {"number": number, "unit": unit})
        if unit
        else Message("%(number)s", {"number": number})
    )


# Rows that were pasted from a spreadsheet

NEEDED_HEADINGS = ("from", "to", "numerator")


def read_rows(text: str, places: Mapping[str, int]) -> tuple[list[ValueDraft], list[Message]]:
    """Read a table with headings, and say of each row that cannot be read what is wrong with it.

    ``places`` finds a place by its name.
    """
    lines = list(csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ","))
    headings = [fold(each) for each in lines[0]] if lines else []
    missing = [each for each in NEEDED_HEADINGS if each not in headings]
    if missing:
        return [], [N_("The first row needs these headings: %(names)s", names=", ".join(missing))]
    if len(lines) > MOST_ROWS:
        return [], [N_("Paste no more than %(most)s rows", most=MOST_ROWS)]
    ids = {fold(name): key for name, key in places.items()}
    drafts: list[ValueDraft] = []
    problems: list[Message] = []
    for number, cells in number_rows(lines[1:], headings):
        try:
            drafts.append(read_row(cells, ids, number))
        except RuleBrokenError as broken:
            problems.append(name_row(number, broken.message))
    return drafts, problems


def name_row(number: int, message: Message) -> Message:
    return N_("Row %(row)s: %(wrong)s", row=number, wrong=message)


def number_rows(
    lines: Iterable[Sequence[str]], headings: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(lines, 2):
        if any(cell.strip() for cell in line):
            yield number, dict(zip(headings, map(one_line, line), strict=False))


def read_row(cells: Mapping[str, str], ids: Mapping[str, int], number: int) -> ValueDraft:
    place = fold(cells.get("place", ""))
    if place and place not in ids:
        raise RuleBrokenError(N_("There is no such place in the list"))
    numerator = read_count(cells.get("numerator", ""))
    if numerator is None:
        raise RuleBrokenError(N_("Enter the numerator"))
    return ValueDraft(
        period=(read_day(cells.get("from", "")).earliest, read_day(cells.get("to", "")).latest),
        numerator=numerator,
        denominator=read_count(cells.get("denominator", "")),
        place_id=ids.get(place),
        note=cells.get("note", ""),
        row=number,
    )


def read_day(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError:
        message = N_("Write days as 2026-04-01, or months as 2026-04")
        raise RuleBrokenError(message) from None


def read_count(text: str) -> int | None:
    """Return a whole number, None where nothing is written."""
    digits = text.replace(",", "").replace(" ", "")
    if not digits:
        return None
    number = parse_digits(digits, MOST_DIGITS)
    if number is None:
        raise RuleBrokenError(N_("Write whole numbers, such as 1,250"))
    return number
