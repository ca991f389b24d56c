"""Where a promise came from, how it stands, and what residents say of it."""

from enum import StrEnum

from coprod.kit.phrases import N_, Phrase


class Source(StrEnum):
    """What made somebody say “we will”."""

    COMMENT = "comment"
    SESSION = "session"
    DECISION = "decision"
    BOARD = "board"

    @property
    def label(self) -> Phrase:
        return SOURCES[self]


SOURCES: dict[Source, Phrase] = {
    Source.COMMENT: N_("What somebody told us"),
    Source.SESSION: N_("A session"),
    Source.DECISION: N_("A decision"),
    Source.BOARD: N_("A board"),
}


class State(StrEnum):
    """How a promise stands. ``MADE``: what was promised has happened."""

    PLANNED = "planned"
    MADE = "made"
    NOT_DOING = "not_doing"

    @property
    def label(self) -> Phrase:
        return STATES[self]


STATES: dict[State, Phrase] = {
    State.PLANNED: N_("Planned"),
    State.MADE: N_("Done"),
    State.NOT_DOING: N_("Not doing"),
}
TOO_FEW = N_("Shown when %(number)s people or more have answered")
