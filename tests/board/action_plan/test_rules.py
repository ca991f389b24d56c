from datetime import date, timedelta
from typing import Any

import pytest

from coprod.board.action_plan.enums import ActionSource, ActionState, ActionTiming, ActionView
from coprod.board.action_plan.rules import (
    ActionDraft,
    UpdateDraft,
    check_action,
    check_update,
    find_percent,
    find_timing,
    is_followable,
    is_listed,
)
from coprod.core.values.errors import RuleBrokenError

TODAY = date(2026, 11, 30)
OPEN, DONE = ActionState.OPEN, ActionState.DONE


def draft(**given: Any) -> ActionDraft:
    usual: dict[str, Any] = {
        "group_id": 1,
        "title": "A ramp",
        "source": ActionSource.GAP,
        "lead": "Estates lead",
        "due": TODAY,
    }
    return ActionDraft(**{**usual, **given})


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"group_id": None}, "group_id"),
        ({"title": ""}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"lead": ""}, "lead"),
        ({"due": None}, "due"),
        ({"source": ActionSource.CHALLENGE}, "challenge"),
        ({"source_link": "javascript:alert(1)"}, "source_link"),
        ({"source_link": "//example.org/x"}, "source_link"),
        ({"steps": tuple(map(str, range(13)))}, "steps"),
        ({"steps": ("x" * 201,)}, "steps"),
        ({"details": "Ask 3 residents"}, "details"),
    ],
)
def test_what_an_action_must_say(given: dict[str, Any], field: str) -> None:
    check_action(draft())
    with pytest.raises(RuleBrokenError) as broken:
        check_action(draft(**given))
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"state": DONE}, "evidence"),
        ({"state": ActionState.NOT_DOING}, "reason"),
        ({"due": None}, "due"),
        ({"due": TODAY + timedelta(days=1)}, "reason"),
        ({"evidence_link": "file:///etc"}, "evidence_link"),
        ({"percents": {1: 33}}, ""),
    ],
)
def test_what_an_update_must_say(given: dict[str, Any], field: str) -> None:
    usual: dict[str, Any] = {"state": OPEN, "due": TODAY}
    check_update(UpdateDraft(**usual), TODAY)
    with pytest.raises(RuleBrokenError) as broken:
        check_update(UpdateDraft(**{**usual, **given}), TODAY)
    assert broken.value.field == field


def test_pages_here_and_whole_addresses_can_be_followed() -> None:
    assert is_followable("/stories/a-walk#comment-3")
    assert is_followable("https://example.org/minutes")
    for link in ("stories", "//example.org", "/\\example.org", "javascript:x", "/a b"):
        assert not is_followable(link), link


@pytest.mark.parametrize(
    ("state", "days", "timing"),
    [
        (OPEN, -1, ActionTiming.OVERDUE),
        (OPEN, 0, ActionTiming.SOON),
        (OPEN, 14, ActionTiming.SOON),
        (OPEN, 15, ActionTiming.LATER),
        (DONE, -9, ActionTiming.DONE),
        (ActionState.NOT_DOING, -9, ActionTiming.NOT_DOING),
    ],
)
def test_an_action_is_late_the_day_after_its_day(
    state: ActionState, days: int, timing: ActionTiming
) -> None:
    assert find_timing(state, TODAY + timedelta(days=days), TODAY) is timing


def test_how_far_an_action_is() -> None:
    assert find_percent(OPEN, []) == 0
    assert find_percent(OPEN, [100, 50, 0]) == 50
    assert find_percent(DONE, [0]) == 100


def test_each_view_lists_what_it_says() -> None:
    gap = (OPEN, ActionSource.GAP, ActionTiming.OVERDUE)
    views = [view for view in ActionView if is_listed(view, *gap)]
    assert views == [ActionView.ALL, ActionView.OPEN, ActionView.OVERDUE, ActionView.GAPS]
