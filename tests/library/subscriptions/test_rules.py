from datetime import timedelta

import pytest

from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.library.subscriptions.enums import Frequency
from coprod.library.subscriptions.rules import (
    MOST_FOLLOWS,
    FollowRequest,
    check_follow_request,
    is_due,
)


def test_a_letter_comes_once_a_week_or_a_day_at_most() -> None:
    now = clock.now()

    assert not is_due(Frequency.WEEKLY, now - timedelta(days=6), now)
    assert is_due(Frequency.WEEKLY, now - timedelta(days=7), now)
    assert not is_due(Frequency.DAILY, now - timedelta(hours=23), now)
    assert is_due(Frequency.DAILY, now - timedelta(days=1), now)
    assert is_due(Frequency.AT_ONCE, now, now)


def test_nobody_follows_without_end() -> None:
    with pytest.raises(RuleBrokenError):
        check_follow_request(FollowRequest(Frequency.WEEKLY), MOST_FOLLOWS)
    with pytest.raises(RuleBrokenError):
        check_follow_request(FollowRequest(Frequency.WEEKLY, search="x" * 3000), 0)
