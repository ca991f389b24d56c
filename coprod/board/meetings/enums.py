"""The kinds of boards and groups, who sits on them, and what a meeting is to do with an item."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class GroupKind(LabelledEnum):
    BOARD = "board", N_("Board")
    HEALTH_AND_WELLBEING = "health_and_wellbeing", N_("Health and wellbeing board")
    PLANNING_GROUP = "planning_group", N_("Planning group")
    WORKSTREAM = "workstream", N_("Workstream")
    OTHER = "other", N_("Other group")


class MemberKind(LabelledEnum):
    """Why somebody with an account sees what is for members only."""

    MEMBER = "member", N_("Member")
    LAY_MEMBER = "lay_member", N_("Lay member")
    SHADOW = "shadow", N_("Shadows it, to learn")


class AskKind(LabelledEnum):
    """What a board is to do with something that it is given."""

    DECIDE = "decide", N_("Decide")
    DISCUSS = "discuss", N_("Discuss")
    NOTE = "note", N_("Note")


AUDIT_VERBS: dict[str, Verb] = {
    "added a board": Verb(N_("Added a board or group")),
    "changed a board": Verb(N_("Changed a board or group")),
    "seated a member": Verb(N_("Let somebody see what is for members of a board")),
    "unseated a member": Verb(N_("Took a member off a board")),
    "planned a meeting": Verb(N_("Planned a meeting of a board")),
    "changed a meeting": Verb(N_("Changed a meeting of a board")),
    "called off a meeting": Verb(N_("Called off a meeting of a board")),
}
