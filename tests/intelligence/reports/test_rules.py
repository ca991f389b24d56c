"""What a report must say, without an app."""

from datetime import date
from typing import Any

import pytest

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.intelligence.reports import rules
from coprod.intelligence.reports.enums import ReplyState
from tests.intelligence.reports.make import draft, recommendation

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("title", {"title": ""}),
        ("publisher", {"publisher": ""}),
        ("published", {"published": None}),
        ("ends", {"starts": PartialDate(2023, 3), "ends": PartialDate(2022, 12)}),
        ("address", {"address": "javascript:alert(1)"}),
        ("former_addresses", {"former_addresses": ("/report",)}),
        ("former_addresses", {"former_addresses": ("https://example.org/",)}),
        ("former_addresses", {"former_addresses": ("https://example.org/r",) * 21}),
        ("summary", {"summary": "a" * 4001}),
    ],
)
def test_a_report_that_says_too_little_or_too_much_is_refused(
    field: str, given: dict[str, Any]
) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        rules.check_report(draft(**given))
    assert refused.value.field == field


def test_a_report_of_one_month_is_accepted() -> None:
    rules.check_report(draft(starts=PartialDate(2023, 3), ends=PartialDate(2023, 3)))


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("words", {"words": ""}),
        ("owner_role", {"owner_role": ""}),
        ("reply", {"state": ReplyState.DONE}),
        ("state", {"reply": "It is done"}),
    ],
)
def test_a_recommendation_has_a_role_and_its_state_agrees_with_the_reply(
    field: str, given: dict[str, Any]
) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        rules.check_recommendation(recommendation(**given))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("state", "due", "is_late"),
    [
        (ReplyState.NO_REPLY, date(2026, 11, 26), True),
        (ReplyState.NO_REPLY, FRIDAY, False),
        (ReplyState.NO_REPLY, None, False),
        (ReplyState.DONE, date(2026, 11, 26), False),
    ],
)
def test_a_reply_is_late_the_day_after_it_was_due(
    state: ReplyState, due: date | None, is_late: bool
) -> None:
    assert rules.is_reply_late(state, due, FRIDAY) is is_late


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/report/7",
        "https://www.Example.org/report/7/",
        "https://example.org/report/7#findings",
        " https://example.org/report/7 ",
    ],
)
def test_one_page_has_one_key_however_its_address_is_written(address: str) -> None:
    assert rules.normalise_address(address) == "example.org/report/7"


def test_the_query_is_part_of_an_address() -> None:
    assert rules.normalise_address("https://example.org/r?id=1") == "example.org/r?id=1"
    assert rules.get_path("/r/?id=1") == "/r?id=1"


def test_ways_to_reach_somebody_and_small_numbers_are_passages_to_look_at() -> None:
    text = "Write to nobody@example.org or 020 7946 0018, E3 4AA. 3 residents said so, 40 did not."
    assert rules.list_passages(text) == [
        "nobody@example.org",
        "020 7946 0018",
        "E3 4AA",
        "3 residents",
    ]
