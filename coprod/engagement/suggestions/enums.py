"""The passages for which other words can be suggested, and what became of a suggestion."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class Passage(LabelledEnum):
    TITLE = "title", N_("What it is called")
    SUMMARY = "summary", N_("What it is, in a few words")
    BODY = "body", N_("What happened")
    LEARNED = "learned", N_("What was learned")


class SuggestionState(LabelledEnum):
    """What became of it, as whoever suggested it reads."""

    WAITING = "waiting", N_("Waiting to be read")
    TAKEN = "taken", N_("Your words are used")
    DECLINED = "declined", N_("The words stay as they are")


AUDIT_VERBS: dict[str, Verb] = {
    "suggested an edit": Verb(N_("A reader suggested better words")),
    "agreed to a suggestion": Verb(N_("The team agreed to better words"), is_decision=True),
    "declined a suggestion": Verb(N_("Suggested words were declined"), is_decision=True),
}
