from dataclasses import replace
from datetime import date

import pytest

from coprod.assessment.perception_gap.rules import GapTalk, check_talk
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError

TODAY = date(2026, 11, 22)
TALK = GapTalk(PartialDate(2026, 11), "x" * 3000, PartialDate(2027), "x" * 200)


def test_a_conversation_is_as_long_as_its_boxes_say() -> None:
    check_talk(TALK, TODAY)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("agreed", "x" * 3001),
        ("post", "x" * 201),
        ("held", None),
        ("agreed", ""),
        ("by_when", None),
        ("post", ""),
        ("held", PartialDate(2026, 12)),
    ],
)
def test_what_is_missing_too_long_or_still_to_come_is_refused_at_its_box(
    field: str, value: object
) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_talk(replace(TALK, **{field: value}), TODAY)  # type: ignore[arg-type]
    assert broken.value.field == field
