from datetime import date

import pytest

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.register.activities.rules import Behalf, Timing, check_behalf, check_dates, check_timing


@pytest.mark.parametrize(
    ("started", "ended"),
    [
        (PartialDate(2026), PartialDate(2026)),
        (PartialDate(2026, 5), PartialDate(2026)),
        (PartialDate(2026, 5, 3), PartialDate(2026, 5, 3)),
        (PartialDate(2026), None),
        (None, PartialDate(2026)),
    ],
)
def test_an_end_that_can_be_after_the_start_is_taken(
    started: PartialDate | None, ended: PartialDate | None
) -> None:
    check_dates(started, ended)


@pytest.mark.parametrize(
    "ended", [PartialDate(2025), PartialDate(2026, 4), PartialDate(2026, 5, 2)]
)
def test_an_end_before_the_start_is_refused_at_its_box(ended: PartialDate) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_dates(PartialDate(2026, 5, 3), ended)
    assert broken.value.field == "ended"


TODAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    "started", [PartialDate(2028), PartialDate(2026, 6), PartialDate(2026, 5, 4)]
)
def test_a_start_to_come_is_a_plan_and_cannot_be_going_on(started: PartialDate) -> None:
    check_timing(Timing(started), TODAY)

    with pytest.raises(RuleBrokenError) as broken:
        check_timing(Timing(started, is_ongoing=True), TODAY)

    assert broken.value.field == "is_ongoing"


@pytest.mark.parametrize(
    "started", [None, PartialDate(2026), PartialDate(2026, 5), PartialDate(2026, 5, 3)]
)
def test_what_may_have_begun_can_be_going_on(started: PartialDate | None) -> None:
    check_timing(Timing(started, is_ongoing=True), TODAY)


@pytest.mark.parametrize(
    ("part", "field"),
    [
        (Behalf(), ""),
        (Behalf("A resident", "A link worker", "By phone"), ""),
        (Behalf("A resident", "A link worker", ""), "consent"),
        (Behalf("A resident", "", "By phone"), "typed_by"),
        (Behalf("", "", "By phone"), "reported_by"),
    ],
)
def test_a_story_of_somebody_else_says_who_told_who_typed_and_how_they_agreed(
    part: Behalf, field: str
) -> None:
    if field:
        with pytest.raises(RuleBrokenError) as broken:
            check_behalf(part)
        assert broken.value.field == field
    else:
        check_behalf(part)
