"""What a kind of thing must offer to be found, how far an index is a copy, and marked words."""

import hashlib
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import takewhile
from typing import Self

from babel import Locale

from coprod.core.search_engine.analysis import list_stems, list_words, normalize
from coprod.core.search_engine.models import Document
from coprod.core.search_engine.vocabulary import PREFIXES
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line
from coprod.learning.usefulness.rules import RankingFacts

NAMES = (
    "bengali bangladeshi carer carers caribbean cockney dhikr eid gurdwara gypsy halal halaqa "
    "hijab imam iftar jilbab kosher khutbah madrasa masjid mosque muslim niqab puja quran roma "
    "ramadan sabbath salah sangha sharia shul sikh sylheti tamil traveller zakat"
)
WORDS_LEFT_ALONE = frozenset(NAMES.split())
"""Words of peoples, faith and family that no dictionary of ours has, and that are no slips."""


@cache
def list_language_names() -> frozenset[str]:
    """Return the words in the English names of the world's languages and countries."""
    english = Locale("en")
    names = [*english.languages.values(), *english.territories.values()]
    return frozenset(word for name in names for word in list_words(normalize(name)))


def list_words_left_alone(names: Iterable[str]) -> frozenset[str]:
    """Return the words that the search never puts right: of lists, languages and countries.

    Somali women who look for themselves are not asked whether they meant small women.
    """
    listed = (word for name in names for word in list_words(normalize(name)))
    return frozenset(listed) | list_language_names() | WORDS_LEFT_ALONE


KeyLookup = Callable[[Sequence[int]], Sequence[int]]
"""Leads from the keys of one kind of thing to those of another."""
StepTime = tuple[int, datetime]
"""The number of a step in the history, and when it was taken."""
Piece = tuple[str, bool]
"""A piece of a text, and whether it is marked."""
Spot = tuple[int, int, str]
"""Where a word begins and ends, and its stem."""
WINDOW = 220
LONGEST_READ = 60_000
MOST_PHRASES = 12
LONGEST_PHRASE = 80
WORDS_END = r"[\w\u0980-\u09ff'\u2019]*"
REST_OF_WORD = re.compile(WORDS_END)
JOINED_BY = ("", "-", "\u2010", "\u2011", " ")


# What a kind of thing must offer to be found


@dataclass(frozen=True)
class DocumentSource:
    """One kind of thing that can be found. ``queries.SOURCES`` names them all.

    ``list_public_ids`` gives the keys of all that is public, ``build_documents`` the documents of
    those that are public now, and ``load_extras`` what is known of them from elsewhere.
    ``affected_ids`` says for each kind of thing that an event in the audit trail can be about which
    documents may have changed since.
    """

    kind: str
    list_public_ids: Callable[[], Sequence[int]]
    build_documents: Callable[[Sequence[int]], Iterable[Document]]
    affected_ids: Mapping[str, KeyLookup]
    load_extras: Callable[[Sequence[int]], Mapping[int, RankingFacts]]

    def build_indexed_documents(self, keys: Sequence[int]) -> Iterator[Document]:
        """Yield the documents as they go into the index."""
        extras = self.load_extras(keys)
        for document in self.build_documents(keys):
            extra = extras.get(document.number, RankingFacts())
            yield replace(
                document, useful=extra.usefulness, facets={**document.facets, **extra.facets}
            )


def to_milliseconds(when: datetime | None) -> int:
    """Return a time as an index keeps it."""
    return int(when.timestamp() * 1000) if when else 0


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the time that an index keeps so."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


# Up to which step the index is a copy


@dataclass(frozen=True)
class Checkpoint:
    """Up to which step an index is a copy: all up to ``settled``, and ``done`` after that.

    ``fingerprint`` is of these steps with their times. A database that was restored lacks one of
    them, or has taken another one under the same number since.
    """

    settled: int = 0
    done: frozenset[int] = frozenset()
    fingerprint: str = ""

    @classmethod
    def from_steps(cls, settled: int, done: Iterable[int], times: Iterable[StepTime]) -> Self:
        """Return what an index has reached that holds these steps of a history."""
        later = frozenset(number for number in done if number > settled)
        return cls(settled, later, compute_fingerprint({settled, *later}, times))

    @property
    def last_step(self) -> int:
        return max(self.done, default=self.settled)

    def is_part_of(self, times: Iterable[StepTime]) -> bool:
        """Tell whether a history has all that the index holds."""
        return self.fingerprint == compute_fingerprint({self.settled, *self.done}, times)

    def to_json(self) -> str:
        return json.dumps([self.settled, sorted(self.done), self.fingerprint])


def compute_fingerprint(numbers: Container[int], times: Iterable[StepTime]) -> str:
    steps = [f"{number} {at.isoformat()}" for number, at in times if number in numbers]
    return hashlib.sha256("\n".join(steps).encode()).hexdigest()[:32]


def parse_checkpoint(text: str) -> Checkpoint:
    settled, done, fingerprint = json.loads(text)
    return Checkpoint(settled, frozenset(done), fingerprint)


# Words that mean the same


