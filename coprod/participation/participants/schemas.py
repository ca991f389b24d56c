"""The shape of a file about how many people live in a place, and how it is read."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.participation.participants.enums import EVERYBODY, Trait
from coprod.participation.participants.rules import PopulationCount
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
    key: Name
    traits: list[TraitShape]


class FileShape(Shape):
    version: int = 1
    places: list[PlaceShape]

    def list_counts(self) -> list[PopulationCount]:
        return [count for p in self.places for t in p.traits for count in t.iterate_counts(p.key)]


def read_populations(path: Path) -> list[PopulationCount]:
    """Read a file about populations."""
    return read_file(path, lambda given: FileShape.model_validate(given).list_counts())
