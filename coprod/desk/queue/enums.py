"""For what things wait on the curator's desk."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class Waits(StrEnum):
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
        return HEADINGS[self][0]

    @property
    def short(self) -> Message:
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
    Waits.NOTES: (
        N_("Notes beside answers, to read before readers do"),
        N_("notes beside answers"),
    ),
    Waits.MESSAGES: (N_("Messages to answer"), N_("messages to answer")),
    Waits.EVIDENCE: (N_("Evidence to check"), N_("checking evidence")),
    Waits.LEVELS: (N_("Levels that a lay member proposes"), N_("levels to confirm")),
    Waits.ROUNDS: (N_("Residents’ rounds to release"), N_("residents’ rounds to release")),
    Waits.TALKS: (
        N_("Residents and team need a conversation"),
        N_("a conversation of residents and team"),
    ),
    Waits.TALKS_BY_TEAM: (
        N_("Residents and team need a conversation: rounds collected by the team"),
        N_("a conversation about a round collected by the team"),
    ),
    Waits.CHECKING: (N_("Not checked for a year"), N_("a check after a year")),
    Waits.HOLDS: (N_("Teams ask to hold something back"), N_("holding something back")),
    Waits.DECISIONS: (N_("Decisions to look at again"), N_("decisions to look at again")),
}


class Elsewhere(StrEnum):
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
        return PAGES[self]


PAGES = {
    Elsewhere.COMMENTS: N_("Comments: read what waits, and what was reported"),
    Elsewhere.PROMISES: N_("Promises: read what teams say before readers see it"),
    Elsewhere.REMARKS: N_("Residents’ words: read what they added to their answers"),
    Elsewhere.RECORDS: N_("Learning: records that wait for you"),
    Elsewhere.READERS: N_("Learning: words of readers that wait for you"),
    Elsewhere.ADOPTIONS: N_("How it went elsewhere: words that wait for you"),
    Elsewhere.STATEMENTS: N_("Outcomes: links to I-Statements to read"),
    Elsewhere.RESULTS: N_("Outcomes: results to read"),
    Elsewhere.GATES: N_("Decisions on stages that wait for you"),
    Elsewhere.GROUPS: N_("Named groups: what they say about how they are named"),
    Elsewhere.FORMATS: N_("Formats: what people ask for, and what waits to be read"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "tried mail again": Verb(N_("Sent a mail on its way again")),
}
