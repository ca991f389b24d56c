"""Who took part in all activities together, made of nothing but what readers see of each.

What was kept back of an activity stays out, so no sum, no place and no file tells more than the
pages of the activities do. Somebody who took part in two of them counts twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from coprod.core.disclosure.enums import NotKnown, RoundedCount
from coprod.core.disclosure.rules import DisclosedCount, DisclosedTable
from coprod.participation.participants.enums import BROAD_GROUPS, GROUPS, Trait
from coprod.participation.participants.rules import PublicCounts, is_write_in

ROUNDING_ERROR = 3.0
"""A count that is rounded to five errs by 1.4 in the middle, a sum of n by that times √n. Twice
that is as far as a sum may be off, in nineteen cases of twenty."""


@dataclass(frozen=True)
class CombinedCounts:
    """One characteristic over activities. ``kept_back`` say who took part, and too few to show."""

    trait: Trait
    counts: PublicCounts
    activities: int
    kept_back: int

    @property
    def margin(self) -> int:
        """By how many people a sum of rounded counts may be off."""
        return round(ROUNDING_ERROR * sqrt(self.activities))


def combine_counts(trait: Trait, all_counts: Sequence[PublicCounts]) -> CombinedCounts:
    """Add up what is shown of each activity; a group that none of them names is not known."""
    shown = [each for each in all_counts if not each.is_suppressed]
    is_broad = trait is Trait.ETHNIC_GROUP
    cells = [get_broad_cells(each) if is_broad else each.table.cells for each in shown]
    groups = BROAD_GROUPS if is_broad else GROUPS[trait]
    table = DisclosedTable(
        {group: add_counts(each[group] for each in cells if group in each) for group in groups},
        add_counts(each.table.total for each in shown),
    )
    return CombinedCounts(
        trait,
        PublicCounts(table, is_broad=is_broad, unknown=NotKnown()),
        activities=len(shown),
        kept_back=len(all_counts) - len(shown),
    )


def get_broad_cells(counts: PublicCounts) -> Mapping[str, DisclosedCount]:
    """Return what is shown under the five headings of the Census."""
    if counts.is_broad:
        return counts.table.cells
    by_heading: dict[str, list[DisclosedCount]] = {}
    for group, cell in counts.table.cells.items():
        by_heading.setdefault(get_heading(group), []).append(cell)
    return {heading: add_counts(cells) for heading, cells in by_heading.items()}


def get_heading(group: str) -> str:
    if is_write_in(group):
        return "other"
    return next(heading for heading, groups in BROAD_GROUPS.items() if group in groups)


def add_counts(counts: Iterable[DisclosedCount]) -> DisclosedCount:
    """Add up what is shown. Where nothing is shown it is not known, and not nought."""
    numbers = [each.about for each in counts if isinstance(each, RoundedCount)]
    return RoundedCount(sum(numbers)) if numbers else NotKnown()
