"""What a moderator can decide, why readers report a comment, and what we call it."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.engagement.comments.enums import ModerationReason


class Outcome(StrEnum):
    PUBLISH = "publish"
    EDIT = "edit"
    REWORD = "reword"
    DECLINE = "decline"
    ELSEWHERE = "elsewhere"
    HOLD = "hold"

    @property
    def label(self) -> Message:
        return OUTCOME_LABELS[self]


OUTCOME_LABELS: dict[Outcome, Message] = {
    Outcome.PUBLISH: N_("Publish it as it is"),
    Outcome.EDIT: N_("Publish it with the edits below"),
    Outcome.REWORD: N_("Send it back to be put in other words"),
    Outcome.DECLINE: N_("Do not publish it"),
    Outcome.ELSEWHERE: N_("Another place is better for this"),
    Outcome.HOLD: N_("Hold it: somebody may not be safe"),
}
PUBLIC_OUTCOME_LABELS: dict[Outcome, Message] = {
    Outcome.PUBLISH: N_("Published as they were written"),
    Outcome.EDIT: N_("Published with something taken out"),
    Outcome.REWORD: N_("Sent back to be put in other words"),
    Outcome.DECLINE: N_("Not published"),
    Outcome.ELSEWHERE: N_("Passed on to another place"),
}
"""What the public figures call the outcomes. What is held is never counted in public."""

OUTCOME_VERBS: dict[Outcome, str] = {
    Outcome.PUBLISH: "published comment",
    Outcome.EDIT: "published comment with edits",
    Outcome.REWORD: "sent back comment",
    Outcome.DECLINE: "declined comment",
    Outcome.ELSEWHERE: "passed on comment",
    Outcome.HOLD: "held comment",
}
REASONS_FOR_EDITS = frozenset(
    {
        ModerationReason.NAMES,
        ModerationReason.SMALL_GROUP,
        ModerationReason.SOMEBODY_ELSE,
        ModerationReason.CONTACT,
        ModerationReason.RUDE,
        ModerationReason.SELLING,
        ModerationReason.UNLAWFUL,
    }
)
"""Why words may be taken out. That they criticise somebody is no reason."""


class ReportReason(LabelledEnum):
    NAMES = "names", N_("It says who somebody is")
    UNSAFE = "unsafe", N_("Somebody may not be safe")
    RUDE = "rude", N_("It insults or hurts people")
    UNTRUE = "untrue", N_("It is not true")
    SELLING = "selling", N_("It sells something")
    OTHER = "other", N_("Something else")


class AppealRuling(LabelledEnum):
    """How a lay member ends an appeal."""

    PUBLISH = "publish", N_("The author is right: publish the words as they were written")
    STAND = "stand", N_("The decision stands")


AUDIT_VERBS: dict[str, Verb] = {
    "published comment": Verb(N_("Published a comment"), is_decision=True),
    "published comment with edits": Verb(N_("Published a comment with edits"), is_decision=True),
    "sent back comment": Verb(N_("Sent a comment back to be put in other words"), is_decision=True),
    "declined comment": Verb(N_("Did not publish a comment"), is_decision=True),
    "passed on comment": Verb(N_("Passed on a comment"), is_decision=True),
    "held comment": Verb(N_("Held a comment"), is_decision=True),
    "changed the kind of a comment": Verb(N_("Changed what kind a comment is")),
    "asked the team to answer": Verb(N_("Asked the team to answer a comment")),
    "appealed": Verb(N_("Appealed")),
    "granted appeal": Verb(N_("Granted an appeal"), is_decision=True),
    "turned down appeal": Verb(N_("Turned down an appeal"), is_decision=True),
    "reported comment": Verb(N_("Reported a comment")),
}
