"""The filters of the list of entries, and what we call them."""

from enum import StrEnum

from coprod.kit.phrases import N_, Phrase


class Facet(StrEnum):
    """One way to narrow the list; the value is its name in addresses."""

    WORKSTREAM = "workstream"
    LOCALITY = "locality"
    ORGANISATION = "organisation"
    PROMISED = "promised"
    RUNG = "rung"
    YEAR = "year"


FACET_LABELS: dict[Facet, Phrase] = {
    Facet.LOCALITY: N_("Place"),
    Facet.WORKSTREAM: N_("Workstream"),
    Facet.ORGANISATION: N_("Who leads it"),
    Facet.PROMISED: N_("Level that was promised"),
    Facet.RUNG: N_("Level by the team’s own answers"),
    Facet.YEAR: N_("Year it started"),
}
