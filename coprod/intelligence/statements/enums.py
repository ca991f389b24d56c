"""What people answered to statements, and what is noted of them."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.intelligence.feedback.enums import Feeling
from coprod.intelligence.feedback.rules import REST


class Vote(LabelledEnum):
    AGREE = "agree", N_("Agree")
    PASS = "pass", N_("Pass")
    DISAGREE = "disagree", N_("Disagree")


SHARE_LABELS: dict[str, Message] = {
    Feeling.POSITIVE.value: Vote.AGREE.label,
    Feeling.NEUTRAL.value: Vote.PASS.label,
    Feeling.NEGATIVE.value: Vote.DISAGREE.label,
    REST: N_("Pass or disagree"),
}
"""What the parts of a bar are called where people voted."""

AUDIT_VERBS: dict[str, Verb] = {
    "brought in votes": Verb(N_("Statements with votes were brought in")),
    "published votes": Verb(N_("Statements with votes were shown to readers"), is_decision=True),
    "made votes private": Verb(N_("Statements with votes were taken back from readers")),
    "took votes back": Verb(N_("Statements with votes were taken out again")),
}
