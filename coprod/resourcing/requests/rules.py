"""What a request must say, what of it is agreed, and what of that was given.

Posts, hours and money are never added into one number, and what nobody recorded is not nought.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coprod.core.disclosure.rules import check_public_text
from coprod.core.money.enums import format_hours_a_month
from coprod.core.money.rules import format_decimal, format_pounds, parse_typed_amount
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.resourcing.requests.enums import (
    ANSWERS,
    NOT_ASKED,
    NOT_RECORDED,
    NOTHING_AGREED,
    Measure,
    RequestState,
    format_posts,
)

LONGEST = {"purpose": 150, "details": 2000, "reason": 1000}
SOON = timedelta(days=183)
"""Half a year: what ends within it is shown by itself."""
TENTH = 10
MOST_POSTS = 1000 * TENTH
MOST_QUARTERS = 40
"""Ten years: a longer agreement shows its last ones."""


@dataclass(frozen=True)
class Given:
    """Posts in tenths of a full-time post, hours a month in hundredths, money in pence.

    None where a thing is not asked for, or not recorded.
    """

    posts_tenths: int | None = None
    hours_hundredths: int | None = None
    pence: int | None = None

    def get(self, measure: Measure) -> int | None:
        amount: int | None = getattr(self, measure.value)
        return amount

    @property
    def is_empty(self) -> bool:
        return self == Given()

    @property
    def words(self) -> list[Message]:
        amounts = [(measure, self.get(measure)) for measure in Measure]
        return [format_amount(measure, amount) for measure, amount in amounts if amount is not None]


@dataclass(frozen=True)
class Terms:
    """What is asked for or agreed, and from when until when."""

    given: Given
    since: PartialDate | None = None
    until: PartialDate | None = None

    def has_ended(self, today: date) -> bool:
        return self.until is not None and self.until.latest < today

    def ends_soon(self, today: date) -> bool:
        return self.until is not None and today <= self.until.latest <= today + SOON


@dataclass(frozen=True)
class Step:
    """A request as it stood from one day on."""

    state: RequestState
    terms: Terms
    day: date | None
    reason: str = ""


@dataclass(frozen=True)
class RequestDraft:
    """What a request is for, before it is saved."""

    partner_id: int | None
    purpose: str
    details: str = ""
    board_id: int | None = None
    activity_id: int | None = None
    is_public: bool = False


def format_amount(measure: Measure, amount: int) -> Message:
    if measure is Measure.POSTS:
        return format_posts(amount)
    if measure is Measure.HOURS:
        return format_hours_a_month(format_decimal(amount))
    return Message("%(amount)s", {"amount": format_pounds(amount)})


def parse_given(texts: dict[Measure, str]) -> Given:
    """Read what was typed into the boxes of the three measures."""
    amounts = {each: parse_typed_amount(text, each.value) for each, text in texts.items()}
    posts = amounts[Measure.POSTS]
    if posts is not None and (posts % TENTH or posts > MOST_POSTS * TENTH):
        message = N_("Write posts in tenths, such as 0.5 for half a full-time post")
        raise RuleBrokenError(message, field=Measure.POSTS)
    tenths = None if posts is None else posts // TENTH
    return Given(tenths, amounts[Measure.HOURS], amounts[Measure.MONEY])


def format_typed(measure: Measure, amount: int | None) -> str:
    """Return an amount as somebody would type it."""
    if amount is None:
        return ""
    return format_decimal(amount * TENTH if measure is Measure.POSTS else amount)


# What a request must say


def check_draft(draft: RequestDraft) -> None:
    if not draft.partner_id:
        raise RuleBrokenError(N_("Choose the organisation"), field="partner_id")
    if not draft.purpose:
        raise RuleBrokenError(N_("Say what it is for"), field="purpose")
    for name in ("purpose", "details"):
        check_text(name, getattr(draft, name))


def check_text(name: str, text: str) -> None:
    check_public_text(text, LONGEST[name], field=name)


def check_step(step: Step, steps: Sequence[Step], today: date) -> None:
    """A step follows the ones before it. All but a first ask and a plain yes give a reason."""
    check_text("reason", step.reason)
    check_day(step, steps, today)
    check_terms(step.terms)
    needs_reason = bool(steps) and step.state is not RequestState.AGREED
    if needs_reason and not step.reason:
        raise RuleBrokenError(N_("Say what changed, and why"), field="reason")
    if step.state is RequestState.PARTLY and step.terms == find_requested(steps):
        message = N_("This is all that was asked for. Choose “Agreed”, or write what was agreed")
        raise RuleBrokenError(message, field=Measure.POSTS)


def check_day(step: Step, steps: Sequence[Step], today: date) -> None:
    if step.day is None:
        raise RuleBrokenError(N_("Say on which day"), field="day")
    if step.day > today:
        raise RuleBrokenError(N_("The day lies in the past or is today"), field="day")
    if steps and steps[-1].day and step.day < steps[-1].day:
        raise RuleBrokenError(N_("That is before the step that came last"), field="day")


def check_terms(terms: Terms) -> None:
    if not any(terms.given.get(measure) for measure in Measure):
        message = N_("Say how much: posts, hours a month, or money")
        raise RuleBrokenError(message, field=Measure.POSTS)
    if terms.since is None:
        raise RuleBrokenError(N_("Say from when. A year will do"), field="since")
    if terms.until and terms.until.latest < terms.since.earliest:
        raise RuleBrokenError(N_("The end is before the start"), field="until")


# What was asked, what is agreed, what was given


def find_requested(steps: Sequence[Step]) -> Terms | None:
    """Return what was asked for last."""
    requested = [each.terms for each in steps if each.state is RequestState.ASKED]
    return requested[-1] if requested else None


def find_agreed(steps: Sequence[Step]) -> Terms | None:
    """Return what the last answer agreed to. It holds until a new ask is answered."""
    answers = [each for each in steps if each.state in ANSWERS]
    if not answers or answers[-1].state is RequestState.REFUSED:
        return None
    return answers[-1].terms


def check_quarter(quarter: Quarter, agreed: Terms | None, today: date) -> None:
    if quarter not in list_quarters(agreed, today):
        message = N_("Choose a quarter of the time that was agreed")
        raise RuleBrokenError(message, field="quarter")


def list_quarters(agreed: Terms | None, today: date) -> list[Quarter]:
    """Return the quarters of an agreement that are over, the newest first."""
    if agreed is None or agreed.since is None:
        return []
    last = get_last_whole_quarter(today)
    if agreed.until:
        last = min(last, Quarter.containing(agreed.until.latest))
    first = Quarter.containing(agreed.since.earliest)
    count = (last.year - first.year) * 4 + last.number - first.number + 1
    return [last.back(number) for number in range(min(count, MOST_QUARTERS))]


@dataclass(frozen=True)
class Total:
    """One measure of several requests added up; ``missing`` of them are not recorded."""

    measure: Measure
    amount: int | None
    missing: int = 0

    @property
    def words(self) -> Message:
        if self.amount is None:
            return NOT_RECORDED
        amount = format_amount(self.measure, self.amount)
        if not self.missing:
            return amount
        return N_("%(amount)s, but some of it is not recorded", amount=amount)


def add_up(measure: Measure, amounts: Iterable[int | None]) -> Total:
    """Add up what is known, and count what is not."""
    found = list(amounts)
    known = [each for each in found if each is not None]
    return Total(measure, sum(known) if known else None, len(found) - len(known))


@dataclass(frozen=True)
class Position:
    """What one request asked for and agreed to last, and what was given in each quarter."""

    requested: Terms | None
    agreed: Terms | None
    given: Mapping[Quarter, Given]

    def get_given(self, quarter: Quarter) -> Given:
        """Return what was given; nothing of it is known where nobody recorded it."""
        return self.given.get(quarter, Given())

    def list_given(self, measure: Measure, today: date) -> list[int | None]:
        """Return what was given: posts and hours in the last whole quarter, money in all."""
        if self.agreed is None or self.agreed.given.get(measure) is None:
            return []
        quarters, last = list_quarters(self.agreed, today), get_last_whole_quarter(today)
        counted = (
            quarters if measure is Measure.MONEY else [each for each in quarters if each == last]
        )
        return [self.get_given(quarter).get(measure) for quarter in counted]


@dataclass(frozen=True)
class MeasureRow:
    """One measure of what a partner was asked for, agreed to and gave."""

    measure: Measure
    requested: Total | None
    agreed: Total | None
    actual: Total

    @property
    def requested_words(self) -> Message:
        return self.requested.words if self.requested else NOT_ASKED

    @property
    def agreed_words(self) -> Message:
        return self.agreed.words if self.agreed else NOTHING_AGREED


def list_measure_rows(positions: Sequence[Position], today: date) -> list[MeasureRow]:
    """Return a row for each measure that was asked for or agreed to."""
    rows = []
    for measure in Measure:
        requested = add_up_terms(measure, [each.requested for each in positions])
        agreed = add_up_terms(measure, [each.agreed for each in positions])
        given = [amount for each in positions for amount in each.list_given(measure, today)]
        if requested or agreed:
            rows.append(MeasureRow(measure, requested, agreed, add_up(measure, given)))
    return rows


def add_up_terms(measure: Measure, terms: Iterable[Terms | None]) -> Total | None:
    amounts = [each.given.get(measure) for each in terms if each]
    known = [each for each in amounts if each is not None]
    return add_up(measure, known) if known else None
