"""The frameworks whose wording can be changed, and what we call them."""

from enum import StrEnum

from coprod.kit.phrases import N_, Phrase


class Kind(StrEnum):
    """The value is also its name in addresses."""

    SELF_ASSESSMENT = "self-assessment"
    RESIDENTS = "residents"
    CHALLENGES = "challenges"
    GUIDE = "guide"

    @property
    def label(self) -> Phrase:
        return KIND_LABELS[self]


KIND_LABELS: dict[Kind, Phrase] = {
    Kind.SELF_ASSESSMENT: N_("The team’s questions and their answers"),
    Kind.RESIDENTS: N_("The residents’ questions and their answers"),
    Kind.CHALLENGES: N_("The criteria of the four challenges"),
    Kind.GUIDE: N_("The questions of the decision guide"),
}
ENGLISH = "en"
