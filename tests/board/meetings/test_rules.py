from datetime import date, time, timedelta
from typing import Any

import pytest

from coprod.board.meetings.enums import GroupKind
from coprod.board.meetings.rules import (
    GroupDraft,
    MeetingDraft,
    check_group,
    check_meeting,
    find_papers_day,
)
from coprod.core.values.errors import RuleBrokenError

TODAY = date(2026, 11, 30)
DAY = date(2026, 12, 10)


def meeting(**given: Any) -> MeetingDraft:
    usual: dict[str, Any] = {
        "day": DAY,
        "begins": time(14),
        "ends": time(16),
        "place": "Room 1",
    }
    return MeetingDraft(**{**usual, **given})


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"kind": None}, "kind"),
        ({"roles": ("x" * 121,)}, "roles"),
        ({"roles": tuple("ab" * 21)}, "roles"),
        ({"papers_days": 61}, "papers_days"),
        ({"papers_days": None}, "papers_days"),
    ],
)
def test_what_a_board_must_tell(given: dict[str, Any], field: str) -> None:
    check_group(GroupDraft("Board", GroupKind.BOARD))
    with pytest.raises(RuleBrokenError) as broken:
        check_group(GroupDraft(**{"name": "Board", "kind": GroupKind.BOARD, **given}))
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ends": time(14)}, "ends"),
        ({"day": TODAY + timedelta(days=800)}, "day"),
        ({"place": ""}, "place"),
        ({"papers_on": DAY + timedelta(days=1)}, "papers_on"),
    ],
)
def test_what_a_meeting_must_tell(given: dict[str, Any], field: str) -> None:
    check_meeting(meeting(), TODAY)
    with pytest.raises(RuleBrokenError) as broken:
        check_meeting(meeting(**given), TODAY)
    assert broken.value.field == field


def test_papers_are_due_as_the_board_wants_unless_a_day_was_typed() -> None:
    assert find_papers_day(meeting(), 14) == date(2026, 11, 26)
    assert find_papers_day(meeting(), 7) == date(2026, 12, 3)
    assert find_papers_day(meeting(papers_on=date(2026, 12, 1)), 14) == date(2026, 12, 1)
