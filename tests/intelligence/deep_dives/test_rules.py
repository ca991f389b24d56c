"""What a deep dive must say, without an app."""

from datetime import date
from typing import Any

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.quarters import Quarter
from coprod.intelligence.breakdowns.enums import NOT_GIVEN, SplitBy
from coprod.intelligence.breakdowns.rules import Breakdown, Change, Cut, Row
from coprod.intelligence.deep_dives import rules
from coprod.intelligence.deep_dives.enums import AnswerState, PagePart
from coprod.intelligence.deep_dives.rules import EventDraft, QuestionDraft, StepDraft
from coprod.intelligence.feedback.rules import DisclosedNumbers, Share
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


@pytest.mark.parametrize("cut", ["until=2026-Q9", "split=shoe_size", "compare=x", "a" * 601])
def test_what_is_looked_at_is_an_address_that_works(cut: str) -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_draft(draft(cut=cut))


# What the page says by itself


def row(label: str, positive: int | None, about: int = 100, **given: Any) -> Row:
    words = N_("%(number)s%%", number=positive)
    shares = () if positive is None else (Share("positive", words, positive, words),)
    shown = DisclosedNumbers(words, words, shares)
    return Row(given.pop("key", label), label, shown, about=about, positive=positive, **given)


LABEL = N_("GP network")


def test_what_stands_out_is_the_heading() -> None:
    rows = [row("North", 55, differs=1), row("South", 40), row("East", 38)]
    assert rules.describe_rows(LABEL, rows).plain == "North stands out: 55% positive"
    rows[2] = row("East", 20, differs=-1)
    two = "North 55% positive, East 20%"
    assert rules.describe_rows(LABEL, rows).plain == two


def test_where_nothing_stands_out_the_ends_are_named() -> None:
    rows = [row("South", 40), row("North", 45), row("Few", None), row("?", 90, key=NOT_GIVEN)]
    ends = "Most positive: North, 45%. Least: South, 40%"
    assert rules.describe_rows(LABEL, rows).plain == ends
    alone = rules.describe_rows(LABEL, rows[:1]).plain
    assert alone == "GP network: 40% positive"
    assert rules.describe_rows(LABEL, rows[2:]).plain == "GP network: too few people to say"


@pytest.mark.parametrize(
    ("last", "heading"),
    [
        (44, "No change by more than chance in 18 months"),
        (70, "Better in 18 months: from 40% to 70% positive"),
        (10, "Worse in 18 months: from 40% to 10% positive"),
    ],
)
def test_a_trend_says_whether_it_moved(last: int, heading: str) -> None:
    rows = [row("a", 40), row("b", None), row("c", 41), row("d", last)]
    said, between = rules.describe_trend(rows)
    assert said.plain == heading
    low, high = min(40, last), max(41, last)
    assert between.plain == f"It stayed between {low}% and {high}%."


def test_three_years_ago_says_whether_it_may_be_chance() -> None:
    far = rules.describe_years(Change(row("then", 52, 610), row("now", 40, 1420)))
    near = rules.describe_years(Change(row("then", 42, 60), row("now", 40, 60)))
    assert [each.plain for each in far] == [
        "Three years ago: 52%, now 40%",
        "That is more than chance.",
    ]
    assert near[1].plain == "That may be chance."


def test_who_gave_no_ethnic_group_is_a_limit() -> None:
    whole, cut = row("", 40, 1400), Cut(Quarter(2026, 3))
    rows = [row("?", 36, 200, key=NOT_GIVEN)]
    found: dict[SplitBy | None, Breakdown] = {SplitBy.ETHNIC_GROUP: Breakdown(cut, whole, rows)}
    said = [each.plain for each in rules.describe_limits(whole, found)]
    assert "About one in 7 did not give an ethnic group." in said
    assert len(rules.describe_limits(whole, {})) == 1
