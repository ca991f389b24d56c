"""For what things wait on the curator's desk."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class DeskQueue(StrEnum):
    """Lists of the desk, in its order."""

    TO_CLOSE = "to_close"
    EVIDENCE = "evidence"
    TALKS = "talks"
    TALKS_BY_TEAM = "talks_by_team"

    @property
    def heading(self) -> Message:
        return QUEUE_TEXTS[self][0]

    @property
    def short(self) -> Message:
        """What stands after "Nothing waits for"."""
        return QUEUE_TEXTS[self][1]


QUEUE_TEXTS = {
    DeskQueue.TO_CLOSE: (N_("Challenges to close"), N_("challenges to close")),
    DeskQueue.EVIDENCE: (N_("Evidence to check"), N_("checking evidence")),
    DeskQueue.TALKS: (
        N_("Residents and team need a conversation"),
        N_("a conversation of residents and team"),
    ),
    DeskQueue.TALKS_BY_TEAM: (
        N_("Residents and team need a conversation: rounds collected by the team"),
        N_("a conversation about a round collected by the team"),
    ),
}


AUDIT_VERBS: dict[str, Verb] = {
    "tried mail again": Verb(N_("Sent an e-mail again")),
}
