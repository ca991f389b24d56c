"""What the pages about promises are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coprod.core.values.dates import PartialDate
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.engagement.commitments.enums import CommitmentSource, CommitmentState
from coprod.engagement.commitments.models import Commitment
from coprod.engagement.commitments.queries import PAGE_SIZE, CommitmentsFilter
from coprod.engagement.commitments.rules import KeptShare
from coprod.register.activities.models import Activity

TAG_COLOURS: dict[CommitmentState, str] = {
    CommitmentState.PLANNED: "blue",
    CommitmentState.MADE: "green",
    CommitmentState.NOT_DOING: "grey",
}


@dataclass(frozen=True)
class CommitmentsPage:
    criteria: CommitmentsFilter
    promises: Sequence[Commitment]
    total: int
    counts: Mapping[CommitmentState, int]
    owed: Sequence[tuple[Activity, PartialDate]]
    kept: KeptShare

    @property
    def pages(self) -> int:
        return count_pages(self.total, PAGE_SIZE)

    @property
    def is_narrowed(self) -> bool:
        return replace(self.criteria, page=1) != CommitmentsFilter()

    def to_page(self, number: int) -> dict[str, object]:
        return build_parameters(replace(self.criteria, page=number))


def read_filter(parameters: Mapping[str, Sequence[str]]) -> CommitmentsFilter:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    page = next(iter(parameters.get("page", ())), "")
    return CommitmentsFilter(
        states=tuple(each for each in CommitmentState if each.value in parameters.get("state", ())),
        sources=tuple(
            each for each in CommitmentSource if each.value in parameters.get("from", ())
        ),
        overdue="yes" in parameters.get("overdue", ()),
        page=parse_page_number(page),
    )


def build_parameters(criteria: CommitmentsFilter) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    parts: dict[str, object] = {
        "state": [each.value for each in criteria.states],
        "from": [each.value for each in criteria.sources],
        "overdue": "yes" if criteria.overdue else "",
        "page": criteria.page if criteria.page > 1 else "",
    }
    return {name: value for name, value in parts.items() if value}
