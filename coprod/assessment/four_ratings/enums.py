"""The four views of an activity, always in this order, and how they are said to differ."""

from enum import StrEnum

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Source(StrEnum):
    PROMISED = "promised"
    TEAM = "team"
    RESIDENTS = "residents"
    CONFIRMED = "confirmed"

    @property
    def label(self) -> Message:
        return LABELS[self]

    @property
    def short(self) -> Message:
        return SHORT[self]

    @property
    def why_none(self) -> Message:
        """What stands where there is no level and nothing more is known of why."""
        return NONE[self]

    @property
    def none_in_short(self) -> Message:
        return NONE_IN_SHORT[self]


class Match(LabelledEnum):
    """How a level stands to the promise. Below is no verdict: levels can each be right."""

    BELOW = "below", N_("Below what was promised")
    MATCHED = "matched", N_("Matched what was promised")
    ABOVE = "above", N_("Above what was promised")


LABELS: dict[Source, Message] = {
    Source.PROMISED: N_("What people were promised"),
    Source.TEAM: N_("What the team’s answers suggest"),
    Source.RESIDENTS: N_("What residents’ answers suggest"),
    Source.CONFIRMED: N_("What a curator and a lay member confirm"),
}
SHORT: dict[Source, Message] = {
    Source.PROMISED: N_("Promised"),
    Source.TEAM: N_("Team"),
    Source.RESIDENTS: N_("Residents"),
    Source.CONFIRMED: N_("Confirmed"),
}
TEAM_TO_PROMISE: dict[Match, Message] = {
    Match.BELOW: N_("The team’s answers put it below what was promised."),
    Match.MATCHED: N_("The team’s answers put it where it was promised to be."),
    Match.ABOVE: N_("The team’s answers put it above what was promised."),
}
NONE: dict[Source, Message] = {
    Source.PROMISED: N_("Nothing was promised, or it is not known."),
    Source.TEAM: N_("The team has not assessed this yet."),
    Source.RESIDENTS: N_("Not enough residents have answered to show this"),
    Source.CONFIRMED: N_("Nobody has confirmed a level yet."),
}
NONE_IN_SHORT: dict[Source, Message] = {
    Source.PROMISED: N_("not known"),
    Source.TEAM: N_("not yet"),
    Source.RESIDENTS: N_("not enough answers"),
    Source.CONFIRMED: N_("not yet"),
}
RESIDENTS_LOWER = N_("Residents’ answers come out lower than the team’s.")
RESIDENTS_HIGHER = N_("Residents’ answers come out higher than the team’s.")
ALIKE = N_("Residents’ answers and the team’s come out at the same level.")
CONFIRMED_LOWER = N_("A curator and a lay member confirm a lower level than the team’s.")
CONFIRMED_HIGHER = N_("A curator and a lay member confirm a higher level than the team’s.")
CONFIRMED_ALIKE = N_("A curator and a lay member confirm the team’s level.")
