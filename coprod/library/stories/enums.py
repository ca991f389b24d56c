"""The filters of the list of entries, and what we call them."""

from enum import StrEnum

from coprod.core.search_engine.models import SortOrder
from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import N_, Message
from coprod.learning.records.enums import LearningOutcome
from coprod.library.index.enums import KIND_LABELS, NOT_STATED
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import RUNG_LABELS, Rung, Zone
from coprod.register.sections.enums import SpreadStage


class Facet(StrEnum):
    """One way to narrow the list; the value is its name in addresses and in the index."""

    KIND = "kind"
    WORKSTREAM = "workstream"
    LOCALITY = "locality"
    ORGANISATION = "organisation"
    PROMISED = "promised"
    RUNG = "rung"
    ZONE = "zone"
    CONFIRMED = "confirmed"
    STAGE = "stage"
    GATE = "gate"
    CO_STAGE = "co_stage"
    METHOD = "method"
    GROUP = "group"
    OUTCOME = "outcome"
    YEAR = "year"


FACET_LABELS: dict[Facet, Message] = {
    Facet.KIND: N_("What it is"),
    Facet.OUTCOME: N_("What came of it"),
    Facet.LOCALITY: N_("Place"),
    Facet.WORKSTREAM: N_("Workstream"),
    Facet.ORGANISATION: N_("Who leads it"),
    Facet.PROMISED: N_("Level that was promised"),
    Facet.RUNG: N_("Level by the team’s own answers"),
    Facet.ZONE: N_("Where power lay, by the team’s own answers"),
    Facet.CONFIRMED: N_("Level that a curator and a lay member confirm"),
    Facet.STAGE: N_("How far it has come, as the team says"),
    Facet.GATE: N_("How far it may go, as was decided"),
    Facet.CO_STAGE: N_("What was shared"),
    Facet.METHOD: N_("How people were involved"),
    Facet.GROUP: N_("Groups most affected"),
    Facet.YEAR: N_("Year it started"),
}
LIST_FACETS: dict[Facet, ListKind] = {
    Facet.WORKSTREAM: ListKind.WORKSTREAM,
    Facet.LOCALITY: ListKind.LOCALITY,
    Facet.ORGANISATION: ListKind.ORGANISATION,
    Facet.METHOD: ListKind.METHOD,
    Facet.GROUP: ListKind.GROUP,
}
"""Facets whose values are names that curators keep."""

RUNG_LABELS_BY_KEY: dict[str, Message] = {rung.key: RUNG_LABELS[rung] for rung in Rung}
RUNG_LABELS_WITH_NOT_STATED: dict[str, Message] = {
    **RUNG_LABELS_BY_KEY,
    NOT_STATED: N_("Not told yet"),
}
FIXED_VALUES: dict[Facet, dict[str, Message]] = {
    Facet.KIND: KIND_LABELS,
    Facet.PROMISED: RUNG_LABELS_WITH_NOT_STATED,
    Facet.RUNG: RUNG_LABELS_WITH_NOT_STATED,
    Facet.CONFIRMED: RUNG_LABELS_BY_KEY,
    Facet.ZONE: {zone.value: zone.label for zone in Zone},
    Facet.STAGE: {stage.value: stage.label for stage in SpreadStage},
    Facet.GATE: {stage.value: stage.label for stage in SpreadStage},
    Facet.OUTCOME: {outcome.value: outcome.label for outcome in LearningOutcome},
    Facet.CO_STAGE: {stage.value: stage.label for stage in CycleStage},
}
"""Facets whose values are the same everywhere, in their order."""

SORT_LABELS: dict[SortOrder, Message] = {
    SortOrder.BEST: N_("best match"),
    SortOrder.USEFUL: N_("most useful to others"),
    SortOrder.NEWEST: N_("newest"),
}
