"""What we call taking words out for good, and the places where words can stand."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class RemovalKind(StrEnum):
    """What a removal takes out."""

    WORDS = "words"
    NUMBER = "number"
    FILE = "file"


class RemovalSubject(LabelledEnum):
    """From what a curator begins."""

    ACTIVITY = "activity", N_("An activity")
    RECORD = "learning_record", N_("A learning record")
    DECISION = "decision", N_("A decision")
    COMMENT = "comment", N_("A comment")
    INSIGHT = "insight_summary", N_("What people told us")
    WAVE = "wave", N_("Results")


IMPORTS, FEEDBACK, MAIL = "imports", "feedback", "mail"
UPLOADS = frozenset({IMPORTS, FEEDBACK})
FOLDER_LABELS: dict[str, Message] = {
    IMPORTS: N_("A spreadsheet that was uploaded: all of it is deleted"),
    FEEDBACK: N_("A file of comments that was uploaded: all of it is deleted"),
    MAIL: N_("E-mails in the folder of this machine"),
}
TABLE_LABELS: dict[str, Message] = {
    "activity": N_("The activity"),
    "activity_detail": N_("The sections of the activity"),
    "activity_text": N_("What happened and what was learned"),
    "activity_cost": N_("What it takes: money and time"),
    "activity_session": N_("Sessions"),
    "activity_link": N_("Evidence"),
    "activity_group": N_("Groups that are named"),
    "activity_fact": N_("Facts that came with an import"),
    "activity_source": N_("Where it was brought in from"),
    "public_change": N_("The public history"),
    "pending_part": N_("Changes that wait"),
    "edit_suggestion": N_("Better words that readers suggest"),
    "rating_answer": N_("Notes of an assessment"),
    "rating": N_("An assessment"),
    "learning_record": N_("A learning record"),
    "learning_record_part": N_("A learning record"),
    "comment": N_("Comments"),
    "comment_report": N_("Reports about comments"),
    "comment_origin": N_("Where comments came from"),
    "decision": N_("A decision"),
    "decision_answer": N_("A decision"),
    "decision_prior_feedback": N_("What people said before a decision"),
    "decision_addition": N_("What happened after a decision"),
    "statement_poll": N_("Statements that people voted on"),
    "poll_statement": N_("Statements that people voted on"),
    "audit_event": N_("Notes of who did what"),
    "message": N_("The conversation with the curators"),
    "draft": N_("Words that somebody typed and did not save yet"),
    "outbox": N_("E-mails that have not been sent yet"),
    "sheet_row": N_("Rows of an import"),
    "sheet_import": N_("An import"),
    "feedback_comment": N_("Comments from a file"),
    "feedback_count": N_("Comments counted from files"),
    "comment_cluster": N_("Themes in what people wrote"),
    "comment_cluster_member": N_("Themes in what people wrote"),
    "feedback_file": N_("A file of comments"),
    "stored_file": N_("Files"),
    "easy_read_line": N_("Easy read"),
    "format_version": N_("Another format"),
    "commitment": N_("Promises"),
    "commitment_step": N_("Promises"),
    "participant_totals": N_("Who took part"),
    "published_totals": N_("Who took part, as readers saw it"),
    "wave": N_("Results"),
    "wave_tally": N_("Results"),
    "release": N_("What residents answered"),
    "insight_summary": N_("What people told us"),
    "report": N_("A report"),
    "deep_dive": N_("A closer look"),
    "deep_dive_question": N_("A closer look"),
    "deep_dive_step": N_("A closer look"),
    "deep_dive_event": N_("A closer look"),
    "former_report_address": N_("A report"),
    "recommendation": N_("A report"),
    **dict.fromkeys(("campaign", "campaign_event", "campaign_reach"), N_("Campaigns")),
    "resident_remark": N_("What residents added"),
    "resident_answer": N_("What residents answered"),
    "survey_answer": N_("What residents answered"),
    "reader_mark": N_("What readers left"),
    "record_signature": N_("What residents say of a learning record"),
    "consent": N_("A consent"),
    "group_statement": N_("What a group says"),
    "group_claim": N_("What a group says"),
    "connector": N_("Community groups"),
    "connector_change": N_("Changes of a community group"),
    "open_session": N_("Sessions to come"),
    "board_member_note": N_("What lay members wrote for a board"),
    "board_spotlight": N_("Spotlights"),
    "board_spotlight_nomination": N_("Why people nominate a spotlight"),
    **dict.fromkeys(
        ("board_action", "board_action_step", "board_action_update"), N_("Actions of boards")
    ),
    **dict.fromkeys(("leader_role", "leader_signature"), N_("What leaders signed")),
    "resource_request": N_("What a partner is asked to give"),
    "resource_request_version": N_("What a partner is asked to give"),
    **dict.fromkeys(
        (
            "board_pack",
            "board_pack_section",
            "board_pack_ask",
            "board_pack_note",
            "board_pack_story",
            "board_pack_figure",
            "board_pack_row",
        ),
        N_("Board packs"),
    ),
    **dict.fromkeys(
        (
            "board_indicator",
            "board_indicator_value",
            "board_indicator_target",
            "board_indicator_review",
            "board_indicator_gap",
            "board_indicator_activity",
        ),
        N_("Targets"),
    ),
}
SEARCH_WORDS_LABEL = N_("Words that help search to find the activity")
OTHER_TABLE_LABEL = N_("Elsewhere in the register")
TABLES_WITHOUT_CONTEXT = frozenset(
    {"draft", "outbox", "feedback_comment", "resident_answer", "survey_answer", "link"}
)
"""Tables of which curators read nothing: the words around the passage are not for them either."""


def label_place(table: str, column: str) -> Message:
    return SEARCH_WORDS_LABEL if column in {"search_words", "more_words"} else label_table(table)


def label_table(name: str) -> Message:
    return TABLE_LABELS.get(name) or FOLDER_LABELS.get(name) or OTHER_TABLE_LABEL


AUDIT_VERBS: dict[str, Verb] = {
    "took words out": Verb(N_("Words were taken out to protect somebody")),
    "took a number out": Verb(N_("A number was taken out to protect somebody")),
    "took a file out": Verb(N_("A file was taken out to protect somebody")),
}
