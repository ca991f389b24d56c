"""How something spreads, and what became of it where it was used."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class Spread(LabelledEnum):
    POLICY = "vertical_in_policy_or_contract", N_("It becomes part of a policy or a contract")
    PLACE = "horizontal_new_place", N_("The same, in a new place")
    GROUP = "new_group_or_topic", N_("The same, for other people or another topic")
    SPONTANEOUS = "spontaneous", N_("It spread by itself")


class AdoptionOutcome(LabelledEnum):
    """What became of it, as the team says that used it."""

    CARRIED_ON = "carried_on", N_("It carries on")
    ADAPTED = "adapted", N_("It was adapted further")
    STOPPED = "stopped", N_("It stopped")


class RungSource(LabelledEnum):
    """Whose judgement a rung is."""

    TEAM = "team", N_("The team says:")
    CONFIRMED = "confirmed", N_("Confirmed:")


AUDIT_VERBS: dict[str, Verb] = {
    "used an entry": Verb(N_("Started from another activity")),
    "said how it went": Verb(N_("Said how it went")),
    "asked the team": Verb(N_("Somebody asked the team")),
}
