"""What the page says of asking: all or not all, and how many did not answer by which day."""

from datetime import UTC, date, datetime, timedelta

from coprod.participation.groups.models import GroupStatement
from coprod.participation.groups.presenters import RightOfReply, build_right_of_reply
from coprod.register.activities.models import Activity

PUBLISHED = Activity(published_at=datetime(2020, 5, 1, tzinfo=UTC))
DAY = date(2020, 4, 3)


def asked(day: date = DAY, *, late: bool = False) -> GroupStatement:
    at = datetime(2020, 5, 1, tzinfo=UTC) + timedelta(days=1 if late else -1)
    return GroupStatement(first_contacted_at=at, answer_by=day)


def test_the_day_is_told_where_it_is_one() -> None:
    assert build_right_of_reply(PUBLISHED, [asked(), asked()]) == RightOfReply(True, 2, DAY)
    other = asked(date(2020, 4, 4))
    assert build_right_of_reply(PUBLISHED, [asked(), other]) == RightOfReply(True, 2, None)


def test_who_was_asked_late_or_never_is_not_among_those_asked_before() -> None:
    for statement in (None, asked(late=True)):
        assert not build_right_of_reply(PUBLISHED, [asked(), statement]).were_all_contacted
    assert not build_right_of_reply(Activity(), [asked()]).were_all_contacted
