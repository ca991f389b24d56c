"""Which side made a change that readers see, and what we call it."""

from enum import StrEnum

from coprod.kit.phrases import N_, Phrase


class By(StrEnum):
    TEAM = "team"
    CURATOR = "curator"

    @property
    def label(self) -> Phrase:
        return BY_LABELS[self]


BY_LABELS: dict[By, Phrase] = {
    By.TEAM: N_("Changed by the team, after a curator read it"),
    By.CURATOR: N_("Changed by a curator"),
}
