from datetime import date

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.learning.adoption.enums import AdoptionOutcome, RungSource, Spread
from coprod.learning.adoption.rules import (
    AdoptionAnswer,
    AdoptionDetails,
    AttributedRung,
    check_adoption_details,
    check_answer,
    describe_drift,
    is_due,
)
from coprod.register.activities.enums import Rung

BEGUN = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("today", "asked", "due"),
    [
        (date(2026, 7, 30), None, False),
        (date(2026, 7, 31), None, True),
        (date(2027, 7, 31), None, True),
        (date(2026, 8, 1), date(2026, 7, 31), False),
        (date(2026, 9, 29), date(2026, 7, 31), True),
        (date(2027, 9, 29), date(2026, 9, 29), False),
    ],
)
def test_a_team_is_asked_after_six_months_and_once_more(
    today: date, asked: date | None, due: bool
) -> None:
    assert is_due(BEGUN, asked, today, 6) is due


def rung(level: int, kind: RungSource = RungSource.TEAM) -> AttributedRung:
    return AttributedRung(Rung(level), kind)


@pytest.mark.parametrize(
    ("source", "used", "said"),
    [
        (rung(6), rung(6), "The same level as the source"),
        (rung(6), rung(5), "One level lower"),
        (rung(7), rung(3), "4 levels lower"),
        (rung(3), rung(4), "One level higher"),
        (rung(3), rung(6), "3 levels higher"),
        (rung(3), None, "Not known: one of the two has no level yet"),
        (None, rung(3), "Not known: one of the two has no level yet"),
        (rung(7, RungSource.CONFIRMED), rung(3), "Not compared: only one of the two is confirmed"),
    ],
)
def test_drift_is_said_in_words(source: AttributedRung, used: AttributedRung, said: str) -> None:
    assert describe_drift(source, used).plain == said


def test_what_is_changed_has_a_reason_and_what_stopped_too() -> None:
    check_adoption_details(AdoptionDetails(Spread.PLACE, changed="The time", why="Shifts"))
    check_answer(AdoptionAnswer(AdoptionOutcome.CARRIED_ON))
    for using in (AdoptionDetails(), AdoptionDetails(Spread.PLACE, changed="The time")):
        with pytest.raises(RuleBrokenError):
            check_adoption_details(using)
    for answer in (AdoptionAnswer(), AdoptionAnswer(AdoptionOutcome.STOPPED)):
        with pytest.raises(RuleBrokenError):
            check_answer(answer)
