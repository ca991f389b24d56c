import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.register.activities.enums import GONE, Status
from coprod.register.review import rules
from coprod.register.review.enums import REASONS
from coprod.reviews.rules import Verdict


@pytest.mark.parametrize("gone", sorted(GONE))
def test_what_is_gone_was_public_and_does_not_come_back(gone: Status) -> None:
    rules.check_move(Status.PUBLISHED, gone)
    for status in Status:
        with pytest.raises(RuleBrokenError):
            rules.check_move(gone, status)


@pytest.mark.parametrize("body", ["", "x" * (rules.LONGEST_MESSAGE + 1)])
def test_a_message_says_something_and_not_too_much(body: str) -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_message(body)


def test_ticked_reasons_and_own_words_make_one_reason() -> None:
    verdict = Verdict("return", "See line 2.", reasons=("plain", "no such"))

    whole = rules.require_reason(verdict, REASONS)

    assert whole == "Use plainer words, so that a neighbour would understand it\nSee line 2."
    with pytest.raises(RuleBrokenError):
        rules.require_reason(Verdict("return"), REASONS)
