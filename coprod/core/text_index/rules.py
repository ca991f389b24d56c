"""What is put into the index and asked of it, and how text is made even on both sides."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeVar

from coprod.core.text_index.enums import BEGINNINGS

MOST_WORDS = 32
LONGEST_ASKED = 400
LONGEST_INDEXED = 200_000
SHARPEST = 10**15
MOST_USEFUL = 9_000
"""No text is longer than a book, and no time later than this: what an index field can hold."""

HYPHENS = re.compile("[\u2010\u2011\u00ad]")
APOSTROPHES = re.compile("['\u2018\u2019\u02bc](?:s\\b)?")
HYPHEN = re.compile(r"-(?=[^\W\d_]{2})")
BEGINNING = re.compile(rf"(?:^|[^\w-])(?:{'|'.join(BEGINNINGS)})$", re.IGNORECASE)
LONGEST_BEGINNING = max(map(len, BEGINNINGS)) + 1
CO_ALONE = re.compile(r"\b(co)\s(?=[^\W\d_]{5})", re.IGNORECASE)
HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
QUOTED = re.compile('["\u201c\u201d\u00ab]([^"\u201c\u201d\u00ab\u00bb]*)["\u201c\u201d\u00bb]')


T = TypeVar("T")
Known = MutableMapping[Hashable, Any]
"""What is remembered of an index while it is the same."""


def once(known: Known, name: Hashable, make: Callable[[], T]) -> T:
    """Return what is remembered under a name, made if it is not."""
    if name not in known:
        known[name] = make()
    made: T = known[name]
    return made


class Sort(StrEnum):
    BEST = "best"
    NEWEST = "newest"
    USEFUL = "useful"


@dataclass(frozen=True)
class Document:
    """One thing that readers may find. ``labels`` are its names from lists; all of it is public.

    ``facets`` are keys to narrow by, ``day`` is a number that grows with the date it came out.
    ``name`` is what it goes by in addresses; it is not looked through. ``useful`` is a number that
    grows with the use that others made of it.
    """

    kind: str
    number: int
    title: str
    summary: str = ""
    text: str = ""
    labels: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day: int = 0
    name: str = ""
    useful: int = 0

    @property
    def key(self) -> str:
        return key_of(self.kind, self.number)


@dataclass(frozen=True)
class Asked:
    """What a reader wants. ``meanings`` are groups of phrases that mean the same.

    ``since`` and ``until`` are days as documents have them: later than the one, up to the other.
    ``has_most`` wants more than half of the words, where else one is enough.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    meanings: tuple[tuple[str, ...], ...] = ()
    sort: Sort = Sort.BEST
    first: int = 0
    most: int = 20
    since: int = 0
    until: int = 0
    has_most: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. ``is_like`` when it has none of the words, and is like those that have."""

    kind: str
    number: int
    is_like: bool = False


@dataclass(frozen=True)
class Found:
    """One page of hits. ``total`` counts those that have the words, not those that are like them.

    ``marks`` are the stems to mark in a text, those of other words for the same thing too. ``has``
    tells of each hit which of the stems that were asked for are in it, in its lists too.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    marks: frozenset[str] = frozenset()
    has: Mapping[Hit, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """What was typed, taken apart: the words to rank by and the phrases that must be there."""

    words: str
    phrases: tuple[str, ...]


def by_use(useful: int, day: int) -> int:
    """Return the number to sort by: of two that are as useful, the newer comes first."""
    return min(useful, MOST_USEFUL) * SHARPEST + max(0, min(day, SHARPEST - 1))


def key_of(kind: str, number: int) -> str:
    return f"{kind}:{number}"


def even(text: str) -> str:
    """Return the text with one way to write what has several: co production, e-mail, don’t.

    Each pattern begins with the rare character that it looks for, or is tried only where that
    is: texts are long, and there are many.
    """
    same = text if text.isascii() else HYPHENS.sub("-", unicodedata.normalize("NFKC", text))
    joined = HYPHEN.sub(without_hyphen, APOSTROPHES.sub("", same))
    return CO_ALONE.sub(r"\1", joined) if "co " in joined.lower() else joined


def without_hyphen(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - LONGEST_BEGINNING, 0) : found.start()]
    return "" if BEGINNING.search(before) else "-"


def with_joined(text: str) -> str:
    """Return even text, and after it each word with a hyphen once more as one word."""
    made = even(text[:LONGEST_INDEXED])
    joined = joined_words(made)
    return f"{made}\n{' '.join(sorted(joined))}" if joined else made


def joined_words(made: str) -> set[str]:
    with_hyphen = " ".join({word for word in made.split() if "-" in word})
    return {found.replace("-", "") for found in HYPHENED.findall(with_hyphen)}


def taken_apart(text: str) -> Typed:
    """Read what was typed. Nothing in it has a meaning of its own but a pair of quotes."""
    short = " ".join(text[:LONGEST_ASKED].split())
    phrases = tuple(phrase.strip() for phrase in QUOTED.findall(short) if phrase.strip())
    return Typed(even(QUOTED.sub(" ", short)), tuple(even(phrase) for phrase in phrases))


def in_pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return each word with the one after it, every pair once."""
    return list(dict.fromkeys((a, b) for a, b in pairwise(words) if a != b))


def stands_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether a phrase stands in a text, word after word."""
    size = len(part)
    return size > 0 and any(
        list(whole[n : n + size]) == list(part) for n in range(len(whole) - size + 1)
    )


def same_meanings(
    asked: Sequence[str], meanings: Iterable[Sequence[Sequence[str]]]
) -> list[list[str]]:
    """Return the other phrases of each group that has one of its phrases in what was asked."""
    others: list[list[str]] = []
    for group in meanings:
        there = [phrase for phrase in group if stands_in(phrase, asked)]
        if there:
            others += [list(phrase) for phrase in group if phrase not in there and phrase]
    return others
