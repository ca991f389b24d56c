"""What the pages about partners are given: asked, agreed and given side by side, and what ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coprod.core.money.enums import format_hours_a_month
from coprod.core.money.rules import format_decimal
from coprod.core.values.dates import PartialDate
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter
from coprod.resourcing.requests.enums import Measure, RequestState
from coprod.resourcing.requests.models import ResourceRequest
from coprod.resourcing.requests.queries import ProtectedLine
from coprod.resourcing.requests.rules import (
    Given,
    MeasureRow,
    format_typed,
    list_measure_rows,
    list_quarters,
)

TAG_COLOURS: Mapping[RequestState, str] = {
    RequestState.ASKED: "yellow",
    RequestState.AGREED: "green",
    RequestState.PARTLY: "blue",
    RequestState.REFUSED: "grey",
}
COLUMNS = (
    *("partner", "request", "step", "day_or_quarter", "posts", "hours_a_month", "pounds"),
    *("from", "until", "why"),
)


@dataclass(frozen=True)
class Ending:
    """Something that ends within six months, and the page that it stands on."""

    words: Sequence[Message]
    title: str
    until: PartialDate
    endpoint: str
    values: Mapping[str, str | int]


@dataclass(frozen=True)
class PartnerPage:
    """One partner. Without a key: protected time of which nobody said who gives it."""

    key: int | None
    name: str
    rows: Sequence[MeasureRow]
    requests: Sequence[ResourceRequest]
    ends: Sequence[Ending]


def list_partner_pages(
    requests: Sequence[ResourceRequest], protected: Sequence[ProtectedLine], today: date
) -> list[PartnerPage]:
    """Return each partner that is asked for something or whose protected time ends, by name."""
    names: dict[int | None, str] = {each.partner_id: each.partner for each in protected}
    names |= {each.partner_key: each.partner.label for each in requests}
    requests_by_partner: dict[int | None, list[ResourceRequest]] = defaultdict(list)
    for each in requests:
        requests_by_partner[each.partner_key].append(each)
    pages = [
        build_partner_page(
            (key, name),
            requests_by_partner[key],
            [line for line in protected if line.partner_id == key],
            today,
        )
        for key, name in names.items()
    ]
    return sorted(pages, key=lambda each: (each.key is None, each.name.casefold(), each.key or 0))


def build_partner_page(
    partner: tuple[int | None, str],
    requests: Sequence[ResourceRequest],
    protected: Sequence[ProtectedLine],
    today: date,
) -> PartnerPage:
    running = [each for each in requests if not each.current.has_ended(today)]
    ends = [*list_request_ends(requests, today), *map(build_protected_end, protected)]
    return PartnerPage(
        *partner,
        rows=list_measure_rows([each.position for each in running], today),
        requests=requests,
        ends=sorted(ends, key=lambda each: (each.until.latest, each.title)),
    )


def list_request_ends(requests: Iterable[ResourceRequest], today: date) -> Iterator[Ending]:
    for each in requests:
        agreed = each.agreed
        if agreed and agreed.until and agreed.ends_soon(today):
            address = ("resourcing.requests.request", {"resource_id": each.id})
            yield Ending(agreed.given.words, each.purpose, agreed.until, *address)


def build_protected_end(line: ProtectedLine) -> Ending:
    words = N_("Protected time, amount not recorded")
    if line.hundredths is not None:
        hours = format_hours_a_month(format_decimal(line.hundredths))
        words = N_("Protected time, %(hours)s", hours=hours)
    return Ending((words,), line.title, line.until, "library.stories.effect", {"slug": line.slug})


@dataclass(frozen=True)
class QuarterRow:
    """One quarter of an agreement: what was given, in words, or that nobody recorded it."""

    quarter: Quarter
    words: Sequence[Message]


def list_quarter_rows(request: ResourceRequest, today: date) -> list[QuarterRow]:
    quarters = list_quarters(request.agreed, today)
    return [QuarterRow(each, request.find_given(each).words) for each in quarters]


# The same as a file


def list_csv_rows(requests: Iterable[ResourceRequest]) -> Iterator[Sequence[str]]:
    """Yield a line for each version of a request and each quarter. Not recorded stays empty."""
    yield COLUMNS
    for request in requests:
        about = (request.partner.label, request.purpose)
        for version in request.versions:
            step = version.step
            days = [str(each or "") for each in (step.terms.since, step.terms.until)]
            amounts = list_typed(step.terms.given)
            yield (*about, step.state.value, str(step.day), *amounts, *days, step.reason)
        for quarter in request.quarters:
            row = (str(quarter.quarter), *list_typed(quarter.given))
            yield (*about, "given", *row, "", "", "")


def list_typed(given: Given) -> list[str]:
    return [format_typed(each, given.get(each)).replace(",", "") for each in Measure]
