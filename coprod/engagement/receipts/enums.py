"""The steps of what becomes of a comment, and what we call each before and after it is done."""

from collections.abc import Mapping
from enum import StrEnum

from coprod.core.values.phrases import N_, Message


class StepKind(StrEnum):
    SENT = "sent"
    READ = "read"
    PUBLISHED = "published"
    ANSWERED = "answered"
    ANSWERED_AGAIN = "answered_again"
    PROMISED = "promised"
    CHANGED = "changed"


class Progress(StrEnum):
    DONE = "done"
    NOW = "now"
    NOT_YET = "not_yet"


PROGRESS_TEXTS: Mapping[Progress, Message] = {
    Progress.DONE: N_("Done"),
    Progress.NOW: N_("Now"),
    Progress.NOT_YET: N_("Not yet"),
}
"""What a screen reader says in place of the tick, the clock and the empty circle."""

HEADINGS: Mapping[StepKind, Message] = {
    StepKind.SENT: N_("You sent it"),
    StepKind.READ: N_("A person read it"),
    StepKind.PUBLISHED: N_("It is on the page"),
    StepKind.ANSWERED: N_("The team answered"),
    StepKind.ANSWERED_AGAIN: N_("The team answered again"),
    StepKind.PROMISED: N_("They made a promise"),
    StepKind.CHANGED: N_("What changed"),
}
OPEN_HEADINGS: Mapping[StepKind, Message] = {
    **HEADINGS,
    StepKind.READ: N_("A person reads it"),
    StepKind.PUBLISHED: N_("It goes on the page"),
    StepKind.ANSWERED: N_("The team answers"),
    StepKind.ANSWERED_AGAIN: N_("The team answers again"),
}
"""What a step is called as long as it is not done."""
