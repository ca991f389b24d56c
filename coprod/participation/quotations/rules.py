"""Whether words stand in an activity, and what somebody who is quoted must say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_
from coprod.participation.quotations.enums import QuoteAnswer

LONGEST_WORDS = 1000
BETWEEN_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class QuoteReply:
    """What somebody says of the words. ``words`` are those that they would have instead."""

    answer: QuoteAnswer
    words: str = ""


def fold_words(text: str) -> str:
    """Return the words alone: a comma, a line break or a quotation mark makes no other words."""
    return BETWEEN_WORDS.sub(" ", text).strip().casefold()


def contains_words(texts: Iterable[str], words: str) -> bool:
    folded = fold_words(words)
    return bool(folded) and any(f" {folded} " in f" {fold_words(text)} " for text in texts)


def check_quotation(texts: Iterable[str], words: str) -> None:
    if not contains_words(texts, words):
        message = N_(
            "Copy the words as the activity says them: in its title, what it is, "
            "what happened or what was learned"
        )
        raise RuleBrokenError(message, field="words")
    check_length(words)


def check_reply(reply: QuoteReply) -> None:
    """Who would have other words says which; for a yes or a no none are needed."""
    if reply.answer is QuoteAnswer.CHANGED and not reply.words:
        raise RuleBrokenError(N_("Write the words that we should use"), field="words")
    check_length(reply.words)


def check_length(words: str) -> None:
    require_short(words, LONGEST_WORDS, field="words")
