"""What an indicator measures, on which side of its target it is, and what a review decides."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Measure(LabelledEnum):
    """How a value is worked out from what was counted."""

    PERCENT = "percent", N_("A share of all, in per cent")
    RATE = "rate", N_("So many for each 100,000")
    AVERAGE = "average", N_("An average: one number divided by another")
    NUMBER = "number", N_("A number by itself")

    @property
    def factor(self) -> int:
        return FACTORS.get(self, 1)

    @property
    def has_denominator(self) -> bool:
        return self is not Measure.NUMBER


FACTORS = {Measure.PERCENT: 100, Measure.RATE: 100_000}


class Counted(LabelledEnum):
    """Whether numbers are of people, and so protected where they are small."""

    PEOPLE = "people", N_("People, or what happened to people, such as stays in hospital")
    THINGS = "things", N_("Nothing about people: money, buildings or equipment")


class TargetSide(LabelledEnum):
    """How the latest number stands beside a target."""

    MET = "met", N_("At the target")
    SHORT = "short", N_("Not at the target")
    UNKNOWN = "unknown", N_("We cannot say")


class ReviewDecision(LabelledEnum):
    KEEP = "keep", N_("The target stays as it is")
    CHANGE = "change", N_("The target changes")
    END = "end", N_("The target is given up")


UNITS: dict[Measure, Message] = {
    Measure.PERCENT: N_("%(number)s%%"),
    Measure.RATE: N_("%(number)s for each 100,000"),
}
NO_VALUE = N_("No number yet")
NOT_CAUSE = N_(
    "These activities mean to move this number. This does not say that an activity caused a change."
)
AUDIT_VERBS: dict[str, Verb] = {
    "added an indicator": Verb(N_("Added an indicator")),
    "changed an indicator": Verb(N_("Changed an indicator")),
    "added indicator values": Verb(N_("Added numbers to an indicator")),
    "removed an indicator value": Verb(N_("Took a number out of an indicator")),
    "set a target": Verb(N_("Set a target"), is_decision=True),
    "reviewed a target": Verb(N_("Reviewed a target"), is_decision=True),
    "noted a data gap": Verb(N_("Wrote down a data gap and its plan")),
    "closed a data gap": Verb(N_("Closed a data gap")),
    "linked an activity to an indicator": Verb(N_("Linked an activity to an indicator")),
    "unlinked an activity from an indicator": Verb(N_("Unlinked an activity from an indicator")),
}
