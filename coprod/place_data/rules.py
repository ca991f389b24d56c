"""All that is known of a place before anybody has used the register."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.rates.rules import RateSaid
from coprod.reference.rules import PlaceData
from coprod.statements.rules import FrameworkSaid
from coprod.taking_part.rules import Living


@dataclass(frozen=True)
class PlaceFiles:
    """What the files of a place tell. A file that is not there tells nothing."""

    place: PlaceData
    meanings: Sequence[Sequence[str]] = ()
    rates: Sequence[RateSaid] = ()
    statements: FrameworkSaid | None = None
    population: Sequence[Living] = ()