def check_phrases(phrases: Sequence[str]) -> None:
    """Words that mean the same are two or more, and short."""
    if len({tuple(list_stems(normalize(phrase))) for phrase in phrases}) < 2:
        message = N_("Give two or more ways to say it, each on a line of its own")
        raise RuleBrokenError(message, field="phrases")
    if len(phrases) > MOST_PHRASES or any(len(phrase) > LONGEST_PHRASE for phrase in phrases):
        message = N_(
            "Keep to %(most)s lines of %(longest)s characters or fewer each",
            most=MOST_PHRASES,
            longest=LONGEST_PHRASE,
        )
        raise RuleBrokenError(message, field="phrases")


# The words of a search, marked in a text


class Marker:
    """Finds the words of a search in texts: quickly by how they begin, then by their stem.

    Beginnings are looked for as they are, which is ten times faster than a pattern; those that
    people write with a hyphen or space in them (“co-production”, “co production”), in each way.
    """

    def __init__(self, searched_stems: Iterable[str]) -> None:
        self.stems = frozenset(searched_stems)
        self.prefixes = sorted(
            {way for stem in self.stems for way in list_spellings(get_prefix(stem))}
        )
        self.pattern = compile_pattern({build_prefix_pattern(stem) for stem in self.stems})
        self.spots_by_text: dict[str, list[Spot]] = {}

    def find_spots(self, text: str) -> list[Spot]:
        """Return where in a text a word begins and ends that was looked for, and its stem."""
        if text not in self.spots_by_text:
            beginning = text[:LONGEST_READ]
            spots = [
                (start, end, find_first_stem(beginning[start:end]))
                for start, end in self.find_words(beginning)
            ]
            self.spots_by_text[text] = [spot for spot in spots if spot[2] in self.stems]
        return self.spots_by_text[text]

    def find_words(self, text: str) -> list[tuple[int, int]]:
        """Return where words stand that begin so, none in another."""
        lowercase = text.lower()
        if len(lowercase) != len(
            text
        ):  # a letter that has no single small one: places would be wrong
            return [each.span() for each in self.pattern.finditer(text)] if self.pattern else []
        spans = [
            span for begins in self.prefixes for span in find_words_with_prefix(lowercase, begins)
        ]
        return drop_overlaps(sorted(set(spans), key=lambda span: (span[0], -span[1])))

    def mark(self, text: str) -> list[Piece]:
        """Return a text in pieces, those with the words marked."""
        pieces: list[Piece] = []
        at = 0
        for start, end, _stem in self.find_spots(text):
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
        return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]

    def cut_snippet(self, text: str) -> list[Piece]:
        """Return the part of a text that has most of the words, marked; nothing if it has none."""
        spots = self.find_spots(text)
        if not spots:
            return []
        best = max(
            range(len(spots)), key=lambda place: (len(list_stems_in_window(spots, place)), -place)
        )
        return self.mark(cut_excerpt(text, spots[best][0]))


def compile_pattern(prefix_patterns: set[str]) -> re.Pattern[str] | None:
    either = "|".join(sorted(prefix_patterns, key=len, reverse=True))
    return re.compile(rf"\b(?:{either}){WORDS_END}", re.IGNORECASE) if prefix_patterns else None


def find_words_with_prefix(lowercase: str, prefix: str) -> Iterator[tuple[int, int]]:
    """Yield where words of a text in small letters begin so, and where they end."""
    at = lowercase.find(prefix)
    while at >= 0:
        end = at + len(prefix)
        if not at or not (lowercase[at - 1].isalnum() or lowercase[at - 1] == "_"):
            rest = REST_OF_WORD.match(lowercase, end)
            end = rest.end() if rest else end
            yield at, end
        at = lowercase.find(prefix, end)


def drop_overlaps(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order without those that begin in the one before."""
    separate: list[tuple[int, int]] = []
    for start, end in spans:
        if not separate or start >= separate[-1][1]:
            separate.append((start, end))
    return separate


@lru_cache(maxsize=16_384)
def find_first_stem(word: str) -> str:
    return next(iter(list_stems(normalize(word))), "")


def list_stems_in_window(spots: Sequence[Spot], place: int) -> set[str]:
    """Return the stems that a snippet from this spot on has room for."""
    last = spots[place][0] + WINDOW
    in_window = takewhile(lambda spot: spot[0] < last, spots[place:])
    return {stem for _begin, end, stem in in_window if end <= last}


def cut_excerpt(text: str, begin: int) -> str:
    """Return some of a text from a little before a place, cut between words."""
    start = max(0, begin - 40)
    if start:
        start = text.find(" ", start, begin) + 1 or begin
    end = start + WINDOW
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{one_line(text[start:end])}{after}"


def get_prefix(stem: str) -> str:
    """Return how words of this stem begin; stems end in letters that words lack."""
    return stem[: max(3, len(stem) - 1)]


def build_prefix_pattern(stem: str) -> str:
    """Return a pattern for how words of this stem begin."""
    return "|".join(re.escape(way) for way in list_spellings(get_prefix(stem)))


def list_spellings(prefix: str) -> list[str]:
    """Return the ways to write the beginning of a word."""
    front = get_joinable_prefix(prefix)
    return [f"{front}{each}{prefix[len(front) :]}" for each in JOINED_BY] if front else [prefix]


def get_joinable_prefix(prefix: str) -> str:
    """Return the beginning, such as “co”, that people write with a hyphen, a space or neither."""
    return next((b for b in PREFIXES if prefix.startswith(b) and len(prefix) > len(b) + 2), "")
