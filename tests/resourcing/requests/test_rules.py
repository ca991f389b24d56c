from datetime import date

import pytest

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.quarters import Quarter
from coprod.resourcing.requests import rules
from coprod.resourcing.requests.enums import Measure, RequestState
from coprod.resourcing.requests.rules import Given, RequestDraft, Step, Terms

TODAY = date(2026, 11, 30)
HALF = Terms(Given(posts_tenths=5), PartialDate(2026, 1), PartialDate(2027, 3))
WHOLE = Terms(Given(posts_tenths=10), PartialDate(2026, 1), PartialDate(2027, 3))
ASKED = Step(RequestState.ASKED, WHOLE, date(2026, 1, 10))


@pytest.mark.parametrize(
    ("posts", "words"),
    [(4, "0.4 of a full-time post"), (10, "1 full-time post"), (25, "2.5 full-time posts")],
)
def test_posts_are_told_in_tenths_of_a_full_time_post(posts: int, words: str) -> None:
    assert [str(each) for each in Given(posts_tenths=posts).words] == [words]


def test_each_measure_keeps_its_own_unit() -> None:
    given = rules.parse_given(
        {Measure.POSTS: "0.5", Measure.HOURS: "7.25", Measure.MONEY: "£1,200"}
    )
    assert given == Given(5, 725, 1200_00)
    assert [str(each) for each in given.words] == [
        *("0.5 of a full-time post", "7.25 hours a month", "£1,200")
    ]
    typed = {each: rules.format_typed(each, given.get(each)) for each in Measure}
    assert rules.parse_given(typed) == given


@pytest.mark.parametrize("text", ["0.55", "half", "-1", "99999"])
def test_posts_that_make_no_sense_are_refused_at_their_box(text: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.parse_given({Measure.POSTS: text, Measure.HOURS: "", Measure.MONEY: ""})
    assert broken.value.field == Measure.POSTS


def test_nothing_typed_is_not_nought() -> None:
    assert rules.parse_given(dict.fromkeys(Measure, "")).is_empty
    nought = rules.parse_given({**dict.fromkeys(Measure, ""), Measure.MONEY: "0"})
    assert nought == Given(pence=0)
    assert not nought.is_empty


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (RequestDraft(None, "Somebody"), "partner_id"),
        (RequestDraft(1, ""), "purpose"),
        (RequestDraft(1, "x" * 151), "purpose"),
        (RequestDraft(1, "Somebody", details="For 3 people with asthma"), "details"),
    ],
)
def test_a_request_says_whom_and_what_for(draft: RequestDraft, field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_draft(draft)
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("step", "field"),
    [
        (Step(RequestState.AGREED, WHOLE, None), "day"),
        (Step(RequestState.AGREED, WHOLE, date(2026, 12, 1)), "day"),
        (Step(RequestState.AGREED, WHOLE, date(2026, 1, 9)), "day"),
        (Step(RequestState.REFUSED, WHOLE, TODAY), "reason"),
        (Step(RequestState.PARTLY, HALF, TODAY), "reason"),
        (Step(RequestState.ASKED, HALF, TODAY), "reason"),
        (Step(RequestState.PARTLY, WHOLE, TODAY, "Why"), Measure.POSTS),
        (Step(RequestState.ASKED, Terms(Given(pence=0), PartialDate(2026)), TODAY, "Why"), "posts"),
        (Step(RequestState.ASKED, Terms(Given(pence=5)), TODAY, "Why"), "since"),
        (
            Step(
                RequestState.ASKED,
                Terms(Given(pence=5), PartialDate(2026), PartialDate(2025)),
                TODAY,
                "Why",
            ),
            "until",
        ),
    ],
)
def test_a_step_that_says_too_little_is_refused_at_its_box(step: Step, field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_step(step, [ASKED], TODAY)
    assert str(broken.value.field).startswith(field)


def test_a_plain_yes_and_a_first_ask_need_no_reason() -> None:
    rules.check_step(ASKED, [], TODAY)
    rules.check_step(Step(RequestState.AGREED, WHOLE, TODAY), [ASKED], TODAY)


def test_what_is_agreed_holds_until_a_new_ask_is_answered() -> None:
    partly = Step(RequestState.PARTLY, HALF, TODAY, "Half the money")
    again = Step(RequestState.ASKED, WHOLE, TODAY, "More came")
    refused = Step(RequestState.REFUSED, WHOLE, TODAY, "No money")
    assert rules.find_agreed([ASKED]) is None
    assert rules.find_agreed([ASKED, partly]) == HALF
    assert rules.find_agreed([ASKED, partly, again]) == HALF
    assert rules.find_agreed([ASKED, partly, again, refused]) is None
    assert rules.find_requested([ASKED, partly]) == WHOLE


def test_quarters_are_those_of_the_agreement_that_are_over() -> None:
    assert rules.list_quarters(None, TODAY) == []
    assert rules.list_quarters(WHOLE, TODAY) == [Quarter(2026, n) for n in (3, 2, 1)]
    short = Terms(Given(pence=5), PartialDate(2026, 1), PartialDate(2026, 5))
    assert rules.list_quarters(short, TODAY) == [Quarter(2026, n) for n in (2, 1)]
    later = Terms(Given(pence=5), PartialDate(2027))
    assert rules.list_quarters(later, TODAY) == []


@pytest.mark.parametrize(
    ("until", "soon", "ended"),
    [
        (None, False, False),
        (PartialDate(2026, 11), True, False),
        (PartialDate(2027, 5), True, False),
        (PartialDate(2027, 6), False, False),
        (PartialDate(2026, 10), False, True),
    ],
)
def test_what_ends_within_six_months(until: PartialDate | None, soon: bool, ended: bool) -> None:
    terms = Terms(Given(pence=5), PartialDate(2026), until)
    assert (terms.ends_soon(TODAY), terms.has_ended(TODAY)) == (soon, ended)


def test_a_sum_says_that_some_of_it_is_not_recorded() -> None:
    assert str(rules.add_up(Measure.HOURS, []).words) == "Not recorded"
    assert str(rules.add_up(Measure.HOURS, [None, None]).words) == "Not recorded"
    assert str(rules.add_up(Measure.HOURS, [0]).words) == "0 hours a month"
    total = rules.add_up(Measure.MONEY, [1200_00, None])
    assert str(total.words) == "£1,200, but some of it is not recorded"
