from datetime import timedelta

import pytest

from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.library.subscriptions.enums import Often
from coprod.library.subscriptions.rules import MOST, Wish, check_wish, is_due


def test_a_weekly_letter_comes_once_a_week_at_most() -> None:
    now = clock.now()

    assert not is_due(Often.WEEKLY, now - timedelta(days=6), now)
    assert is_due(Often.WEEKLY, now - timedelta(days=7), now)
    assert is_due(Often.AT_ONCE, now, now)


def test_nobody_follows_without_end() -> None:
    with pytest.raises(RuleBrokenError):
        check_wish(Wish(Often.WEEKLY), MOST)
    with pytest.raises(RuleBrokenError):
        check_wish(Wish(Often.WEEKLY, search="x" * 3000), 0)
