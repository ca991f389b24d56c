"""What a lay member writes for a board, who reads it, and how the board answers an idea."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class NoteKind(LabelledEnum):
    NOTE = "note", N_("What I saw")
    IDEA = "idea", N_("What I advise the board to do")


class NoteAccess(LabelledEnum):
    """Who reads a note. A declined one stays with the members, and its author reads why."""

    MEMBERS = "members", N_("Members only")
    WAITING = "waiting", N_("Waits for a curator to read it")
    PUBLIC = "public", N_("Everybody can read it")
    DECLINED = "declined", N_("Stays with members")


class IdeaAnswer(LabelledEnum):
    WILL_DO = "will_do", N_("We will do it")
    WILL_NOT = "will_not", N_("We will not do it")
    DONE = "done", N_("It is done already")


AUDIT_VERBS: dict[str, Verb] = {
    "wrote to a board": Verb(N_("Wrote a note or an idea for a board")),
    "offered a note": Verb(N_("Asked that everybody may read a note for a board")),
    "took back a note": Verb(N_("Took back that everybody may read a note for a board")),
    "showed a note": Verb(N_("Let everybody read a note for a board"), is_decision=True),
    "declined a note": Verb(N_("Left a note for a board with its members"), is_decision=True),
    "answered an idea": Verb(N_("Answered an idea of a lay member"), is_decision=True),
}
