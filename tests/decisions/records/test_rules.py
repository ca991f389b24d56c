"""What has to hold before a choice can be signed."""

from datetime import date, timedelta
from typing import Any

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.decisions.guide.rules import compute_guidance
from coprod.decisions.records import rules
from coprod.decisions.records.enums import ChosenLevel, WayOut
from coprod.decisions.records.rules import LevelChoice
from tests.make.decided import CLOSURE, ROUTINE

TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)
OUT = {"way_out": WayOut.CHANGE_CONDITIONS, "way_out_words": "«more time»"}


def choosing(**given: Any) -> LevelChoice:
    usual = {"chosen": ChosenLevel.ENGAGE, "reason": "«why»", "review_on": TOMORROW}
    return LevelChoice(**{**usual, **given})


def field_of(part: LevelChoice, answers: dict[Any, str]) -> str | None:
    """Return the box at which a choice is refused, or nothing."""
    try:
        rules.check_choice(part, compute_guidance(answers), TODAY)
    except RuleBrokenError as broken:
        return broken.field
    return None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, None),
        ({"chosen": None}, "chosen"),
        ({"review_on": None}, "review_on"),
        ({"review_on": TODAY}, "review_on"),
        ({"review_on": TODAY - timedelta(days=1)}, "review_on"),
        ({"chosen": ChosenLevel.INFORM, "reason": ""}, "reason"),
        ({"chosen": ChosenLevel.NOT_GO_AHEAD, "reason": ""}, "reason"),
        ({"reason": ""}, None),
    ],
)
def test_a_choice_is_whole_before_it_is_signed(given: dict[str, Any], field: str | None) -> None:
    assert field_of(choosing(**given), ROUTINE) == field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "way_out"),
        (OUT, None),
        ({**OUT, "way_out_words": ""}, "way_out_words"),
        ({**OUT, "chosen": ChosenLevel.NOT_GO_AHEAD}, "way_out"),
        ({"way_out": WayOut.NOT_PROCEED}, "way_out"),
        ({"way_out": WayOut.NOT_PROCEED, "chosen": ChosenLevel.NOT_GO_AHEAD}, None),
    ],
)
def test_answers_that_do_not_meet_need_a_way_out_that_agrees_with_the_level(
    given: dict[str, Any], field: str | None
) -> None:
    assert field_of(choosing(**given), CLOSURE) == field
