"""Which part of an entry holds a passage, and what must be true of words suggested for it."""

from dataclasses import dataclass, replace
from typing import Any

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line
from coprod.engagement.suggestions.enums import Passage
from coprod.register.activities.rules import Naming, Story, Telling, check_title

LONGEST_THANKS = 60
LONGEST_REASON = 1_000
LONGEST_WORDS = 100_000

PASSAGE_KINDS: dict[Passage, type[Any]] = {
    Passage.TITLE: Naming,
    Passage.SUMMARY: Telling,
    Passage.BODY: Story,
    Passage.LEARNED: Story,
}


@dataclass(frozen=True)
class SuggestionDraft:
    """What a reader suggests. ``thanks`` is the name or role by which the history thanks them.

    ``email`` is where a visitor wishes to read what became of it.
    """

    passage: Passage
    words: str
    reason: str
    thanks: str = ""
    email: str = ""


def get_words(part: Any, passage: Passage) -> str:
    """Return the words of a passage, from the part that holds it."""
    words: str = getattr(part, passage.value)
    return words


def replace_words(part: Any, passage: Passage, words: str) -> Any:
    """Return the part with other words for one passage."""
    check_words(passage, words, get_words(part, passage))
    return replace(part, **{passage.value: clean_words(passage, words)})


def clean_words(passage: Passage, words: str) -> str:
    return one_line(words) if passage is Passage.TITLE else words.strip()


def check_words(passage: Passage, words: str, current_words: str) -> None:
    cleaned = clean_words(passage, words)
    if not cleaned:
        raise RuleBrokenError(N_("Write the words that you suggest"), field="words")
    if cleaned == clean_words(passage, current_words):
        message = N_("These are the same words as now. Change what you would say differently")
        raise RuleBrokenError(message, field="words")
    if passage is Passage.TITLE:
        check_suggested_title(cleaned)


def check_suggested_title(title: str) -> None:
    try:
        check_title(title)
    except RuleBrokenError as broken:
        raise RuleBrokenError(broken.message, field="words") from None


def check_reason(reason: str) -> None:
    if not reason:
        raise RuleBrokenError(N_("Say why these words are better"), field="reason")
