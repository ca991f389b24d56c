"""What readers can say about an activity or a learning record."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Mark(LabelledEnum):
    """A sign that anybody may leave, once: no account, no name."""

    USED = "used", N_("I used this")
    USEFUL = "useful", N_("This is useful")


class Stance(LabelledEnum):
    """How somebody who took part sees it."""

    AGREE = "agree", N_("I took part and agree")
    OTHERWISE = "otherwise", N_("I took part and saw it differently")


class WordsReview(LabelledEnum):
    """How far words have come that a curator reads before anybody else does."""

    NONE = "no_words", N_("Without words")
    WAITING = "waiting", N_("Waiting for a curator")
    SHOWN = "shown", N_("Shown to readers")
    DECLINED = "declined", N_("Not shown")


CONSENT = N_("My words may be shown here, without my name. I can take them back at any time")
"""What somebody agrees to who adds words of their own; stored with the words."""
MARK_SUMMARIES: dict[tuple[bool, bool], Message] = {
    (True, True): N_("Readers say that they used it, and that they found it useful."),
    (True, False): N_("Readers say that they used it."),
    (False, True): N_("Readers say that they found it useful."),
    (False, False): N_("Not enough people have told us yet if it helped them."),
}
"""What readers say of a thing: whether they used it, and whether they found it useful."""

AUDIT_VERBS: dict[str, Verb] = {
    "signed": Verb(N_("Somebody who took part said how they see it")),
    "took back signature": Verb(N_("Somebody took back how they see it")),
}
