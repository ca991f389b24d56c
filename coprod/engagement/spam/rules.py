"""Whether some words look like spam. Nothing is ever refused for it: a person decides.

There is no puzzle, and nothing counts against somebody who writes slowly, comes back later or
hears the page read out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from coprod.core.values.text import folded
from coprod.engagement.spam.enums import Mark

FASTEST = 3.0
"""Seconds in which nobody has read the page, chosen an answer and written something."""
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


@dataclass(frozen=True)
class Trace:
    """How some words came: whether the trap was filled, and after how many seconds, if known."""

    is_trapped: bool = False
    seconds: float | None = None


def marks(text: str, trace: Trace, *, listed: Iterable[str], is_repeated: bool) -> tuple[Mark, ...]:
    """Return everything about some words that looks like spam."""
    found = {
        Mark.TRAP: trace.is_trapped,
        Mark.FAST: trace.seconds is not None and trace.seconds < FASTEST,
        Mark.LINKS: len(LINK.findall(text)) > MOST_LINKS,
        Mark.REPEATED: is_repeated,
        Mark.LISTED: has_any(text, listed),
    }
    return tuple(mark for mark, is_so in found.items() if is_so)


def has_any(text: str, listed: Iterable[str]) -> bool:
    """Tell whether any of some words or phrases stands in a text, as whole words."""
    bare = f" {folded(text)} "
    return any(f" {words} " in bare for each in listed if (words := bare_words(each)))


@lru_cache(maxsize=4_096)
def bare_words(words: str) -> str:
    """Return words of a list without marks. The lists are the same for each comment."""
    return folded(words)


def is_likely(marks: Iterable[Mark]) -> bool:
    """Tell whether to read something last. One sign alone is chance, but for the trap."""
    found = set(marks)
    return Mark.TRAP in found or len(found) > 1
