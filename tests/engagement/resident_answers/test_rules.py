"""When a count of what residents say moves on, and what is then told of it."""

from coprod.engagement.resident_answers import rules


def test_a_count_moves_in_steps_of_five() -> None:
    assert [rules.may_update_counts(n, 5) for n in (5, 6, 9, 10)] == [False, False, False, True]


def test_fewer_than_five_answers_are_told_as_none() -> None:
    assert not rules.build_summary(4, 4).has_enough
    assert rules.build_summary(5, 4) == rules.AnswerSummary(yes=True, not_yet=False)
