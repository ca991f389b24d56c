"""The filters of the list of entries, and what we call them."""

from enum import StrEnum

from coprod.core.search_engine.models import SortOrder
from coprod.core.values.answers import CycleStage
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.learning.records.enums import LearningOutcome
from coprod.library.index.enums import (
    ACTIVITY,
    CAMPAIGN,
    COLLECTION,
    DECISION,
    NOT_STATED,
    RECORD,
    REPORT,
)
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import RUNG_LABELS, Rung, Zone
from coprod.register.sections.enums import SpreadStage


class Facet(StrEnum):
    """One way to narrow the list; the value is its name in addresses and in the index."""

    KIND = "kind"
    NOW = "now"
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


class Opening(LabelledEnum):
    """How one can take part in an activity now."""

    PEOPLE = "people", N_("Open to new people")
    VIEWS = "views", N_("Asking for views now")


TAB_LABELS: dict[str, Message] = {
    ACTIVITY: N_("Stories"),
    RECORD: N_("Learning"),
    DECISION: N_("Decisions"),
    COLLECTION: N_("Collections"),
    REPORT: N_("Reports"),
    CAMPAIGN: N_("Campaigns"),
}
LIST_ENDPOINTS = {
    ACTIVITY: "library.stories.entries",
    RECORD: "learning.records.records",
    DECISION: "decisions.records.decisions",
    COLLECTION: "learning.collections.collections",
    REPORT: "intelligence.reports.reports",
    CAMPAIGN: "intelligence.campaigns.campaigns",
}
"""The list of each kind. Words are looked for in the one of the stories, whatever the kind."""

INDEXED_FACETS = tuple(facet for facet in Facet if facet is not Facet.NOW)
"""All that the index knows. What is open today it cannot know: the next day may change it."""

FACET_LABELS: dict[Facet, Message] = {
    Facet.KIND: N_("What it is"),
    Facet.LOCALITY: N_("Place"),
    Facet.YEAR: N_("When it started"),
    Facet.NOW: N_("Can I take part?"),
    Facet.GROUP: N_("Who it was with"),
    Facet.ORGANISATION: N_("Who led it"),
    Facet.METHOD: N_("How people took part"),
    Facet.WORKSTREAM: N_("Workstream"),
    Facet.CO_STAGE: N_("What people shared in"),
    Facet.PROMISED: N_("The level that was promised"),
    Facet.RUNG: N_("The level by the team’s answers"),
    Facet.ZONE: N_("Who held the power, by the team’s answers"),
    Facet.CONFIRMED: N_("The level that a curator and a lay member confirmed"),
    Facet.OUTCOME: N_("What came of it"),
    Facet.STAGE: N_("How far it has spread, as the team says"),
    Facet.GATE: N_("How far it may spread, as was decided"),
}
OPEN_FILTERS = (Facet.LOCALITY, Facet.YEAR, Facet.NOW)
"""What most people narrow by. The others are folded, so that a choice is made in one look."""
FILTER_FOLDS: tuple[tuple[Message, tuple[Facet, ...]], ...] = (
    (N_("Who it was with"), (Facet.GROUP,)),
    (N_("Who led it"), (Facet.ORGANISATION, Facet.WORKSTREAM)),
    (N_("How people took part"), (Facet.METHOD, Facet.CO_STAGE)),
    (
        N_("How much people shared"),
        (Facet.PROMISED, Facet.RUNG, Facet.ZONE, Facet.CONFIRMED),
    ),
    (N_("What came of it"), (Facet.OUTCOME, Facet.STAGE, Facet.GATE)),
)
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
    NOT_STATED: N_("Not recorded yet"),
}
FIXED_VALUES: dict[Facet, dict[str, Message]] = {
    Facet.KIND: TAB_LABELS,
    Facet.NOW: {opening.value: opening.label for opening in Opening},
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
    SortOrder.BEST: N_("Best match"),
    SortOrder.NEWEST: N_("Newest"),
    SortOrder.USEFUL: N_("Most used"),
}


class ChangeKind(LabelledEnum):
    """What one line of “What changed” says; the value is the class of its mark on the page."""

    SAID = "said", N_("You said")
    DID = "did", N_("We did")
    NOT_DOING = "not", N_("We are not doing")
