"""What makes a gap, and what stands in the grid of coverage."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.core.values.phrases import Message
from coprod.core.values.quarters import Quarter
from coprod.intelligence.coverage.enums import (
    LONGER_TIME,
    MANY_ACTIVITIES,
    NOBODY_SPOKE,
    CellSign,
)
from coprod.intelligence.feedback import rules
from coprod.intelligence.feedback.enums import Side
from coprod.intelligence.feedback.rules import NOT_PLACED, Key, Piece, UnplacedPeriod


@dataclass(frozen=True)
class AnswerCounts:
    """The public activities about one thing: all, and those that never said what came of it."""

    entries: int = 0
    unanswered: int = 0


def is_gap(counts: AnswerCounts) -> bool:
    """Much was done, and most of it never came back to people as an answer."""
    return counts.entries >= MANY_ACTIVITIES and 2 * counts.unanswered > counts.entries


@dataclass(frozen=True)
class FeedbackCell:
    """What people told of one thing in one quarter."""

    sign: CellSign
    words: Message


@dataclass(frozen=True)
class CoverageCell:
    """One thing in one quarter: feedback, and the activities that were added."""

    feedback: FeedbackCell
    counts: AnswerCounts = AnswerCounts()

    @property
    def is_empty(self) -> bool:
        return self.feedback.sign is CellSign.NONE and not self.counts.entries


def build_feedback_cell(
    pieces: Sequence[Piece],
    unplaced: Sequence[UnplacedPeriod],
    quarter: Quarter,
    about: tuple[Side, Key],
) -> FeedbackCell:
    """Say what there is of a quarter. ``pieces`` lie in the time of the grid.

    How many comments is told as the trends tell it: rounded, and nothing of a few.
    """
    heard = rules.filter_with_comments(pieces, *about)
    if not any(touches(piece, quarter) for piece in heard):
        is_unplaced = rules.may_be_unplaced(unplaced, about[0], [quarter])
        if is_unplaced:
            return FeedbackCell(CellSign.UNPLACED, NOT_PLACED)
        return FeedbackCell(CellSign.NONE, NOBODY_SPOKE)
    countable = rules.select_countable(rules.filter_within(pieces, [quarter]), *about)
    if not countable:
        return FeedbackCell(CellSign.THERE, LONGER_TIME)
    return FeedbackCell(CellSign.THERE, rules.disclose_sum(countable, exact=False).comments)


def touches(piece: Piece, quarter: Quarter) -> bool:
    return piece.starts <= quarter.ends and quarter.starts <= piece.ends
