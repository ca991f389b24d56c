"""How people were asked about the I-Statements, and what they could answer."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class LikertAnswer(StrEnum):
    """One answer. All share ``LABELS``."""

    STRONGLY_AGREE = "strongly_agree"
    AGREE = "agree"
    IN_BETWEEN = "in_between"
    DISAGREE = "disagree"
    STRONGLY_DISAGREE = "strongly_disagree"
    DOES_NOT_APPLY = "does_not_apply"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"

    @property
    def label(self) -> Message:
        return LABELS[self]


AGREEING = (LikertAnswer.STRONGLY_AGREE, LikertAnswer.AGREE)
SCALE = (*AGREEING, LikertAnswer.IN_BETWEEN, LikertAnswer.DISAGREE, LikertAnswer.STRONGLY_DISAGREE)
"""The five points. Who says that it does not apply, or says nothing, is not counted among all."""


class Mode(StrEnum):
    ONLINE = "online"
    PAPER = "paper"
    PHONE = "phone"
    IN_PERSON = "in_person"
    MIXED = "mixed"

    @property
    def label(self) -> Message:
        return LABELS[self]


class Moment(StrEnum):
    """When people were asked, seen from the work."""

    BEFORE = "before"
    AFTER = "after"
    ONCE = "once"

    @property
    def label(self) -> Message:
        return LABELS[self]


class SamePeople(StrEnum):
    """Whether the same people answered as the time before."""

    SAME = "same"
    SOME = "some"
    OTHERS = "others"
    NOT_KNOWN = "not_known"

    @property
    def label(self) -> Message:
        return LABELS[self]


class WaveState(StrEnum):
    """Where results have got to. Once public they stay as they are."""

    ASKING = "asking"
    DRAFT = "draft"
    SENT = "sent"
    PUBLISHED = "published"
    TAKEN_DOWN = "taken_down"

    @property
    def label(self) -> Message:
        return LABELS[self]


class ComparisonVerdict(StrEnum):
    """What may be said of two results side by side."""

    ROSE = "rose"
    FELL = "fell"
    CANNOT_TELL = "cannot_tell"
    NOT_COMPARED = "not_compared"

    @property
    def label(self) -> Message:
        return LABELS[self]


LABELS: dict[StrEnum, Message] = {
    LikertAnswer.STRONGLY_AGREE: N_("Strongly agree"),
    LikertAnswer.AGREE: N_("Agree"),
    LikertAnswer.IN_BETWEEN: N_("In between"),
    LikertAnswer.DISAGREE: N_("Disagree"),
    LikertAnswer.STRONGLY_DISAGREE: N_("Strongly disagree"),
    LikertAnswer.DOES_NOT_APPLY: N_("Does not apply to me"),
    LikertAnswer.PREFER_NOT_TO_SAY: N_("Prefer not to say"),
    Mode.ONLINE: N_("Online"),
    Mode.PAPER: N_("On paper"),
    Mode.PHONE: N_("By phone"),
    Mode.IN_PERSON: N_("In person"),
    Mode.MIXED: N_("In more than one way"),
    Moment.BEFORE: N_("Before the work began"),
    Moment.AFTER: N_("Afterwards, or when it had gone on for a while"),
    Moment.ONCE: N_("At another time"),
    SamePeople.SAME: N_("The same people as the time before"),
    SamePeople.SOME: N_("Some of the same people"),
    SamePeople.OTHERS: N_("Other people"),
    SamePeople.NOT_KNOWN: N_("Not known, or asked for the first time"),
    WaveState.ASKING: N_("People are being asked"),
    WaveState.DRAFT: N_("Not public yet"),
    WaveState.SENT: N_("Waiting for a curator"),
    WaveState.PUBLISHED: N_("Public"),
    WaveState.TAKEN_DOWN: N_("Taken down"),
    ComparisonVerdict.ROSE: N_(
        "More people agree than before. Chance alone would not explain the difference. This does "
        "not say why."
    ),
    ComparisonVerdict.FELL: N_(
        "Fewer people agree than before. Chance alone would not explain the difference. This "
        "does not say why."
    ),
    ComparisonVerdict.CANNOT_TELL: N_(
        "We cannot call this a change. With this number of people, it could be chance alone."
    ),
    ComparisonVerdict.NOT_COMPARED: N_(
        "People told us both times. Too few answered, or too few on one side, to compare the "
        "numbers."
    ),
}
EVERYBODY = N_("Everybody who answered")
PEOPLE_TOLD_US = N_("People told us. Who agree: %(share)s. People who answered: %(people)s.")
IN_WORDS = N_("People told us, in words because so few answered (%(who)s): %(told)s")
LIES_BETWEEN = N_("%(low)s to %(high)s%%")

AUDIT_VERBS: dict[str, Verb] = {
    "sent results": Verb(N_("Sent what people said of the I-Statements to a curator")),
    "added results": Verb(N_("Added what people said of the I-Statements")),
    "published results": Verb(
        N_("Published what people said of the I-Statements"), is_decision=True
    ),
    "took down results": Verb(
        N_("Took down what people said of the I-Statements"), is_decision=True
    ),
}
