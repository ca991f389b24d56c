"""How what was typed is understood: queries for its words. Nothing in it is a command."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tantivy import Query, Searcher

from coprod.core.search_engine.analysis import even, spelt, stems, stop_stems
from coprod.core.search_engine.lookups import is_there
from coprod.core.search_engine.models import Asked
from coprod.core.search_engine.queries import any_of, phrase, term
from coprod.core.search_engine.vocabulary import STOP_WORDS

MOST_WORDS = 32
LONGEST_ASKED = 400

QUOTED = re.compile('["\u201c\u201d\u00ab]([^"\u201c\u201d\u00ab\u00bb]*)["\u201c\u201d\u00bb]')

IN_TITLE = 0.5
IN_PAIRS = 0.7
PAIR_WITHIN = 5
SAME_MEANING = 0.6
"""A title counts a little more, and words side by side more.

They were chosen on three judged collections at once; ``docs/search.md`` has what was tried.
"""


@dataclass(frozen=True)
class Typed:
    """What was typed, taken apart: the words to rank by and the phrases that must be there."""

    words: str
    phrases: tuple[str, ...]


def taken_apart(text: str) -> Typed:
    """Read what was typed. Nothing in it has a meaning of its own but a pair of quotes."""
    short = " ".join(text[:LONGEST_ASKED].split())
    phrases = tuple(phrase.strip() for phrase in QUOTED.findall(short) if phrase.strip())
    return Typed(even(QUOTED.sub(" ", short)), tuple(even(phrase) for phrase in phrases))


@dataclass(frozen=True)
class Reading:
    """How what was typed is understood.

    ``own`` are the stems of its words, ``same`` are queries for other ways to say them, each as
    good as a word; ``phrases`` must be there; what ``raises`` a hit need not. At ``least`` so many
    of the words are wanted.
    """

    own: tuple[str, ...]
    same: tuple[Query, ...]
    phrases: tuple[Query, ...]
    raises: tuple[Query, ...]
    stems: tuple[str, ...]
    marks: frozenset[str]
    least: int = 1

    @property
    def is_empty(self) -> bool:
        return not self.own and not self.phrases

    @property
    def has_words_alone(self) -> bool:
        return not self.phrases and self.least == 1

    def words(self) -> list[Query]:
        """Return what any of the words fits, in a form that the index answers fastest."""
        return [*(query for stem in self.own for query in for_word(stem)), *self.same]

    def any_word(self) -> Query:
        """Return the query for what has any of the words, unranked. Texts have titles too."""
        return any_of([*(term("text", stem) for stem in self.own), *self.same])

    def enough_words(self) -> Query:
        if self.least == 1:
            return any_of(self.words())
        return any_of([*(any_of(for_word(stem)) for stem in self.own), *self.same], self.least)


def reading(searcher: Searcher, asked: Asked) -> Reading:
    typed = taken_apart(asked.text)
    words = telling(stems(typed.words))
    phrases = [each for each in map(stems, typed.phrases) if each][:MOST_WORDS]
    others = same_meanings(words, [[stems(even(p)) for p in group] for group in asked.meanings])
    whole = one_word(searcher, typed)
    same = [Query.boost_query(phrase(each), SAME_MEANING) for each in others]
    same += [Query.boost_query(term("text", each), pair_weight(words)) for each in whole]
    stemmed = tuple(dict.fromkeys([*words, *(stem for each in phrases for stem in each)]))
    return Reading(
        own=tuple(dict.fromkeys(words)),
        same=tuple(same),
        phrases=tuple(phrase(each) for each in phrases),
        raises=tuple(side_by_side(words)),
        stems=stemmed,
        marks=frozenset([*stemmed, *whole, *(stem for each in others for stem in each)]),
        least=len(set(words)) // 2 + 1 if asked.has_most else 1,
    )


def telling(words: list[str]) -> list[str]:
    """Return the words that say something; all of them, when none does."""
    return ([each for each in words if each not in stop_stems()] or words)[:MOST_WORDS]


def for_word(stem: str) -> list[Query]:
    return [term("text", stem), Query.boost_query(term("title", stem), IN_TITLE)]


def side_by_side(words: list[str]) -> list[Query]:
    """Return what raises hits with the words near each other: the more, the fewer they are."""
    weight = pair_weight(words)
    return [
        Query.boost_query(phrase(pair, slop), weight)
        for pair in in_pairs(words)
        for slop in (0, PAIR_WITHIN)
    ]


def pair_weight(words: list[str]) -> float:
    return IN_PAIRS / max(len(in_pairs(words)), 1)


def one_word(searcher: Searcher, typed: Typed) -> list[str]:
    """Return “healthcare” for “health care”, where documents write it so."""
    typed_words = spelt(typed.words)[:MOST_WORDS]
    pairs = [pair for pair in in_pairs(typed_words) if all(map(can_be_joined, pair))]
    found = [stem for pair in pairs for stem in stems("".join(pair))]
    return [stem for stem in dict.fromkeys(found) if is_there(searcher, "text", stem)]


def can_be_joined(word: str) -> bool:
    return len(word) > 2 and word not in STOP_WORDS


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
