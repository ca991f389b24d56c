from datetime import date
from typing import Any

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.learning.stage_gates.enums import GATES, Going, Need
from coprod.learning.stage_gates.rules import Deciding, check_deciding, following, gate, may_go_to
from coprod.register.sections.enums import SpreadStage

TODAY = date(2026, 11, 22)
WHOLE: dict[str, Any] = {"going": Going.GO, "post": "A board", "on": TODAY, "reason": "It works"}


def test_every_stage_has_a_gate_and_every_need_stands_in_one() -> None:
    assert set(GATES) == set(SpreadStage)
    assert {need for needs in GATES.values() for need in needs} == set(Need)


@pytest.mark.parametrize("stage", SpreadStage)
def test_what_is_there_and_what_is_missing_make_the_whole_gate(stage: SpreadStage) -> None:
    found = {Need.LEARNING, Need.PLAN, GATES[stage][0]}
    opened = gate(stage, found)

    assert {*opened.there, *opened.missing} == set(GATES[stage])
    assert not set(opened.there) & set(opened.missing)
    assert gate(stage, set(Need)).missing == ()
    assert not gate(stage, set(Need)).residents_missing
    assert gate(stage, set()).residents_missing


def test_stages_come_one_after_the_other() -> None:
    assert following(None) is SpreadStage.IDEA
    assert following(SpreadStage.PROVEN_HERE) is SpreadStage.ADOPTED_ELSEWHERE
    assert following(SpreadStage.BUSINESS_AS_USUAL) is None
    assert following(SpreadStage.STOPPED) is SpreadStage.PILOT
    assert may_go_to(SpreadStage.PAUSED) == (SpreadStage.PILOT, SpreadStage.STOPPED)
    assert may_go_to(SpreadStage.BUSINESS_AS_USUAL) == (SpreadStage.PAUSED, SpreadStage.STOPPED)


@pytest.mark.parametrize(
    ("name", "value"),
    [("going", None), ("post", ""), ("on", None), ("on", date(2026, 11, 23)), ("reason", "")],
)
def test_a_decision_says_what_who_when_and_why(name: str, value: object) -> None:
    check_deciding(Deciding(**WHOLE), TODAY)
    with pytest.raises(RuleBrokenError) as broken:
        check_deciding(Deciding(**{**WHOLE, name: value}), TODAY)
    assert broken.value.field == name
