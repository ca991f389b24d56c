"""What makes a gap."""

from dataclasses import dataclass

from coprod.intelligence.coverage.enums import MANY_ACTIVITIES


@dataclass(frozen=True)
class AnswerCounts:
    """The public activities about one thing: all, and those that never said what came of it."""

    entries: int = 0
    unanswered: int = 0


def is_gap(counts: AnswerCounts) -> bool:
    """Much was done, and most of it never came back to people as an answer."""
    return counts.entries >= MANY_ACTIVITIES and 2 * counts.unanswered > counts.entries
