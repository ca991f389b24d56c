"""What an activity can have to do with an I-Statement, and what we call it."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message

CHOICE_AND_CONTROL = "choice-control"
"""The domain that always comes first, whatever a place calls it."""
TO_BE_CONFIRMED = N_("Wording to be confirmed")
NEVER_CAUSE = N_(
    "This says what the work may have contributed to. It never says that the work was the cause."
)


class LinkKind(StrEnum):
    """How far an activity can tell whether it moved what people say."""

    AIMS_TO_CHANGE = "aims_to_change"
    BASELINE_ONLY = "baseline_only"
    BEFORE_AND_AFTER = "before_and_after"
    RESIDENTS_SAY_IT_HELPED = "residents_say_it_helped"

    @property
    def label(self) -> Message:
        return KINDS[self]


KINDS: dict[LinkKind, Message] = {
    LinkKind.AIMS_TO_CHANGE: N_("It hopes to change this"),
    LinkKind.BASELINE_ONLY: N_("People were asked before it began"),
    LinkKind.BEFORE_AND_AFTER: N_("People were asked before and after"),
    LinkKind.RESIDENTS_SAY_IT_HELPED: N_("Residents say that it helped"),
}


class Strength(StrEnum):
    """How much somebody thinks that the work contributed."""

    NOT_KNOWN = "not_known"
    A_LITTLE = "a_little"
    PARTLY = "partly"
    A_LOT = "a_lot"

    @property
    def label(self) -> Message:
        return STRENGTHS[self]


STRENGTHS: dict[Strength, Message] = {
    Strength.NOT_KNOWN: N_("We cannot tell"),
    Strength.A_LITTLE: N_("A little, among many other things"),
    Strength.PARTLY: N_("In part, together with other things"),
    Strength.A_LOT: N_("A lot, as far as we can tell"),
}


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"

    @property
    def label(self) -> Message:
        return DIRECTIONS[self]


DIRECTIONS: dict[Direction, Message] = {
    Direction.UP: N_("Higher is better"),
    Direction.DOWN: N_("Lower is better"),
    Direction.NEITHER: N_("Neither way is better in itself"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "linked a statement": Verb(N_("Linked to an I-Statement")),
    "unlinked a statement": Verb(N_("No longer linked to an I-Statement")),
    "let a link be read": Verb(
        N_("What the entry says of an I-Statement is now public"), is_decision=True
    ),
}
