"""Where a promise came from, how it stands, and what residents say of it."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class CommitmentSource(LabelledEnum):
    """What made somebody say “we will”."""

    COMMENT = "comment", N_("What somebody told us")
    SESSION = "session", N_("A session")
    DECISION = "decision", N_("A decision")
    BOARD = "board", N_("A board")


class CommitmentState(LabelledEnum):
    """How a promise stands. ``MADE``: what was promised has happened."""

    PLANNED = "planned", N_("Planned")
    MADE = "made", N_("Done")
    NOT_DOING = "not_doing", N_("Not doing")


class CommitmentProgress(LabelledEnum):
    """How a promise stands beside the day that was promised first."""

    ON_TIME = "on_time", N_("Kept on time")
    LATE = "late", N_("Kept late")
    OVERDUE = "overdue", N_("Overdue")
    NOT_DOING = "not_doing", N_("Not doing")
    TO_COME = "to_come", N_("Not due yet")


AUDIT_VERBS: dict[str, Verb] = {
    "promised": Verb(N_("New promise made"), is_decision=True),
    "moved a promise": Verb(N_("Promise updated"), is_decision=True),
    "wrote down a promise": Verb(N_("Wrote down a promise, for a curator to read")),
    "said how a promise stands": Verb(N_("Updated a promise, for a curator to read")),
    "sent back a promise": Verb(
        N_("Asked the team to put a promise in other words"), is_decision=True
    ),
}
