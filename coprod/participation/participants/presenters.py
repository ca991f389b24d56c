"""What the pages about who took part are given: words and counts, and no score."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.core.charts.rules import Words
from coprod.core.disclosure.enums import RoundedCount
from coprod.core.disclosure.rules import DisclosedCount
from coprod.core.values.phrases import N_, Message
from coprod.participation.participants import rules
from coprod.participation.participants.enums import BROAD_LABELS, GROUPS, Representation, Trait
from coprod.participation.participants.queries import TraitCounts
from coprod.participation.participants.rules import PopulationShare, is_write_in


@dataclass(frozen=True)
class GroupComparison:
    """One group: who was there, how many live here, and how the two stand."""

    label: Words
    cell: DisclosedCount
    population: PopulationShare | None
    representation: Representation

    @property
    def population_text(self) -> Message:
        if self.population is None:
            return N_("Not known")
        return N_("%(number)s in 100", number=round(self.population.per_cent))


@dataclass(frozen=True)
class TraitComparison:
    """One trait as it is shown."""

    trait_counts: TraitCounts
    groups: Sequence[GroupComparison]

    @property
    def missing_groups(self) -> list[GroupComparison]:
        return self.list_groups(Representation.MISSING, Representation.FEWER)

    @property
    def present_groups(self) -> list[GroupComparison]:
        """Return who was there, whether or not there is a number of the place to compare with."""
        present = self.list_groups(
            Representation.ALIKE, Representation.MORE, Representation.CANNOT_TELL
        )
        return [
            group for group in present if isinstance(group.cell, RoundedCount) and group.cell.about
        ]

    def list_groups(self, *representations: Representation) -> list[GroupComparison]:
        return [group for group in self.groups if group.representation in representations]


def compare_trait(trait_counts: TraitCounts) -> TraitComparison:
    """Put each group beside the place. A group of the place that nobody named was not there."""
    table = trait_counts.counts.table
    return TraitComparison(
        trait_counts,
        [
            GroupComparison(
                get_group_label(trait_counts.trait, group),
                cell,
                trait_counts.population.get(group),
                rules.compare_within(
                    cell, table.total, trait_counts.population.get(group), trait_counts.margin
                ),
            )
            for group, cell in table.cells.items()
        ],
    )


def get_group_label(trait: Trait, group: str) -> Words:
    if is_write_in(group):
        return group.partition(":")[2]
    return GROUPS[trait].get(group) or BROAD_LABELS[group]


def build_spreadsheet(comparisons: Sequence[TraitComparison]) -> list[list[str]]:
    """Return the rows of the file: exactly what the page shows."""
    rows = [["trait", "group", "took_part", "in_100_who_live_here", "how_it_stands", "as_of"]]
    for comparison in comparisons:
        day = str(comparison.trait_counts.as_of)
        for group in comparison.groups:
            per_cent = str(round(group.population.per_cent)) if group.population else ""
            cells = [
                str(group.label),
                group.cell.words.plain,
                per_cent,
                group.representation.value,
                day,
            ]
            rows.append([comparison.trait_counts.trait.value, *cells])
        total = comparison.trait_counts.counts.table.total.words.plain
        rows.append([comparison.trait_counts.trait.value, "all who told us", total, "", "", day])
    return rows
