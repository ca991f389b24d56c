"""What the page and the file are given: who took part beside who lives there, without a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coprod.core.disclosure.enums import RoundedCount
from coprod.core.values.phrases import N_, Message
from coprod.participation.participants.enums import Trait
from coprod.participation.participants.presenters import TraitComparison, compare_trait
from coprod.participation.participants.queries import build_trait_counts
from coprod.participation.participants.rules import PopulationCount
from coprod.participation.representation import queries
from coprod.participation.representation.queries import ActivityCounts
from coprod.participation.representation.rules import CombinedCounts, combine_counts
from coprod.reference.lists.models import Term

EVERYWHERE_LABEL = N_("Everywhere together")
FILE_COLUMNS = (
    "place",
    "characteristic",
    "group",
    "took_part",
    "in_100_who_live_there",
    "how_it_stands",
    "activities_counted",
    "activities_kept_back",
    "as_of",
    "who_lives_there",
)


@dataclass(frozen=True)
class CombinedComparison:
    """One characteristic: who took part, and who lives there."""

    combined: CombinedCounts
    comparison: TraitComparison

    @property
    def is_known(self) -> bool:
        return isinstance(self.combined.counts.table.total, RoundedCount)


@dataclass(frozen=True)
class RepresentationPage:
    """One place, or everywhere together, with the places that can be chosen."""

    place: Term | None
    places: Sequence[Term]
    comparisons: Sequence[CombinedComparison]

    @property
    def place_label(self) -> Message | str:
        return self.place.label if self.place else EVERYWHERE_LABEL

    @property
    def known(self) -> list[CombinedComparison]:
        return [each for each in self.comparisons if each.is_known]

    @property
    def unknown(self) -> list[CombinedComparison]:
        return [each for each in self.comparisons if not each.is_known]


def build_page(places: Sequence[Term], key: str) -> RepresentationPage:
    place = next((each for each in places if each.key == key), None)
    return RepresentationPage(place, places, compare_place(place))


def compare_place(place: Term | None) -> list[CombinedComparison]:
    """Compare each characteristic by itself: never two of them together."""
    in_place = list_counts_in(place)
    populations = queries.get_populations().get(place.id if place else queries.EVERYWHERE, {})
    by_trait = {trait: [each for each in in_place if each.trait is trait] for trait in Trait}
    return [compare(trait, each, populations) for trait, each in by_trait.items()]


def list_counts_in(place: Term | None) -> Sequence[ActivityCounts]:
    """Return what was shown of activities in one place. One in two places stands in both."""
    counts = queries.list_activity_counts()
    if place is None:
        return counts
    places = queries.get_places_by_activity()
    return [each for each in counts if place.id in places.get(each.activity_id, ())]


def compare(
    trait: Trait,
    counts: Sequence[ActivityCounts],
    populations: Mapping[Trait, Sequence[PopulationCount]],
) -> CombinedComparison:
    combined = combine_counts(trait, [each.counts for each in counts])
    latest = max((each.made_on for each in counts), default=date.min)
    trait_counts = build_trait_counts(
        trait, combined.counts, latest, populations.get(trait, ()), margin=combined.margin
    )
    return CombinedComparison(combined, compare_trait(trait_counts))


def build_spreadsheet(places: Sequence[Term]) -> list[list[str]]:
    """Return the rows of the file: what the pages of all places show, and no more."""
    rows = [list(FILE_COLUMNS)]
    for place in (None, *places):
        label = place.label if place else EVERYWHERE_LABEL.plain
        for each in compare_place(place):
            if each.is_known:
                rows += ([label, *cells] for cells in build_file_rows(each))
    return rows


def build_file_rows(each: CombinedComparison) -> list[list[str]]:
    trait_counts, combined = each.comparison.trait_counts, each.combined
    ends = [str(combined.activities), str(combined.kept_back)]
    ends += [str(trait_counts.as_of), trait_counts.source]
    rows = [
        [
            str(group.label),
            group.cell.words.plain,
            str(round(group.population.per_cent)) if group.population else "",
            group.representation.value,
        ]
        for group in each.comparison.groups
    ]
    total = trait_counts.counts.table.total.words.plain
    rows.append(["all who told us", total, "", ""])
    return [[trait_counts.trait.value, *cells, *ends] for cells in rows]
