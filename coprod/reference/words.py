"""The names of the lists that curators keep."""

from enum import StrEnum

from coprod.kit.phrases import N_, Phrase


class Listing(StrEnum):
    LOCALITY = "locality"
    NETWORK = "network"
    WORKSTREAM = "workstream"
    ORGANISATION = "organisation"
    BOARD = "board"
    METHOD = "method"
    GROUP = "group"
    SUPPORT = "support"
    TOPIC = "topic"


LABELS: dict[Listing, Phrase] = {
    Listing.LOCALITY: N_("Places"),
    Listing.NETWORK: N_("GP networks"),
    Listing.WORKSTREAM: N_("Workstreams"),
    Listing.ORGANISATION: N_("Organisations"),
    Listing.BOARD: N_("Boards"),
    Listing.METHOD: N_("Ways of involving people"),
    Listing.GROUP: N_("Groups most affected"),
    Listing.SUPPORT: N_("Access and support"),
    Listing.TOPIC: N_("Topics"),
}
