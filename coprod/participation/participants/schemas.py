"""The shape of a file about how many people live in a place, and how it is read."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import Field

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.keys import parse_digits
from coprod.core.values.phrases import N_
from coprod.participation.participants.enums import BROAD_GROUPS, EVERYBODY, GROUPS, Trait
from coprod.participation.participants.rules import PopulationCount, is_write_in
from coprod.reference.lists.schemas import Name, Shape, read_file


class TraitShape(Shape):
    """``per_cent`` for what a source gives as a share alone."""

    trait: str
    all: int
    source: Name
    year: int
    people: dict[str, int] = Field(default_factory=dict)
    per_cent: dict[str, float] = Field(default_factory=dict)

    def iterate_counts(self, place: str) -> Iterator[PopulationCount]:
        trait = Trait(self.trait)
        shares = {group: round(self.all * share / 100) for group, share in self.per_cent.items()}
        for group, number in {EVERYBODY: self.all, **self.people, **shares}.items():
            if not 0 <= number <= self.all:
                message = N_("%(group)s has more people than the place", group=group)
                raise RuleBrokenError(message)
            yield PopulationCount(place, trait, group, number, self.source, self.year)


class PlaceShape(Shape):
    """``key`` is of the list of places; without one, it is everywhere here together."""

    key: str = ""
    traits: list[TraitShape]


class FileShape(Shape):
    version: int = 1
    places: list[PlaceShape]

    def list_counts(self) -> list[PopulationCount]:
        return [count for p in self.places for t in p.traits for count in t.iterate_counts(p.key)]


def read_populations(path: Path) -> list[PopulationCount]:
    """Read a file about populations."""
    return read_file(path, lambda given: FileShape.model_validate(given).list_counts())


CSV_COLUMNS = ("place", "area", "characteristic", "group", "people", "year", "source")


def read_population_csv(path: Path) -> list[PopulationCount]:
    """Read a table about populations: one line for each group of each area, such as a ward.

    Areas of one place are added up. A line without a place is of everywhere here together.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            check_columns(reader.fieldnames or ())
            return add_up_areas(read_row(row, n) for n, row in enumerate(reader, start=2))
    except UnicodeDecodeError:
        raise RuleBrokenError(N_("%(file)s is not a text file in UTF-8", file=path)) from None
    except RuleBrokenError as broken:
        message = N_("%(file)s: %(what)s", file=path, what=broken.message.plain)
        raise RuleBrokenError(message) from None


def check_columns(names: Iterable[str]) -> None:
    missing = set(CSV_COLUMNS) - set(names)
    if missing:
        raise RuleBrokenError(N_("There is no column “%(name)s”", name=min(missing)))


def read_row(row: Mapping[str, str | None], line: int) -> PopulationCount:
    cells = {name: (row[name] or "").strip() for name in CSV_COLUMNS}
    people, year = parse_digits(cells["people"], 9), parse_digits(cells["year"], 4)
    if people is None or not year or not cells["source"]:
        message = N_("line %(line)s needs whole numbers of people, a year and a source", line=line)
        raise RuleBrokenError(message)
    trait, group = cells["characteristic"], cells["group"]
    if not is_known_group(trait, group):
        what = f"{trait}, {group}"
        message = N_("line %(line)s: “%(what)s” is no group that we count", line=line, what=what)
        raise RuleBrokenError(message)
    return PopulationCount(cells["place"], Trait(trait), group, people, cells["source"], year)


def is_known_group(trait: str, group: str) -> bool:
    if trait not in set(Trait):
        return False
    headings = BROAD_GROUPS if trait == Trait.ETHNIC_GROUP else ()
    return group in {EVERYBODY, *GROUPS[Trait(trait)], *headings} or is_write_in(group)


def add_up_areas(counts: Iterable[PopulationCount]) -> list[PopulationCount]:
    added: dict[tuple[str, Trait, str], PopulationCount] = {}
    for count in counts:
        key = (count.place, count.trait, count.group)
        before = added.get(key)
        if before and (before.year, before.source) != (count.year, count.source):
            what = f"{count.place or EVERYBODY}, {count.trait}, {count.group}"
            message = N_("“%(what)s” has two years or sources", what=what)
            raise RuleBrokenError(message)
        number = count.number + (before.number if before else 0)
        added[key] = replace(count, number=number)
    return list(added.values())
