"""The frameworks whose wording can be changed, and what we call them."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class FrameworkKind(LabelledEnum):
    """The value is also its name in addresses."""

    SELF_ASSESSMENT = "self-assessment", N_("The team’s questions and their answers")
    RESIDENTS = "residents", N_("The residents’ questions and their answers")
    CHALLENGES = "challenges", N_("The criteria of the four challenges")
    GUIDE = "guide", N_("The questions of the decision guide")
    LETTERS = "letters", N_("The words of letters")
    PAGES = "pages", N_("The words of pages")


ENGLISH = "en"

AUDIT_VERBS: dict[str, Verb] = {
    "began a version": Verb(N_("Started a new version of the wording")),
    "wrote a version": Verb(N_("Changed the wording in a version that is not in use yet")),
    "threw away a version": Verb(N_("Deleted a version of the wording that was not in use")),
    "made a version effective": Verb(N_("Put a new version of the wording into use")),
}
