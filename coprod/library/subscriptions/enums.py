"""How often somebody is written to."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Message


class Often(StrEnum):
    WEEKLY = "weekly"
    AT_ONCE = "at-once"

    @property
    def label(self) -> Message:
        return LABELS[self]


LABELS: dict[Often, Message] = {
    Often.WEEKLY: N_("Once a week, and only if there is something new"),
    Often.AT_ONCE: N_("At once, whenever there is something new"),
}
