"""The two ways in which a pot can be divided."""

from enum import StrEnum

from coprod.kit.phrases import N_, Phrase


class Axis(StrEnum):
    PART = "part"
    LIFECOURSE = "lifecourse"

    @property
    def label(self) -> Phrase:
        return AXIS_LABELS[self]


AXIS_LABELS: dict[Axis, Phrase] = {
    Axis.PART: N_("Its parts"),
    Axis.LIFECOURSE: N_("For each age group or workstream"),
}
