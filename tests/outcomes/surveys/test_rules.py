from datetime import date, timedelta

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.outcomes.surveys.rules import check_survey

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("statements", "days"), [(1, 0), (12, 14), (1, 120)])
def test_a_survey_asks_one_to_twelve_statements_within_four_months(
    statements: int, days: int
) -> None:
    check_survey(range(statements), TODAY + timedelta(days), TODAY)


@pytest.mark.parametrize(
    ("statements", "days", "field"),
    [(0, 14, "statements"), (13, 14, "statements"), (1, -1, "closes_on"), (1, 121, "closes_on")],
)
def test_a_survey_that_asks_too_much_or_too_long_is_refused_at_its_box(
    statements: int, days: int, field: str
) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_survey(range(statements), TODAY + timedelta(days), TODAY)
    assert broken.value.field == field
