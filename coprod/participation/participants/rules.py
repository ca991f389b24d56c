"""What may be shown of who took part, and how it stands beside the place. No score is made of it.

Whatever is shown goes through ``coprod.core.disclosure``. On top of that: how many people there
were is told by other traits, by the entry, and perhaps tomorrow by either. So it is taken as known
always: where a group is small no group is shown; the five broad groups are tried, and else none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coprod.core.disclosure import rules as disclosure
from coprod.core.disclosure.enums import Hidden, RoundedCount
from coprod.core.disclosure.rules import DisclosedCount, DisclosedTable
from coprod.core.statistics import rules as statistics
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line
from coprod.participation.participants.enums import (
    BROAD,
    GROUPS,
    NOT_SAID,
    REST,
    WRITE_IN,
    Standing,
    Trait,
)

MOST = 100_000
LONGEST_NAME, MOST_NAMES = 60, 30

Numbers = Mapping[str, int]
"""How many people by group. A write-in is ``write_in:Somali``."""


@dataclass(frozen=True)
class Living:
    """How many people of a group live in a place, by the key of the place."""

    place: str
    trait: Trait
    group: str
    number: int
    source: str
    year: int


def check_numbers(trait: Trait, numbers: Numbers) -> None:
    for group, number in numbers.items():
        known = group in GROUPS[trait] or group in NOT_SAID or is_write_in(group)
        if not known or not 0 <= number <= MOST:
            raise RuleBrokenError(N_("Enter whole numbers of people, such as 25"), field=group)


def is_write_in(group: str) -> bool:
    return group.startswith(f"{WRITE_IN}:")


def read_write_ins(text: str) -> dict[str, int]:
    """Read lines such as "Somali: 12": groups as people call themselves."""
    found: dict[str, int] = {}
    for line in (one_line(line) for line in text.splitlines() if line.strip()):
        name, _, digits = line.rpartition(":")
        name, digits = name.strip(), digits.strip()
        if not name or len(name) > LONGEST_NAME or not (digits.isascii() and digits.isdigit()):
            said = N_("Write a name, a colon and a number on each line, such as “Somali: 12”")
            raise RuleBrokenError(said, field="write_ins")
        found[f"{WRITE_IN}:{name}"] = int(digits[:7])
    if len(found) > MOST_NAMES:
        said = N_("Keep to %(most)s names", most=MOST_NAMES)
        raise RuleBrokenError(said, field="write_ins")
    return found


def told(numbers: Numbers) -> dict[str, int]:
    """Leave out who did not say. A write-in that is too small to name is any other group."""
    found: dict[str, int] = {}
    for group, number in numbers.items():
        if group in NOT_SAID:
            continue
        small = is_write_in(group) and number < disclosure.limits.fewest
        key = REST if small else group
        found[key] = found.get(key, 0) + number
    return found


def broad(numbers: Numbers) -> dict[str, int]:
    """Return the five headings of the Census; write-ins are among the others."""
    found = {name: sum(numbers.get(g, 0) for g in groups) for name, groups in BROAD.items()}
    found["other"] += sum(number for group, number in numbers.items() if is_write_in(group))
    return found


# In steps


def may_follow(now: Numbers, released: Iterable[Numbers]) -> bool:
    """Tell whether these numbers may be shown after those that were shown before.

    Between them and every earlier ones, in each group and in all, nobody or enough people came or
    went: what changed is then no single person's doing.
    """
    return all(is_step(now, before) for before in released)


def is_step(now: Numbers, before: Numbers) -> bool:
    views = ((now, before), (told(now), told(before)), (broad(now), broad(before)))
    moved = [abs(a.get(key, 0) - b.get(key, 0)) for a, b in views for key in {*a, *b}]
    moved += [abs(sum(a.values()) - sum(b.values())) for a, b in views]
    return not any(disclosure.is_small(each) for each in moved)


# What is shown


@dataclass(frozen=True)
class Shown:
    """One trait as everybody sees it. ``not_said`` are those of whom it is not known."""

    table: DisclosedTable[str]
    is_broad: bool
    not_said: DisclosedCount

    @property
    def is_kept_back(self) -> bool:
        return all(isinstance(cell, Hidden) for cell in self.table.cells.values())


def shown(trait: Trait, numbers: Numbers) -> Shown:
    groups = told(numbers)
    not_said = disclosure.disclose_answers(sum(numbers.get(each, 0) for each in NOT_SAID))
    table = disclosure.disclose_table(groups, total_is_public=True)
    kept_back = all(isinstance(cell, Hidden) for cell in table.cells.values())
    if trait is Trait.ETHNIC_GROUP and kept_back:
        wide = disclosure.disclose_table(broad(groups), total_is_public=True)
        return Shown(wide, is_broad=True, not_said=not_said)
    return Shown(table, is_broad=False, not_said=not_said)


@dataclass(frozen=True)
class Beside:
    """A group of the place: how many live there, of all who do."""

    number: int
    of: int

    @property
    def per_cent(self) -> float:
        return 100 * self.number / self.of


def standing(cell: DisclosedCount, total: DisclosedCount, beside: Beside | None) -> Standing:
    """Compare what is shown of a group with the place, and only what is shown."""
    enough = isinstance(total, RoundedCount) and total.about >= disclosure.limits.whole_base
    if beside is None or not enough or not isinstance(cell, RoundedCount):
        return Standing.CANNOT_TELL
    of = total.about if isinstance(total, RoundedCount) else 0
    found = statistics.get_wilson_interval(statistics.Share(min(cell.about, of), of))
    lives_here = beside.number / beside.of
    if found.holds(lives_here):
        return Standing.CANNOT_TELL if not cell.about else Standing.ALIKE
    if found.low > lives_here:
        return Standing.MORE
    return Standing.FEWER if cell.about else Standing.MISSING
