"""Where a promise came from, how it stands, and what residents say of it."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class CommitmentSource(StrEnum):
    """What made somebody say “we will”."""

    COMMENT = "comment"
    SESSION = "session"
    DECISION = "decision"
    BOARD = "board"

    @property
    def label(self) -> Message:
        return SOURCE_LABELS[self]


SOURCE_LABELS: dict[CommitmentSource, Message] = {
    CommitmentSource.COMMENT: N_("What somebody told us"),
    CommitmentSource.SESSION: N_("A session"),
    CommitmentSource.DECISION: N_("A decision"),
    CommitmentSource.BOARD: N_("A board"),
}


class CommitmentState(StrEnum):
    """How a promise stands. ``MADE``: what was promised has happened."""

    PLANNED = "planned"
    MADE = "made"
    NOT_DOING = "not_doing"

    @property
    def label(self) -> Message:
        return STATE_LABELS[self]


STATE_LABELS: dict[CommitmentState, Message] = {
    CommitmentState.PLANNED: N_("Planned"),
    CommitmentState.MADE: N_("Done"),
    CommitmentState.NOT_DOING: N_("Not doing"),
}
TOO_FEW = N_("Too few people have said anything for it to be shown.")
ANSWER_SUMMARIES: dict[tuple[bool, bool], Message] = {
    (True, True): N_("Some answers that people left here say that it happened, others not yet."),
    (True, False): N_("Answers that people left here say that it happened."),
    (False, True): N_("Answers that people left here say that it did not happen yet."),
    (False, False): TOO_FEW,
}
"""What people say of a promise: whether they say “yes, this happened”, and whether “not yet”."""

AUDIT_VERBS: dict[str, Verb] = {
    "promised": Verb(N_("Somebody promised to do something"), is_decision=True),
    "moved a promise": Verb(N_("It was said how a promise stands"), is_decision=True),
    "wrote down a promise": Verb(N_("Wrote down a promise, for a curator to read")),
    "said how a promise stands": Verb(N_("Said how a promise stands, for a curator to read")),
    "sent back a promise": Verb(
        N_("Asked the team to put a promise in other words"), is_decision=True
    ),
}
