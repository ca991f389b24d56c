from dataclasses import replace

import pytest

from coprod.core.values.answers import YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.register.sections.presenters import list_worth_findings
from coprod.register.sections.rules import Worth, check_worth

FULL = Worth(
    YesNoUnknown.YES,
    "The lunch club",
    anyway="A new bus",
    harder="Longer days",
    worth="Twice the money",
    led_to="It goes on",
    led_to_post="The board",
)


def test_nothing_and_everything_may_be_told() -> None:
    check_worth(Worth())
    check_worth(FULL)
    check_worth(Worth(anyway="A new bus came"))
    check_worth(Worth(YesNoUnknown.NO))
    check_worth(Worth(YesNoUnknown.UNKNOWN))


@pytest.mark.parametrize(
    ("part", "field"),
    [
        (Worth(YesNoUnknown.YES), "recognised_by"),
        (Worth(recognised_by="The lunch club"), "recognised"),
        (Worth(recognised_link="https://example.org"), "recognised"),
        (replace(FULL, anyway=""), "anyway"),
        (replace(FULL, harder=""), "harder"),
        (replace(FULL, worth="", worth_link="https://example.org"), "worth"),
        (replace(FULL, led_to_post=""), "led_to_post"),
        (Worth(led_to_post="The board"), "led_to"),
        (Worth(led_to_on=PartialDate(2026)), "led_to"),
        (Worth(led_to_link="https://example.org"), "led_to"),
    ],
)
def test_what_is_told_is_told_whole(part: Worth, field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_worth(part)

    assert broken.value.field == field


def test_a_look_is_fair_when_it_tells_what_speaks_against_it() -> None:
    assert FULL.is_fair_look
    assert not replace(FULL, anyway="").is_fair_look
    assert not replace(FULL, harder="").is_fair_look
    assert not replace(FULL, worth="").is_fair_look


def test_only_what_speaks_for_the_work_is_a_claim() -> None:
    assert [each.is_claim for each in list_worth_findings(FULL)] == [True, True, True]
    (seen, looked) = list_worth_findings(
        Worth(YesNoUnknown.NO, "The lunch club", anyway="A new bus")
    )

    assert not seen.is_claim
    assert not looked.is_claim
    assert list_worth_findings(Worth()) == []
