"""What an activity can have to do with an I-Statement, and what we call it."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_

CHOICE_AND_CONTROL = "choice-control"
"""The domain that always comes first, whatever a place calls it."""
TO_BE_CONFIRMED = N_("Wording to be confirmed")
NEVER_CAUSE = N_(
    "This says what the work may have contributed to. It never says that the work was the cause."
)


class LinkKind(LabelledEnum):
    """How far an activity can tell whether it moved what people say."""

    AIMS_TO_CHANGE = "aims_to_change", N_("It hopes to change this")
    BASELINE_ONLY = "baseline_only", N_("People were asked before it began")
    BEFORE_AND_AFTER = "before_and_after", N_("People were asked before and after")
    RESIDENTS_SAY_IT_HELPED = "residents_say_it_helped", N_("Residents say that it helped")


class Strength(LabelledEnum):
    """How much somebody thinks that the work contributed."""

    NOT_KNOWN = "not_known", N_("We cannot tell")
    A_LITTLE = "a_little", N_("A little, among many other things")
    PARTLY = "partly", N_("In part, together with other things")
    A_LOT = "a_lot", N_("A lot, as far as we can tell")


class Direction(LabelledEnum):
    """Which way is better."""

    UP = "up", N_("Higher is better")
    DOWN = "down", N_("Lower is better")
    NEITHER = "neither", N_("Neither way is better in itself")


AUDIT_VERBS: dict[str, Verb] = {
    "linked a statement": Verb(N_("Linked to an I-Statement")),
    "unlinked a statement": Verb(N_("No longer linked to an I-Statement")),
    "let a link be read": Verb(
        N_("What the activity says about an I-Statement is now public"), is_decision=True
    ),
}
