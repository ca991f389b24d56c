"""Made-up community groups as their file tells them."""

from dataclasses import dataclass
from datetime import date

from coprod.participation.directory.enums import ConnectorKind


@dataclass(frozen=True)
class MadeUpConnector:
    """A group; its lists name lines by their keys."""

    name: str
    kind: ConnectorKind
    about: str
    how_to_ask: str
    consent_how: str
    consented_on: date
    consent_until: date
    capacity: str = ""
    email: str = ""
    page: str = ""
    other_names: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
