"""How an answer to our survey came to us."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_
from coprod.outcomes.results.enums import LikertAnswer

FACES: dict[LikertAnswer, int | None] = {
    LikertAnswer.STRONGLY_AGREE: 4,
    LikertAnswer.AGREE: 3,
    LikertAnswer.IN_BETWEEN: 2,
    LikertAnswer.DISAGREE: 1,
    LikertAnswer.STRONGLY_DISAGREE: 0,
    LikertAnswer.DOES_NOT_APPLY: None,
    LikertAnswer.PREFER_NOT_TO_SAY: None,
}
"""Which of the five faces stands beside an answer. The words beside it say the same."""


class SurveyChannel(LabelledEnum):
    """How somebody answered, whose answers another person typed in."""

    PAPER = "paper", N_("On paper")
    PHONE = "phone", N_("By phone")
    IN_PERSON = "in_person", N_("In person")


AUDIT_VERBS: dict[str, Verb] = {
    "asked about statements": Verb(N_("Asks people about the I-Statements")),
    "counted answers": Verb(N_("Counted the answers and deleted the single ones")),
}
