"""For what things wait on the curator's desk."""

from enum import StrEnum

from coprod.kit.phrases import N_, Phrase


class Waits(StrEnum):
    """Lists of the desk, in its order."""

    READING = "reading"
    CHANGES = "changes"
    FILES = "files"
    RULINGS = "rulings"
    REPLIES = "replies"
    MESSAGES = "messages"
    LEVELS = "levels"
    TALKS = "talks"
    CHECKING = "checking"
    HOLDS = "holds"
    DECISIONS = "decisions"

    @property
    def heading(self) -> Phrase:
        return HEADINGS[self][0]

    @property
    def short(self) -> Phrase:
        """What stands after "Nothing waits for"."""
        return HEADINGS[self][1]


HEADINGS = {
    Waits.READING: (N_("Waiting for you to read"), N_("reading before it is public")),
    Waits.CHANGES: (N_("Changes to public entries"), N_("changes to public entries")),
    Waits.FILES: (N_("Files to look at"), N_("files to look at")),
    Waits.RULINGS: (
        N_("Answers that do not apply, to accept or not"),
        N_("answers that do not apply"),
    ),
    Waits.REPLIES: (N_("Replies to challenges"), N_("replies to challenges")),
    Waits.MESSAGES: (N_("Messages to answer"), N_("messages to answer")),
    Waits.LEVELS: (N_("Levels that a lay member proposes"), N_("levels to confirm")),
    Waits.TALKS: (
        N_("Residents and team need a conversation"),
        N_("a conversation of residents and team"),
    ),
    Waits.CHECKING: (N_("Not checked for a year"), N_("a check after a year")),
    Waits.HOLDS: (N_("Teams ask to hold something back"), N_("holding something back")),
    Waits.DECISIONS: (N_("Decisions to look at again"), N_("decisions to look at again")),
}
