"""Which words stand in an entry, and what a reply must say; without an app."""

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.participation.quotations import rules
from coprod.participation.quotations.enums import QuoteAnswer
from coprod.participation.quotations.rules import QuoteReply

TEXTS = ("A garden", "A neighbour said: “I felt\n> heard, *for once*.”")


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ("I felt heard for once", True),
        ("“i FELT heard – for once!”", True),
        ("A garden", True),
        ("I felt hear", False),
        ("garden A neighbour", False),
        ("…", False),
        ("", False),
    ],
)
def test_a_comma_or_a_line_break_makes_no_other_words(words: str, *, is_there: bool) -> None:
    assert rules.contains_words(TEXTS, words) is is_there


def test_bengali_is_found_too() -> None:
    assert rules.contains_words(("তিনি বললেন: আমার কথা শোনা হয়েছে।",), "আমার কথা, শোনা হয়েছে")


def test_only_words_that_the_entry_says_are_asked_about() -> None:
    rules.check_quotation(TEXTS, "I felt heard for once")
    with pytest.raises(RuleBrokenError):
        rules.check_quotation(TEXTS, "Something else")


def test_who_would_have_other_words_says_which() -> None:
    rules.check_reply(QuoteReply(QuoteAnswer.REFUSED))
    rules.check_reply(QuoteReply(QuoteAnswer.CHANGED, "I was heard"))
    for words in ("", "x" * (rules.LONGEST_WORDS + 1)):
        with pytest.raises(RuleBrokenError) as broken:
            rules.check_reply(QuoteReply(QuoteAnswer.CHANGED, words))
        assert broken.value.field == "words"
