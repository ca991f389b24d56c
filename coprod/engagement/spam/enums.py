"""What makes a comment look like spam, and how that is said to whoever reads it."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Message


class Mark(StrEnum):
    TRAP = "trap"
    FAST = "fast"
    LINKS = "links"
    REPEATED = "repeated"
    LISTED = "listed"

    @property
    def label(self) -> Message:
        return MARK_LABELS[self]


MARK_LABELS: dict[Mark, Message] = {
    Mark.TRAP: N_("A box that people do not see was filled in"),
    Mark.FAST: N_("It was sent faster than a person types"),
    Mark.LINKS: N_("It has many links"),
    Mark.REPEATED: N_("The same words were sent before"),
    Mark.LISTED: N_("It has words from your list of spam words"),
}
