"""What a kind of thing must offer to be found, and the words of a text that are marked."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coprod.kit.errors import RuleBrokenError
from coprod.kit.phrases import N_
from coprod.kit.text import one_line
from coprod.text_index.models import stems
from coprod.text_index.rules import Document, even
from coprod.text_index.words import BEGINNINGS

WINDOW = 220
LONGEST_READ = 60_000
MOST_PHRASES = 12
LONGEST_PHRASE = 80
WORDS_END = r"[\w\u0980-\u09ff'\u2019]*"
Piece = tuple[str, bool]
"""A piece of a text, and whether it is marked."""


Follow = Callable[[Sequence[int]], Sequence[int]]
"""Leads from the keys of one kind of thing to those of another."""


@dataclass(frozen=True)
class Source:
    """One kind of thing that can be found. ``queries.SOURCES`` names them all.

    ``everything`` are the keys of all that is public, ``documents`` what those of them that are
    public now tell. ``touched`` says for each kind of thing that a note in the history can be
    about which documents may tell something else since.
    """

    kind: str
    everything: Callable[[], Sequence[int]]
    documents: Callable[[Sequence[int]], Iterable[Document]]
    touched: Mapping[str, Follow]


def milliseconds(when: datetime | None) -> int:
    """Return a time as an index keeps it."""
    return int(when.timestamp() * 1000) if when else 0


def check_phrases(phrases: Sequence[str]) -> None:
    """Words that mean the same are two or more, and short."""
    if len({tuple(stems(even(phrase))) for phrase in phrases}) < 2:
        said = N_("Give two or more ways to say it, each on a line of its own")
        raise RuleBrokenError(said, field="phrases")
    if len(phrases) > MOST_PHRASES or any(len(phrase) > LONGEST_PHRASE for phrase in phrases):
        said = N_(
            "Keep to %(most)s lines of %(longest)s characters or fewer each",
            most=MOST_PHRASES,
            longest=LONGEST_PHRASE,
        )
        raise RuleBrokenError(said, field="phrases")


class Marker:
    """Finds the words of a search in texts: quickly by how they begin, then by their stem."""

    def __init__(self, marks: Iterable[str]) -> None:
        self.marks = frozenset(marks)
        begins = "|".join(sorted({beginning(stem) for stem in self.marks}, key=len, reverse=True))
        self.pattern = re.compile(rf"\b(?:{begins}){WORDS_END}", re.IGNORECASE) if begins else None

    def spots(self, text: str) -> list[tuple[int, int, str]]:
        """Return where in a text a word begins and ends that was looked for, and its stem."""
        found = self.pattern.finditer(text[:LONGEST_READ]) if self.pattern else ()
        cut = [(each.start(), each.end(), stems(even(each.group()))) for each in found]
        return [(start, end, s[0]) for start, end, s in cut if s and s[0] in self.marks]

    def found_in(self, *texts: str) -> set[str]:
        return {stem for text in texts for _start, _end, stem in self.spots(text)}

    def marked(self, text: str) -> list[Piece]:
        """Return a text in pieces, those with the words marked."""
        pieces: list[Piece] = []
        at = 0
        for start, end, _stem in self.spots(text):
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
        return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]

    def snippet(self, text: str) -> list[Piece]:
        """Return the part of a text that has most of the words, marked; nothing if it has none."""
        spots = self.spots(text)
        if not spots:
            return []
        begin = max(spots, key=lambda spot: (len(within(spots, spot[0])), -spot[0]))[0]
        return self.marked(cut_out(text, begin))


def within(spots: list[tuple[int, int, str]], start: int) -> set[str]:
    return {stem for begin, end, stem in spots if begin >= start and end <= start + WINDOW}


def beginning(stem: str) -> str:
    """Return a pattern for how words of this stem begin; stems end in letters that words lack."""
    start = re.escape(stem[: max(3, len(stem) - 1)])
    apart = next((b for b in BEGINNINGS if start.startswith(b) and len(start) > len(b) + 2), "")
    return f"{apart}[-\u2010\u2011 ]?{start[len(apart) :]}" if apart else start


def cut_out(text: str, begin: int) -> str:
    """Return some of a text from a little before a place, cut between words."""
    start = max(0, begin - 40)
    if start:
        start = text.find(" ", start, begin) + 1 or begin
    end = start + WINDOW
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{one_line(text[start:end])}{after}"
