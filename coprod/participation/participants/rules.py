"""What may be shown of who took part, and how it stands beside the place. No score is made of it.

Whatever is shown goes through ``coprod.core.disclosure``. On top of that: how many people there
were is known from other traits, from the activity, or perhaps tomorrow from either. So it is always
taken as known: where a group is small no group is shown; the five broad groups are tried, and else
none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coprod.core.disclosure.enums import Hidden, RoundedCount
from coprod.core.disclosure.rules import (
    DisclosedCount,
    DisclosedTable,
    disclose_answers,
    disclose_table,
    is_small,
    limits,
)
from coprod.core.statistics.rules import Share, get_wilson_interval
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line
from coprod.participation.participants.enums import (
    BROAD_GROUPS,
    GROUPS,
    REMAINING_GROUPS,
    UNKNOWN_GROUPS,
    WRITE_IN,
    Representation,
    Trait,
)

MAX_NUMBER = 100_000
MAX_NAME_LENGTH, MOST_NAMES = 60, 30

Numbers = Mapping[str, int]
"""How many people by group. A write-in is ``write_in:Somali``."""


@dataclass(frozen=True)
class PopulationCount:
    """How many people of a group live in a place, by its key; without one, everywhere here."""

    place: str
    trait: Trait
    group: str
    number: int
    source: str
    year: int


def check_numbers(trait: Trait, numbers: Numbers) -> None:
    for group, number in numbers.items():
        known = group in GROUPS[trait] or group in UNKNOWN_GROUPS or is_write_in(group)
        if not known or not 0 <= number <= MAX_NUMBER:
            raise RuleBrokenError(N_("Enter whole numbers of people, such as 25"), field=group)


def is_write_in(group: str) -> bool:
    return group.startswith(f"{WRITE_IN}:")


def read_write_ins(text: str) -> dict[str, int]:
    """Read lines such as "Somali: 12": groups as people call themselves."""
    numbers: dict[str, int] = {}
    for line in (one_line(line) for line in text.splitlines() if line.strip()):
        name, _, digits = line.rpartition(":")
        name, digits = name.strip(), digits.strip()
        if not name or len(name) > MAX_NAME_LENGTH or not (digits.isascii() and digits.isdigit()):
            message = N_("Write a name, a colon and a number on each line, such as “Somali: 12”")
            raise RuleBrokenError(message, field="write_ins")
        numbers[f"{WRITE_IN}:{name}"] = int(digits[:7])
    if len(numbers) > MOST_NAMES:
        message = N_("Keep to %(most)s names", most=MOST_NAMES)
        raise RuleBrokenError(message, field="write_ins")
    return numbers


def merge_small_groups(numbers: Numbers) -> dict[str, int]:
    """Leave out unknowns, and count write-ins that are too small to name as any other group."""
    merged: dict[str, int] = {}
    for group, number in numbers.items():
        if group in UNKNOWN_GROUPS:
            continue
        is_too_small = is_write_in(group) and number < limits.fewest
        key = REMAINING_GROUPS if is_too_small else group
        merged[key] = merged.get(key, 0) + number
    return merged


def merge_into_broad_groups(numbers: Numbers) -> dict[str, int]:
    """Return the five headings of the Census; write-ins are among the others."""
    merged = {name: sum(numbers.get(g, 0) for g in groups) for name, groups in BROAD_GROUPS.items()}
    merged["other"] += sum(number for group, number in numbers.items() if is_write_in(group))
    return merged


# In steps


def can_publish_after(numbers: Numbers, published: Iterable[Numbers]) -> bool:
    """Tell whether these numbers may be shown after those that were shown before.

    Between them and every earlier ones, in each group and in all, nobody or enough people came or
    went: what changed is then no single person's doing.
    """
    return all(is_safe_step(numbers, earlier) for earlier in published)


def is_safe_step(numbers: Numbers, earlier: Numbers) -> bool:
    views = (
        (numbers, earlier),
        (merge_small_groups(numbers), merge_small_groups(earlier)),
        (merge_into_broad_groups(numbers), merge_into_broad_groups(earlier)),
    )
    differences = [abs(a.get(key, 0) - b.get(key, 0)) for a, b in views for key in {*a, *b}]
    differences += [abs(sum(a.values()) - sum(b.values())) for a, b in views]
    return not any(is_small(difference) for difference in differences)


# What is shown


@dataclass(frozen=True)
class PublicCounts:
    """One trait as everybody sees it. ``unknown`` counts those of whom it is not known."""

    table: DisclosedTable[str]
    is_broad: bool
    unknown: DisclosedCount

    @property
    def is_suppressed(self) -> bool:
        return all(isinstance(cell, Hidden) for cell in self.table.cells.values())


def build_public_counts(trait: Trait, numbers: Numbers) -> PublicCounts:
    groups = merge_small_groups(numbers)
    unknown = disclose_answers(sum(numbers.get(group, 0) for group in UNKNOWN_GROUPS))
    table = disclose_table(groups, total_is_public=True)
    is_suppressed = all(isinstance(cell, Hidden) for cell in table.cells.values())
    if trait is Trait.ETHNIC_GROUP and is_suppressed:
        broad_table = disclose_table(merge_into_broad_groups(groups), total_is_public=True)
        return PublicCounts(broad_table, is_broad=True, unknown=unknown)
    return PublicCounts(table, is_broad=False, unknown=unknown)


@dataclass(frozen=True)
class PopulationShare:
    """A group of the place: how many live there, of all who do."""

    number: int
    total: int

    @property
    def per_cent(self) -> float:
        return 100 * self.number / self.total


def compare_within(
    cell: DisclosedCount, total: DisclosedCount, population: PopulationShare | None, margin: int
) -> Representation:
    """Compare a count that may be off by a margin: we can only tell what holds at both its ends."""
    if not margin or not isinstance(cell, RoundedCount) or not cell.about:
        return compare_with_population(cell, total, population)
    low, high = (RoundedCount(max(cell.about + each, 1)) for each in (-margin, margin))
    ends = {compare_with_population(end, total, population) for end in (low, high)}
    return ends.pop() if len(ends) == 1 else Representation.CANNOT_TELL


def compare_with_population(
    cell: DisclosedCount, total: DisclosedCount, population: PopulationShare | None
) -> Representation:
    """Compare what is shown of a group with the place, and only what is shown."""
    is_base_large_enough = isinstance(total, RoundedCount) and total.about >= limits.whole_base
    if population is None or not is_base_large_enough or not isinstance(cell, RoundedCount):
        return Representation.CANNOT_TELL
    base = total.about if isinstance(total, RoundedCount) else 0
    interval = get_wilson_interval(Share(min(cell.about, base), base))
    population_share = population.number / population.total
    if interval.holds(population_share):
        return Representation.CANNOT_TELL if not cell.about else Representation.ALIKE
    if interval.low > population_share:
        return Representation.MORE
    return Representation.FEWER if cell.about else Representation.MISSING
