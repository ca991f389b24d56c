"""The kinds of things that can be found, and what we call them and the steps here."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message

ACTIVITY = "entry"
RECORD = "learning_record"
DECISION = "decision"
COLLECTION = "collection"
REPORT = "report"
CAMPAIGN = "campaign"

MAY_LEAVE = "leaves"
YES = "yes"
"""What is said of everything that readers outside this place may be given too."""
NOT_STATED = "not_told"
"""The key of a level that nobody stated: it is none of the levels, and not zero."""

KIND_LABELS: dict[str, Message] = {
    ACTIVITY: N_("A story"),
    RECORD: N_("A learning record"),
    DECISION: N_("A decision"),
    COLLECTION: N_("A collection"),
    REPORT: N_("A report"),
    CAMPAIGN: N_("A campaign"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "removed words": Verb(N_("Words that mean the same were removed")),
}
