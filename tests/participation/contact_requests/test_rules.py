"""How many people who would like to take part have an answer, and in time."""

from datetime import date, timedelta

from coprod.participation.contact_requests.rules import (
    AnswerTime,
    RequestCounts,
    count_requests,
)

TODAY = date(2026, 3, 10)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def test_what_is_not_due_yet_is_in_no_share() -> None:
    times = [
        AnswerTime(TOMORROW, None),
        AnswerTime(TODAY, None),
        AnswerTime(YESTERDAY, None),
        AnswerTime(YESTERDAY, TODAY),
        AnswerTime(TOMORROW, TODAY),
    ]

    assert count_requests(times, TODAY) == RequestCounts(waiting=3, in_time=1, due=3)
    assert count_requests([], TODAY) == RequestCounts(0, 0, 0)
