"""What a session must tell, its times, and what may be sent to a team."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.participation.opportunities import rules
from coprod.participation.opportunities.rules import REQUIRED_MESSAGES, MessageToTeam
from tests.participation.opportunities.make import opening


@pytest.mark.parametrize("field", REQUIRED_MESSAGES)
def test_a_session_tells_all_that_people_need(field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_session(opening(**{field: ""}), clock.now())

    assert broken.value.field == field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"rung": None}, "rung"),
        ({"day": None}, "day"),
        ({"day": date(2020, 1, 1)}, "day"),
        ({"day": clock.today() + timedelta(days=900)}, "day"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_a_session_that_cannot_be_is_refused(given: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_session(opening(**given), clock.now())

    assert broken.value.field == field


def test_times_are_those_of_the_clocks_here_in_summer_too() -> None:
    summer = opening(day=date(2027, 7, 1), begins=time(18, 30), ends=time(1, 0))

    assert summer.starts_at.astimezone(UTC) == datetime(2027, 7, 1, 17, 30, tzinfo=UTC)
    assert summer.ends_at.astimezone(UTC) == datetime(2027, 7, 2, 0, 0, tzinfo=UTC)


def test_how_to_reach_somebody_is_not_passed_on_without_their_yes() -> None:
    rules.check_message(MessageToTeam("Hello"))
    rules.check_message(MessageToTeam("Hello", "07700", agreed=True))
    with pytest.raises(RuleBrokenError):
        rules.check_message(MessageToTeam("Hello", "07700"))


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("title", 120),
        ("place", 200),
        ("what_for", 1000),
        ("support", 1000),
        ("offered", 500),
        ("ask", 200),
    ],
)
def test_a_session_is_told_in_as_many_characters_as_its_box_says(field: str, most: int) -> None:
    rules.check_session(opening(**{field: "x" * most}), clock.now())
    with pytest.raises(RuleBrokenError, match=str(most)) as broken:
        rules.check_session(opening(**{field: "x" * (most + 1)}), clock.now())
    assert broken.value.field == field


@pytest.mark.parametrize(("field", "most"), [("words", 1500), ("contact", 200)])
def test_a_message_is_as_long_as_its_box_says(field: str, most: int) -> None:
    usual: dict[str, Any] = {"words": "May I come?", "agreed": True}
    rules.check_message(MessageToTeam(**{**usual, field: "x" * most}))
    with pytest.raises(RuleBrokenError, match=f"{most:,}|{most}") as broken:
        rules.check_message(MessageToTeam(**{**usual, field: "x" * (most + 1)}))
    assert broken.value.field == field
