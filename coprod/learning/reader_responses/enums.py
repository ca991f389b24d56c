"""What readers can say about an activity or a learning record."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class Mark(StrEnum):
    """A sign that anybody may leave, once: no account, no name."""

    USED = "used"
    USEFUL = "useful"

    @property
    def label(self) -> Message:
        return MARK_LABELS[self]


MARK_LABELS: dict[Mark, Message] = {
    Mark.USED: N_("I used this"),
    Mark.USEFUL: N_("This is useful"),
}


class Stance(StrEnum):
    """How somebody who took part sees it."""

    AGREE = "agree"
    OTHERWISE = "otherwise"

    @property
    def label(self) -> Message:
        return STANCE_LABELS[self]


STANCE_LABELS: dict[Stance, Message] = {
    Stance.AGREE: N_("I took part and agree"),
    Stance.OTHERWISE: N_("I took part and saw it differently"),
}


class WordsReview(StrEnum):
    """How far words have come that a curator reads before anybody else does."""

    NONE = "no_words"
    WAITING = "waiting"
    SHOWN = "shown"
    DECLINED = "declined"

    @property
    def label(self) -> Message:
        return REVIEW_LABELS[self]


REVIEW_LABELS: dict[WordsReview, Message] = {
    WordsReview.NONE: N_("Without words"),
    WordsReview.WAITING: N_("Waiting for a curator"),
    WordsReview.SHOWN: N_("Shown to readers"),
    WordsReview.DECLINED: N_("Not shown"),
}

CONSENT = N_("My words may be shown here, without my name. I can take them back at any time")
"""What somebody agrees to who adds words of their own; stored with the words."""
MARK_SUMMARIES: dict[tuple[bool, bool], Message] = {
    (True, True): N_("Readers say that they used it, and that they found it useful."),
    (True, False): N_("Readers say that they used it."),
    (False, True): N_("Readers say that they found it useful."),
    (False, False): N_("Few readers, or none, have said yet that it helped them."),
}
"""What readers say of a thing: whether they used it, and whether they found it useful."""

AUDIT_VERBS: dict[str, Verb] = {
    "signed": Verb(N_("Somebody who took part said how they see it")),
    "took back signature": Verb(N_("Somebody took back how they see it")),
}
