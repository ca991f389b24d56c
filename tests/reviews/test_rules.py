"""How soon a review is due, whose turn it is, and what a decision needs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reviews.enums import Risk, Urgency
from coprod.reviews.rules import (
    CLAIM_LASTS,
    Decision,
    Verdict,
    check_verdict,
    check_words,
    describe_reasons,
    find_urgency,
    get_noon,
    is_claim_valid,
)

WEDNESDAY = date(2026, 12, 2)
NOW = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
SHOW = Decision("show", N_("Show it"), N_("Shown"))
BACK = Decision("back", N_("Send it back"), N_("Sent back"), needs_message=True)
EDIT = Decision("edit", N_("Edit it"), N_("Edited"), needs_reason=True)


@pytest.mark.parametrize(
    ("risk", "due_on", "urgency"),
    [
        (Risk.HARM, date(2027, 1, 1), Urgency.READ_FIRST),
        (Risk.NORMAL, date(2026, 12, 1), Urgency.LATE),
        (Risk.NORMAL, WEDNESDAY, Urgency.TODAY),
        (Risk.NORMAL, date(2026, 12, 6), Urgency.THIS_WEEK),
        (Risk.NORMAL, date(2026, 12, 7), Urgency.LATER),
        (Risk.LOW, date(2026, 12, 1), Urgency.LATE),
    ],
)
def test_a_review_is_due_by_risk_and_by_its_day(risk: Risk, due_on: date, urgency: Urgency) -> None:
    assert find_urgency(risk, due_on, WEDNESDAY) is urgency


def test_a_decision_is_one_of_those_that_the_kind_has() -> None:
    assert check_verdict(Verdict("show"), (SHOW, BACK)) is SHOW
    with pytest.raises(RuleBrokenError):
        check_verdict(Verdict("edit"), (SHOW, BACK))
    with pytest.raises(RuleBrokenError):
        check_verdict(Verdict(""), (SHOW, BACK))


def test_who_is_sent_back_something_reads_why() -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_verdict(Verdict("back"), (SHOW, BACK))
    assert broken.value.field == "message"
    assert check_verdict(Verdict("back", "It names somebody"), (SHOW, BACK)) is BACK
    with pytest.raises(RuleBrokenError) as broken:
        check_verdict(Verdict("edit"), (EDIT,))
    assert broken.value.field == "reasons"
    assert check_verdict(Verdict("edit", reasons=("names",)), (EDIT,)) is EDIT


def test_reasons_lead_to_the_words_that_they_are_about() -> None:
    labels = {"names": N_("It names somebody"), "plain": N_("Use plainer words")}
    verdict = Verdict("back", "Say “a carer”.", ("names",), "Her name is here")

    assert describe_reasons(verdict, labels).splitlines() == [
        "It names somebody",
        "“Her name is here”",
        "Say “a carer”.",
    ]
    assert describe_reasons(Verdict("back"), labels) == ""


def test_a_claim_lasts_for_a_while() -> None:
    assert not is_claim_valid(None, NOW)
    assert is_claim_valid(NOW, NOW + CLAIM_LASTS - timedelta(seconds=1))
    assert not is_claim_valid(NOW, NOW + CLAIM_LASTS)


def test_a_message_says_something_and_its_link_is_safe() -> None:
    check_words("Who said so?", "https://example.org/notes")
    check_words("Who said so?", "/stories/falls-group")
    for words, link in (("", ""), ("Look", "javascript:alert(1)"), ("Look", "//example.org")):
        with pytest.raises(RuleBrokenError):
            check_words(words, link)


def test_what_keeps_the_day_alone_tells_no_time() -> None:
    assert get_noon(WEDNESDAY).hour == 12
