"""The four views of an activity, always in this order, and how they are said to differ."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Source(LabelledEnum):
    short: Message
    why_none: Message
    """What stands where there is no level and nothing more is known of why."""
    none_in_short: Message

    PROMISED = (
        "promised",
        N_("What people were promised"),
        N_("Promised"),
        N_("Nothing was promised, or it is not known."),
        N_("not known"),
    )
    TEAM = (
        "team",
        N_("What the team’s answers suggest"),
        N_("Team"),
        N_("The team has not assessed this yet."),
        N_("not yet"),
    )
    RESIDENTS = (
        "residents",
        N_("What residents’ answers suggest"),
        N_("Residents"),
        N_("Not enough residents have answered to show this"),
        N_("not enough answers"),
    )
    CONFIRMED = (
        "confirmed",
        N_("What a curator and a lay member confirm"),
        N_("Confirmed"),
        N_("Nobody has confirmed a level yet."),
        N_("not yet"),
    )


class Match(LabelledEnum):
    """How a level stands to the promise. Below is no verdict: levels can each be right."""

    BELOW = "below", N_("Below what was promised")
    MATCHED = "matched", N_("Matched what was promised")
    ABOVE = "above", N_("Above what was promised")


TEAM_TO_PROMISE: dict[Match, Message] = {
    Match.BELOW: N_("The team’s answers put it below what was promised."),
    Match.MATCHED: N_("The team’s answers put it where it was promised to be."),
    Match.ABOVE: N_("The team’s answers put it above what was promised."),
}
RESIDENTS_LOWER = N_("Residents’ answers come out lower than the team’s.")
RESIDENTS_HIGHER = N_("Residents’ answers come out higher than the team’s.")
ALIKE = N_("Residents’ answers and the team’s come out at the same level.")
CONFIRMED_LOWER = N_("A curator and a lay member confirm a lower level than the team’s.")
CONFIRMED_HIGHER = N_("A curator and a lay member confirm a higher level than the team’s.")
CONFIRMED_ALIKE = N_("A curator and a lay member confirm the team’s level.")
