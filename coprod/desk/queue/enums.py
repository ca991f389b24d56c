"""For what things wait on the curator's desk."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class DeskQueue(StrEnum):
    """Lists of the desk, in its order."""

    READING = "reading"
    CHANGES = "changes"
    FILES = "files"
    RULINGS = "rulings"
    REPLIES = "replies"
    NOTES = "notes"
    MESSAGES = "messages"
    EVIDENCE = "evidence"
    LEVELS = "levels"
    ROUNDS = "rounds"
    TALKS = "talks"
    TALKS_BY_TEAM = "talks_by_team"
    CHECKING = "checking"
    HOLDS = "holds"
    DECISIONS = "decisions"

    @property
    def heading(self) -> Message:
        return QUEUE_TEXTS[self][0]

    @property
    def short(self) -> Message:
        """What stands after "Nothing waits for"."""
        return QUEUE_TEXTS[self][1]


QUEUE_TEXTS = {
    DeskQueue.READING: (N_("Waiting for you to read"), N_("reading before it is public")),
    DeskQueue.CHANGES: (N_("Changes to public entries"), N_("changes to public entries")),
    DeskQueue.FILES: (N_("Files to look at"), N_("files to look at")),
    DeskQueue.RULINGS: (
        N_("Answers that do not apply, to accept or not"),
        N_("answers that do not apply"),
    ),
    DeskQueue.REPLIES: (N_("Replies to challenges"), N_("replies to challenges")),
    DeskQueue.NOTES: (
        N_("Notes beside answers, to read before readers do"),
        N_("notes beside answers"),
    ),
    DeskQueue.MESSAGES: (N_("Messages to answer"), N_("messages to answer")),
    DeskQueue.EVIDENCE: (N_("Evidence to check"), N_("checking evidence")),
    DeskQueue.LEVELS: (N_("Levels that a lay member proposes"), N_("levels to confirm")),
    DeskQueue.ROUNDS: (N_("Residents’ rounds to release"), N_("residents’ rounds to release")),
    DeskQueue.TALKS: (
        N_("Residents and team need a conversation"),
        N_("a conversation of residents and team"),
    ),
    DeskQueue.TALKS_BY_TEAM: (
        N_("Residents and team need a conversation: rounds collected by the team"),
        N_("a conversation about a round collected by the team"),
    ),
    DeskQueue.CHECKING: (N_("Not checked for a year"), N_("a check after a year")),
    DeskQueue.HOLDS: (N_("Teams ask to hold something back"), N_("holding something back")),
    DeskQueue.DECISIONS: (N_("Decisions to look at again"), N_("decisions to look at again")),
}


class QueuePage(StrEnum):
    """What waits on pages of its own, where it is read one by one. The value names the page."""

    COMMENTS = "engagement.moderation.desk"
    PROMISES = "engagement.commitments.waiting"
    REMARKS = "assessment.resident_rating.remarks"
    RECORDS = "learning.records.waiting"
    READERS = "learning.reader_responses.waiting"
    ADOPTIONS = "learning.adoption.waiting"
    STATEMENTS = "outcomes.i_statements.waiting"
    RESULTS = "outcomes.results.waiting"
    GATES = "learning.stage_gates.waiting"
    GROUPS = "participation.groups.waiting"
    FORMATS = "library.accessible_formats.desk"

    @property
    def label(self) -> Message:
        return QUEUE_PAGE_LABELS[self]


QUEUE_PAGE_LABELS = {
    QueuePage.COMMENTS: N_("Comments: read what waits, and what was reported"),
    QueuePage.PROMISES: N_("Promises: read what teams say before readers see it"),
    QueuePage.REMARKS: N_("Residents’ words: read what they added to their answers"),
    QueuePage.RECORDS: N_("Learning: records that wait for you"),
    QueuePage.READERS: N_("Learning: words of readers that wait for you"),
    QueuePage.ADOPTIONS: N_("How it went elsewhere: words that wait for you"),
    QueuePage.STATEMENTS: N_("Outcomes: links to I-Statements to read"),
    QueuePage.RESULTS: N_("Outcomes: results to read"),
    QueuePage.GATES: N_("Decisions on stages that wait for you"),
    QueuePage.GROUPS: N_("Named groups: what they say about how they are named"),
    QueuePage.FORMATS: N_("Formats: what people ask for, and what waits to be read"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "tried mail again": Verb(N_("Sent a mail on its way again")),
}
