"""How old a reader must be to read a text with ease: a kind hint for writers, never a rule.

By the length of sentences and of words (Flesch and Kincaid's formula). It is made for English and
says nothing about a text that does not look English, or that is too short to tell.
"""

import re

from coprod.core.values.language import looks_english
from coprod.core.values.phrases import N_, Message

YOUNGEST, OLDEST = 7, 18
HARD = 15
SCHOOL_BEGINS = 5


def get_reading_age(text: str) -> int | None:
    """Return the age, from 7 to 18, at which most people can read a text; None if unsure."""
    words = re.findall(r"[a-z]+(?:['’][a-z]+)?", text.lower())
    if not looks_english(text):
        return None
    sentences = len(re.findall(r"[.!?]+(?:\s|$)|\n+", text.strip())) or 1
    syllables = sum(count_syllables(word) for word in words)
    grade = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return min(max(round(grade) + SCHOOL_BEGINS, YOUNGEST), OLDEST)


def count_syllables(word: str) -> int:
    silent = word.endswith("e") and not word.endswith(("le", "ee"))
    return max(1, len(re.findall(r"[aeiouy]+", word)) - silent)


def describe_reading_age(text: str) -> Message | None:
    """Return the reading age in words that help; None when there is nothing to say."""
    age = get_reading_age(text)
    if age is None:
        return None
    if age < HARD:
        return N_("Most %(age)s-year-olds can read this.", age=age)
    return N_(
        "This is hard to read for many people. Shorter sentences and shorter words would help."
    )
