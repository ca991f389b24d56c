from datetime import date

import pytest

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.learning.records import rules
from coprod.learning.records.rules import (
    MISSING_MESSAGES,
    Comparison,
    RecordCosts,
    ResidentAccount,
    check_part,
    check_team_not_named,
)
from tests import make


@pytest.mark.parametrize("name", MISSING_MESSAGES)
def test_the_five_minutes_are_all_needed(name: str) -> None:
    empty = "" if name in {"tried", "happened", "next_team"} else None

    with pytest.raises(RuleBrokenError) as broken:
        check_part(make.short(**{name: empty}))

    assert broken.value.field == name


def test_what_one_would_tell_the_next_team_is_one_sentence() -> None:
    check_part(make.short(next_team="x" * 250))

    with pytest.raises(RuleBrokenError):
        check_part(make.short(next_team="x" * 251))


def test_nobodys_own_words_are_shown_without_their_consent() -> None:
    check_part(ResidentAccount())
    check_part(ResidentAccount("We were heard", "Resident, Bow", "By phone on 2 May"))

    for missing in (
        ResidentAccount("Heard", "Resident"),
        ResidentAccount("Heard", consent="By phone"),
    ):
        with pytest.raises(RuleBrokenError):
            check_part(missing)


def test_consent_ends_on_the_day_that_was_agreed() -> None:
    agreed = ResidentAccount("Heard", agreed_until=PartialDate(2027))

    assert agreed.is_agreed(date(2027, 12, 31))
    assert not agreed.is_agreed(date(2028, 1, 1))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ours", "//example.org"])
def test_a_link_to_costs_leads_to_a_page_of_the_web(address: str) -> None:
    with pytest.raises(RuleBrokenError):
        check_part(RecordCosts(costs_link=address))


@pytest.mark.parametrize("said", ["The FALLS team did it", "the falls-team", "Fálls   Team!"])
def test_a_team_that_is_not_shown_is_not_named(said: str) -> None:
    with pytest.raises(RuleBrokenError):
        check_team_not_named([said], ["", "Falls team"])


def test_a_word_that_only_looks_like_the_team_is_no_matter() -> None:
    check_team_not_named(["Waterfalls teamed up"], ["Falls team", ""])


def test_consent_and_team_are_no_words_for_readers() -> None:
    assert list(rules.iterate_texts(ResidentAccount("Heard", "Resident", "By phone"))) == [
        "Heard",
        "Resident",
    ]
    assert "Falls team" not in list(rules.iterate_texts(make.short()))
    assert list(rules.iterate_texts(Comparison("a", "", "b"))) == ["a", "b"]


def test_a_record_is_looked_at_again_after_eighteen_months() -> None:
    assert rules.get_review_date(date(2026, 8, 31)) == date(2028, 2, 29)
