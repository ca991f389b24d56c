from datetime import date
from typing import Any

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.learning.stage_gates.enums import GATES, GateOutcome, Need
from coprod.learning.stage_gates.rules import (
    NewGateDecision,
    build_gate,
    check_gate_decision,
    get_next_stage,
    list_allowed_stages,
)
from coprod.register.sections.enums import SpreadStage

TODAY = date(2026, 11, 22)
WHOLE: dict[str, Any] = {
    "going": GateOutcome.GO,
    "post": "A board",
    "on": TODAY,
    "reason": "It works",
}


def test_every_stage_has_a_gate_and_every_need_stands_in_one() -> None:
    assert set(GATES) == set(SpreadStage)
    assert {need for needs in GATES.values() for need in needs} == set(Need)


@pytest.mark.parametrize("stage", SpreadStage)
def test_what_is_there_and_what_is_missing_make_the_whole_gate(stage: SpreadStage) -> None:
    found = {Need.LEARNING, Need.PLAN, GATES[stage][0]}
    opened = build_gate(stage, found)

    assert {*opened.there, *opened.missing} == set(GATES[stage])
    assert not set(opened.there) & set(opened.missing)
    assert build_gate(stage, set(Need)).missing == ()
    assert not build_gate(stage, set(Need)).residents_missing
    assert build_gate(stage, set()).residents_missing


def test_stages_come_one_after_the_other() -> None:
    assert get_next_stage(None) is SpreadStage.IDEA
    assert get_next_stage(SpreadStage.PROVEN_HERE) is SpreadStage.ADOPTED_ELSEWHERE
    assert get_next_stage(SpreadStage.BUSINESS_AS_USUAL) is None
    assert get_next_stage(SpreadStage.STOPPED) is SpreadStage.PILOT
    assert list_allowed_stages(SpreadStage.PAUSED) == (SpreadStage.PILOT, SpreadStage.STOPPED)
    assert list_allowed_stages(SpreadStage.BUSINESS_AS_USUAL) == (
        SpreadStage.PAUSED,
        SpreadStage.STOPPED,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("going", None), ("post", ""), ("on", None), ("on", date(2026, 11, 23)), ("reason", "")],
)
def test_a_decision_says_what_who_when_and_why(name: str, value: object) -> None:
    check_gate_decision(NewGateDecision(**WHOLE), TODAY)
    with pytest.raises(RuleBrokenError) as broken:
        check_gate_decision(NewGateDecision(**{**WHOLE, name: value}), TODAY)
    assert broken.value.field == name
