"""What a decision record can be, and what we call its parts."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.decisions.guide.enums import Level


class Status(LabelledEnum):
    DRAFT = "draft", N_("Draft")
    SIGNED_OFF = "signed_off", N_("Signed off")
    REVIEWED = "reviewed", N_("Signed off and looked at again")


class ChosenLevel(StrEnum):
    """What was decided: a level of the guide, or that it does not go ahead."""

    INFORM = "inform"
    CONSULT = "consult"
    ENGAGE = "engage"
    CO_DESIGN = "co_design"
    CO_PRODUCE = "co_produce"
    NOT_GO_AHEAD = "not_go_ahead"

    @property
    def level(self) -> Level | None:
        return None if self is ChosenLevel.NOT_GO_AHEAD else Level(self.value)

    @property
    def label(self) -> Message:
        return self.level.label if self.level else NOT_GO_AHEAD

    @property
    def sentence(self) -> Message:
        """How it reads as news: "We decided to inform"."""
        return SENTENCES[self]


class WayOut(LabelledEnum):
    """What can be done when the least that is right is more than can be promised."""

    CHANGE_CONDITIONS = (
        "change_conditions",
        N_("Change the conditions: the time, the money or who holds power"),
    )
    LOWER_LEVEL = "lower_level", N_("Sign a lower level, with a reason that everybody can read")
    NOT_PROCEED = "not_proceed", N_("Do not go ahead")


class DecidedWith(LabelledEnum):
    RESIDENTS = "with_residents", N_("Residents took part in this decision")
    LAY_MEMBER = "with_lay_member", N_("A lay member took part in this decision")
    BOTH = "with_both", N_("Residents and a lay member took part in this decision")
    STAFF_ONLY = "staff_only", N_("Staff decided alone")

    @property
    def is_together(self) -> bool:
        return self is not DecidedWith.STAFF_ONLY


class HoldablePart(LabelledEnum):
    """A part of a record that a curator may hold back from readers, saying why.

    The question, the level, the reason for it, the promise and who signed are never held back.
    """

    OPENNESS = "hold_openness", N_("What is open to change and what is not")
    NOTES = "hold_notes", N_("The notes beside the ten answers")
    PRIOR_FEEDBACK = "hold_said", N_("What people have already told us")
    SET_ASIDE = "hold_set_aside", N_("The budget and time set aside")
    ATTENDANCE = "hold_room", N_("Who took part in the decision")
    PARTNERS = "hold_partners", N_("The partner organisations")


class HoldState(LabelledEnum):
    ASKED = "asked", N_("The team asked to hold this back. A curator has not decided yet")
    HELD = "held", N_("Held back by a curator")
    SHOWN = "shown", N_("Shown")


class AdditionKind(LabelledEnum):
    """What is added to a record that is signed off."""

    NOTE = "later_note", N_("A note")
    REVIEW = "later_review", N_("Looked at again")
    CHECK = "later_check", N_("Was the promise kept?")


class PromiseVerdict(LabelledEnum):
    KEPT = "kept", N_("The promise was kept")
    PARTLY = "partly_kept", N_("The promise was partly kept")
    NOT_KEPT = "not_kept", N_("The promise was not kept")


NOT_GO_AHEAD = N_("Do not go ahead")
SENTENCES: dict[ChosenLevel, Message] = {
    ChosenLevel.INFORM: N_("We decided to inform"),
    ChosenLevel.CONSULT: N_("We decided to consult"),
    ChosenLevel.ENGAGE: N_("We decided to engage"),
    ChosenLevel.CO_DESIGN: N_("We decided to co-design"),
    ChosenLevel.CO_PRODUCE: N_("We decided to co-produce"),
    ChosenLevel.NOT_GO_AHEAD: N_("We decided not to go ahead"),
}
AUDIT_VERBS: dict[str, Verb] = {
    "began a decision": Verb(N_("Started to record a decision")),
    "signed off": Verb(N_("Signed off")),
    "asked to hold back": Verb(N_("Asked a curator to hold something back")),
    "held back": Verb(N_("Held back from readers"), is_decision=True),
    "showed again": Verb(N_("Shown to readers"), is_decision=True),
    "linked an entry": Verb(N_("Linked to an activity")),
    "unlinked an entry": Verb(N_("No longer linked to an activity")),
    "added a note": Verb(N_("Added a note")),
    "looked at again": Verb(N_("Looked at again")),
    "checked the promise": Verb(N_("Checked whether the promise was kept")),
}
