from dataclasses import replace
from datetime import date, timedelta

import pytest

from coprod.assessment.rounds.enums import Cause
from coprod.assessment.rounds.rules import LastRound, find_causes
from coprod.register.sections.enums import SpreadStage

SENT = date(2026, 3, 1)
LAST = LastRound(SENT, SENT + timedelta(weeks=52), is_provisional=False)
EARLY = LastRound(SENT, SENT + timedelta(weeks=26), is_provisional=True)
DAY = timedelta(days=1)


def test_a_year_after_the_last_round_it_is_time_and_not_a_day_sooner() -> None:
    assert find_causes(LAST, date(2027, 2, 28)) == []
    assert find_causes(LAST, date(2027, 3, 1)) == [Cause.YEAR]


def test_what_is_provisional_is_due_on_the_day_that_it_named() -> None:
    assert find_causes(EARLY, EARLY.reassess_on - DAY) == []
    assert find_causes(EARLY, EARLY.reassess_on) == [Cause.PROVISIONAL]
    assert find_causes(EARLY, date(2027, 3, 1)) == [Cause.YEAR, Cause.PROVISIONAL]


@pytest.mark.parametrize(
    ("then", "now", "is_due"),
    [
        (SpreadStage.PILOT, SpreadStage.ADOPTED_ELSEWHERE, True),
        (SpreadStage.PILOT, SpreadStage.PILOT, False),
        (None, SpreadStage.PILOT, False),
        (SpreadStage.PILOT, None, False),
        (None, None, False),
    ],
)
def test_a_change_of_stage_that_is_known_makes_it_due(
    then: SpreadStage | None, now: SpreadStage | None, is_due: bool
) -> None:
    last = replace(LAST, stage_then=then, stage_now=now)

    assert find_causes(last, SENT) == ([Cause.STAGE] if is_due else [])
