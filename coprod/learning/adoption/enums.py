"""How something spreads, and what became of it where it was used."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class Spread(StrEnum):
    POLICY = "vertical_in_policy_or_contract"
    PLACE = "horizontal_new_place"
    GROUP = "new_group_or_topic"
    SPONTANEOUS = "spontaneous"

    @property
    def label(self) -> Message:
        return SPREAD_LABELS[self]


SPREAD_LABELS: dict[Spread, Message] = {
    Spread.POLICY: N_("It becomes part of a policy or a contract"),
    Spread.PLACE: N_("The same, in a new place"),
    Spread.GROUP: N_("The same, for other people or another topic"),
    Spread.SPONTANEOUS: N_("It spread by itself"),
}


class AdoptionOutcome(StrEnum):
    """What became of it, as the team says that used it."""

    CARRIED_ON = "carried_on"
    ADAPTED = "adapted"
    STOPPED = "stopped"

    @property
    def label(self) -> Message:
        return OUTCOME_LABELS[self]


OUTCOME_LABELS: dict[AdoptionOutcome, Message] = {
    AdoptionOutcome.CARRIED_ON: N_("It carries on"),
    AdoptionOutcome.ADAPTED: N_("It was adapted further"),
    AdoptionOutcome.STOPPED: N_("It stopped"),
}


class RungSource(StrEnum):
    """Whose judgement a rung is."""

    TEAM = "team"
    CONFIRMED = "confirmed"

    @property
    def label(self) -> Message:
        return RUNG_SOURCE_LABELS[self]


RUNG_SOURCE_LABELS: dict[RungSource, Message] = {
    RungSource.TEAM: N_("The team says:"),
    RungSource.CONFIRMED: N_("Confirmed:"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "used an entry": Verb(N_("Begun from another entry")),
    "said how it went": Verb(N_("Said how it went")),
    "asked the team": Verb(N_("Somebody asked the team")),
}
