"""What the pages about who took part are given: words and counts, and no score."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.core.charts.rules import Words
from coprod.core.disclosure.enums import RoundedCount
from coprod.core.disclosure.rules import DisclosedCount
from coprod.core.values.phrases import N_, Message
from coprod.participation.participants import rules
from coprod.participation.participants.enums import BROAD_LABELS, GROUPS, Standing, Trait
from coprod.participation.participants.queries import Told
from coprod.participation.participants.rules import Beside, is_write_in


@dataclass(frozen=True)
class Line:
    """One group: who was there, how many live here, and how the two stand."""

    label: Words
    cell: DisclosedCount
    beside: Beside | None
    standing: Standing

    @property
    def lives_here(self) -> Message:
        if self.beside is None:
            return N_("Not known")
        return N_("%(number)s in 100", number=round(self.beside.per_cent))


@dataclass(frozen=True)
class Part:
    """One trait as it is shown."""

    told: Told
    lines: Sequence[Line]

    @property
    def missing(self) -> list[Line]:
        return self.standing_at(Standing.MISSING, Standing.FEWER)

    @property
    def there(self) -> list[Line]:
        """Return who was there, whether or not there is a number of the place to compare with."""
        there = self.standing_at(Standing.ALIKE, Standing.MORE, Standing.CANNOT_TELL)
        return [line for line in there if isinstance(line.cell, RoundedCount) and line.cell.about]

    def standing_at(self, *standings: Standing) -> list[Line]:
        return [line for line in self.lines if line.standing in standings]


def part(told: Told) -> Part:
    """Put each group beside the place. A group of the place that nobody named was not there."""
    table = told.shown.table
    return Part(
        told,
        [
            Line(
                label(told.trait, group),
                cell,
                told.beside.get(group),
                rules.standing(cell, table.total, told.beside.get(group)),
            )
            for group, cell in table.cells.items()
        ],
    )


def label(trait: Trait, group: str) -> Words:
    if is_write_in(group):
        return group.partition(":")[2]
    return GROUPS[trait].get(group) or BROAD_LABELS[group]


def spreadsheet(parts: Sequence[Part]) -> list[list[str]]:
    """Return the rows of the file: exactly what the page shows."""
    lines = [["trait", "group", "took_part", "in_100_who_live_here", "how_it_stands", "as_of"]]
    for each in parts:
        day = str(each.told.as_of)
        for line in each.lines:
            here = str(round(line.beside.per_cent)) if line.beside else ""
            said = [str(line.label), line.cell.words.plain, here, line.standing.value, day]
            lines.append([each.told.trait.value, *said])
        total = each.told.shown.table.total.words.plain
        lines.append([each.told.trait.value, "all who told us", total, "", "", day])
    return lines
