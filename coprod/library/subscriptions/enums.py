"""How often somebody is written to."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Message


class Frequency(StrEnum):
    WEEKLY = "weekly"
    AT_ONCE = "at-once"

    @property
    def label(self) -> Message:
        return FREQUENCY_LABELS[self]


FREQUENCY_LABELS: dict[Frequency, Message] = {
    Frequency.WEEKLY: N_("Once a week, and only if there is something new"),
    Frequency.AT_ONCE: N_("At once, whenever there is something new"),
}
