"""All that is known of a place before anybody has used the register."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.outcomes.i_statements.rules import StatementSetContent
from coprod.participation.participants.rules import PopulationCount
from coprod.reference.lists.rules import PlaceData
from coprod.reference.outlines.rules import Outline
from coprod.resourcing.rate_card.rules import RateDetails


@dataclass(frozen=True)
class PlaceFiles:
    """What the files of a place tell. A file that is not there tells nothing."""

    place: PlaceData
    meanings: Sequence[Sequence[str]] = ()
    rates: Sequence[RateDetails] = ()
    statements: StatementSetContent | None = None
    population: Sequence[PopulationCount] = ()
    outlines: Sequence[Outline] = ()
