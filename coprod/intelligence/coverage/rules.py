"""What makes a gap."""

from dataclasses import dataclass

from coprod.intelligence.coverage.enums import MANY


@dataclass(frozen=True)
class Done:
    """The public entries about one thing: all, and those that never said what came of it."""

    entries: int = 0
    unanswered: int = 0


def is_unanswered(done: Done) -> bool:
    """Much was done, and most of it never came back to people as an answer."""
    return done.entries >= MANY and 2 * done.unanswered > done.entries
