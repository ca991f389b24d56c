"""What makes a gap. No app, no database."""

import pytest

from coprod.intelligence.coverage.rules import AnswerCounts, is_gap


@pytest.mark.parametrize(
    ("entries", "unanswered", "expected"),
    [(2, 2, False), (3, 2, True), (4, 2, False), (3, 0, False)],
)
def test_much_was_done_and_most_of_it_was_not_answered(
    entries: int, unanswered: int, expected: bool
) -> None:
    assert is_gap(AnswerCounts(entries, unanswered)) is expected


def test_where_nothing_was_done_there_is_nothing_to_answer() -> None:
    assert AnswerCounts() == AnswerCounts(entries=0, unanswered=0)
