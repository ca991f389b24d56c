"""The folder with the files of a place, and how it is read."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coprod.library.index.schemas import read_synonyms
from coprod.operations.place_data.rules import PlaceFiles
from coprod.outcomes.i_statements.schemas import read_statements
from coprod.participation.participants.schemas import read_population_csv, read_populations
from coprod.reference.lists.schemas import read_place
from coprod.reference.outlines.schemas import read_outlines
from coprod.resourcing.rate_card.schemas import read_rates

T = TypeVar("T")


def read_folder(folder: Path) -> PlaceFiles:
    """Read the files of a place. Only ``place.yaml`` must be there."""
    return PlaceFiles(
        place=read_place(folder / "place.yaml"),
        meanings=read_if_there(folder / "meanings.yaml", read_synonyms) or (),
        rates=read_if_there(folder / "rates.yaml", read_rates) or (),
        statements=read_if_there(folder / "statements.yaml", read_statements),
        population=(
            *(read_if_there(folder / "population.yaml", read_populations) or ()),
            *(read_if_there(folder / "population.csv", read_population_csv) or ()),
        ),
        outlines=read_if_there(folder / "outlines.geojson", read_outlines) or (),
    )


def read_if_there(path: Path, read: Callable[[Path], T]) -> T | None:
    return read(path) if path.exists() else None
