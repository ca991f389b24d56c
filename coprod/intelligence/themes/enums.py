"""What a group of comments that look alike can be, and how far a curator is with it."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class ClusterKind(LabelledEnum):
    """Why comments stand together."""

    THEME = "theme", N_("About the same")
    COPIES = "copies", N_("Nearly the same words")


class ClusterState(LabelledEnum):
    SUGGESTED = "suggested", N_("Suggested by a computer, not read yet")
    APPROVED = "approved", N_("Suggested by a computer, read and approved by a curator")
    DISMISSED = "dismissed", N_("Read, and not a theme")


AUDIT_VERBS: dict[str, Verb] = {
    "named a theme": Verb(N_("A curator gave a theme its name")),
    "approved a theme": Verb(
        N_("A curator read the comments of a theme and approved it"), is_decision=True
    ),
    "merged a theme": Verb(N_("A curator put the comments of another theme with these")),
    "dismissed a theme": Verb(
        N_("A curator decided that comments make no theme"), is_decision=True
    ),
    "reopened a theme": Verb(N_("A curator took back what was decided about a theme")),
    "looked at copies": Verb(N_("A curator looked at comments with nearly the same words")),
}
