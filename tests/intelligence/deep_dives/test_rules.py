"""What a deep dive must say, without an app."""

from datetime import date
from typing import Any

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.intelligence.deep_dives import rules
from coprod.intelligence.deep_dives.enums import AnswerState, PagePart
from coprod.intelligence.deep_dives.rules import EventDraft, QuestionDraft, StepDraft
from tests.intelligence.deep_dives.make import draft

MAY = date(2022, 5, 1)


def question(words: str, remark: str = "") -> QuestionDraft:
    return QuestionDraft(words, PagePart.BOROUGHS, AnswerState.IN_PART, remark)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("title", {"title": ""}),
        ("title", {"title": "a" * 121}),
        ("title", {"title": "What 3 residents told us"}),
        ("narrative", {"narrative": "Only two people were glad"}),
        ("limits", {"limits": ("It was said by four patients",)}),
        ("question_3", {"questions": {3: question("", "four of seven")}}),
        ("question_2_remark", {"questions": {2: question("Boroughs", "3 people")}}),
        ("step_2_role", {"steps": {2: StepDraft("", "Asks them")}}),
        ("step_2", {"steps": {2: StepDraft("Primary care lead", "")}}),
        ("event_2", {"events": {2: EventDraft("", MAY)}}),
        ("event_2_day", {"events": {2: EventDraft("New phones", None)}}),
    ],
)
def test_what_is_missing_or_says_too_much_is_refused_at_its_box(
    field: str, given: dict[str, Any]
) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        rules.check_draft(draft(**given))
    assert refused.value.field == field


def test_a_title_is_enough() -> None:
    rules.check_draft(rules.DeepDiveDraft("GP access", ""))
