"""Where an action of a board came from, how it stands, and which actions a page lists."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class ActionSource(LabelledEnum):
    CHALLENGE = "challenge", N_("One of the four challenges")
    COMMENT = "comment", N_("What somebody told us")
    GAP = "gap", N_("A gap: nobody was heard, or something is missing")
    DECISION = "decision", N_("A decision")
    LAY_MEMBER = "lay_member", N_("What a lay member advised")
    NONE = "none", N_("None of these")


class ActionState(LabelledEnum):
    """How an action stands. Whether it is late, its day says."""

    OPEN = "open", N_("Being done")
    DONE = "done", N_("Done")
    NOT_DOING = "not_doing", N_("Not doing")


class ActionTiming(LabelledEnum):
    """How an action stands beside its day."""

    OVERDUE = "overdue", N_("Overdue")
    SOON = "soon", N_("Due within two weeks")
    LATER = "later", N_("On track")
    DONE = "done", N_("Done")
    NOT_DOING = "not_doing", N_("Not doing")


class ActionView(LabelledEnum):
    """Which actions the list shows; the value stands in the address."""

    ALL = "all", N_("All")
    OPEN = "open", N_("Open")
    OVERDUE = "overdue", N_("Overdue")
    CHALLENGES = "challenges", N_("The four challenges")
    COMMENTS = "comments", N_("Comments")
    GAPS = "gaps", N_("Gaps")
    DECISIONS = "decisions", N_("Decisions")
    DONE = "done", N_("Done")


PERCENTS = (0, 25, 50, 75, 100)
AUDIT_VERBS: dict[str, Verb] = {
    "added an action": Verb(N_("Wrote down an action of a board")),
    "changed an action": Verb(N_("Changed an action of a board")),
    "asked the lead of an action": Verb(N_("Asked the lead of an action how it stands")),
    "took back the link of a lead": Verb(N_("Took back a link to the lead of an action")),
    "moved an action": Verb(N_("Said how an action of a board stands"), is_decision=True),
}
