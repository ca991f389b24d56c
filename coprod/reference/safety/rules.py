"""Words that say that somebody may not be safe, as patterns that curators keep.

A pattern is written as people would say it, with a few marks:

    locked in            these words, in this order
    bruis*, *কে          any word that begins so, or ends so
    [hit]                the verb in every person and tense: hit, hits, hitting
    [take/took/taken]    the same, where the past is irregular
    {person}             any entry of the group of words with that name
    him|her|my_mum       either; a low line stands for a space within one of them, and a space
                         ends the alternatives
    ...                  up to three words between
    ....                 any number of words between, in the same sentence
    .                    the end of the sentence, at the end of a pattern

Groups hold patterns too, so that ``{hurt} {person}`` covers each verb with each person. What a
guard matches ("hit by the cuts", "never hit") is left out before the patterns are tried. Patterns
are matched in one sentence at a time, word by word, and apostrophes count for nothing.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import fold_without_joiners

SENTENCE_END = re.compile(r"(?:(?<!\.)\.(?!\.)|\n\s*\n|[!?;\u0964\u061f])+")
"""Three dots end no sentence, and neither does the end of a line."""
APOSTROPHES = re.compile("['\u2019\u02bc]")
GAP, FAR, END = "...", "....", "."
LONGEST_GAP, MOST_GAPS = 3, 3
LEFT_OUT = "#"
"""Stands for each word that a guard matched: no pattern matches it, and no gap goes over it."""
TOKEN = re.compile(r"\[[^\s\[\]{}*]+\]|\{[a-z0-9_]+\}|\*?[^\s\[\]{}*]+\*?")
BENGALI = re.compile("[\u0980-\u09ff]")
BENGALI_ENDINGS = (
    *("ি", "ে", "েন", "ো", "িস", "ছি", "ছে", "ছেন", "ছো", "ছিল", "ছিলো", "ছিলেন", "ছিলাম", "ল"),
    *("লো", "লেন", "লাম", "ত", "তো", "তেন", "তাম", "তে", "বে", "বেন", "বো", "ব", "ার", "ানো"),
)
BENGALI_PERFECT = ("ে", "েছে", "েছেন", "েছি", "েছিল", "েছিলো", "েছিলেন", "েছিলাম")
DOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
SIBILANT = re.compile(r".*(?:s|x|z|ch|sh|o)")


@dataclass(frozen=True)
class SafetyLists:
    """The lists of a place: patterns by what they mean, groups by name, and guards."""

    patterns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    guards: tuple[str, ...] = ()


@dataclass(frozen=True)
class SafetySign:
    """A passage of a text that matched, without its marks, and what that may mean."""

    meaning: str
    passage: str


# Patterns, read


@dataclass(frozen=True, eq=False)
class Choice:
    """A place in a pattern: pieces of words, groups, sequences. Each is equal to itself only."""

    pieces: frozenset[str] = frozenset()
    groups: tuple[str, ...] = ()
    sequences: tuple["Pattern", ...] = ()


@lru_cache(maxsize=20_000)
def list_pieces(word: str) -> frozenset[str]:
    """Return a word, its beginnings (``bru*``) and its endings (``*ise``)."""
    cuts = range(len(word) + 1)
    return frozenset([word, *(f"{word[:n]}*" for n in cuts), *(f"*{word[n:]}" for n in cuts)])


Pattern: TypeAlias = tuple[Choice | str, ...]


class MeaningPattern(NamedTuple):
    """A pattern, what a text that it matches may mean, and pieces of words that it needs."""

    pattern: Pattern
    meaning: str
    needs: tuple[frozenset[str], ...]


def parse_pattern(pattern: str) -> Pattern:
    return tuple(
        part for element in pattern.replace("…", GAP).split() for part in parse_element(element)
    )


def parse_element(element: str) -> Pattern:
    if element in {GAP, FAR, END}:
        return (element,)
    if not set("|[{*_") & set(element):
        return tuple(Choice(frozenset({word})) for word in split_words(element))
    choices = [parse_choice(each) for each in element.split("|")]
    merged = Choice(
        frozenset().union(*(each.pieces for each in choices)),
        tuple(group for each in choices for group in each.groups),
        tuple(sequence for each in choices for sequence in each.sequences),
    )
    return (merged,)


def parse_choice(choice: str) -> Choice:
    if choice.startswith("{"):
        return Choice(groups=(choice[1:-1],))
    if choice.startswith("["):
        forms = inflect(choice[1:-1].split("/"))
        return Choice(frozenset(word for form in forms for word in split_words(form)))
    pieces = [frozenset({each}) for each in split_pieces(choice.replace("_", " "))]
    if len(pieces) > 1:
        return Choice(sequences=(tuple(Choice(each) for each in pieces),))
    return Choice(frozenset().union(*pieces))


def split_pieces(text: str) -> list[str]:
    """Return the words of a text, with the star of those that only begin or end so."""
    return [
        "*" * each.startswith("*") + word + "*" * each.endswith("*")
        for each in text.split()
        for word in split_words(each)
    ]


def split_words(text: str) -> list[str]:
    return fold_without_joiners(APOSTROPHES.sub("", text)).split()


def split_sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence, in small letters."""
    return [words for each in SENTENCE_END.split(text) if (words := split_words(each))]


# Patterns, by the word that they begin with


@dataclass(eq=False)
class PatternIndex:
    """Some patterns with what they mean, found by the pieces of a word that they begin with."""

    by_piece: dict[str, list[MeaningPattern]] = field(default_factory=lambda: defaultdict(list))

    def add(self, pattern: Pattern, meaning: str, groups: Mapping[str, Sequence[Pattern]]) -> None:
        meant = MeaningPattern(pattern, meaning, list_needed_pieces(pattern))
        choices = list_first_choices(pattern, groups)
        for piece in frozenset().union(*(choice.pieces for choice in choices)):
            self.by_piece[piece].append(meant)

    def candidates(self, word: str) -> tuple[MeaningPattern, ...]:
        pieces = list_pieces(word)
        return tuple(meant for piece in pieces for meant in self.by_piece.get(piece, ()))


@lru_cache(maxsize=50_000)
def find_candidates(index: PatternIndex, word: str) -> tuple[MeaningPattern, ...]:
    """Return the patterns of an index that may begin with a word; people use the same words."""
    return index.candidates(word)


def list_needed_pieces(pattern: Pattern) -> tuple[frozenset[str], ...]:
    """Return pieces of words after the first, of each of which a sentence needs one."""
    plain = [
        each.pieces
        for each in pattern[1:]
        if isinstance(each, Choice) and not (each.groups or each.sequences)
    ]
    return tuple(sorted(plain, key=len))


def list_first_choices(pattern: Pattern, groups: Mapping[str, Sequence[Pattern]]) -> list[Choice]:
    """Return every choice that a pattern may begin with, through groups that name groups."""
    choices, to_do, known = [], [pattern], set[str]()
    while to_do:
        first = to_do.pop()[0]
        if isinstance(first, str):
            continue
        choices.append(first)
        to_do += first.sequences
        for name in set(first.groups) - known:
            known.add(name)
            to_do += groups.get(name, ())
    return choices


def build_index(
    patterns: Iterable[Pattern], groups: Mapping[str, Sequence[Pattern]]
) -> PatternIndex:
    index = PatternIndex()
    for pattern in patterns:
        index.add(pattern, "", groups)
    return index


# Matching


@dataclass
class SentenceMatch:
    """One sentence while patterns are tried on it; what a group matches is worked out once."""

    words: Sequence[str]
    groups: Mapping[str, PatternIndex]
    known: dict[tuple[str, int], frozenset[int]] = field(default_factory=dict)
    places: dict[Choice, list[tuple[int, int]]] = field(default_factory=dict)

    @cached_property
    def pieces(self) -> frozenset[str]:
        return frozenset().union(*map(list_pieces, self.words))

    def candidates(self, index: PatternIndex, at: int) -> Iterator[MeaningPattern]:
        """Return the patterns that may begin at a word, and have what they need."""
        return filter(self.has_needed, find_candidates(index, self.words[at]))

    def has_needed(self, meant: MeaningPattern) -> bool:
        return not any(map(self.pieces.isdisjoint, meant.needs))

    def ends(self, pattern: Pattern, at: int) -> set[int]:
        """Return where a pattern that begins at a word may end."""
        ends = {at}
        for before, element in zip((None, *pattern), pattern, strict=False):
            if before == FAR and isinstance(element, Choice):
                ends = self.far_ends(element, min(ends))
            else:
                ends = {end for start in ends for end in self.element_ends(element, start)}
            if not ends:
                break
        return ends

    def far_ends(self, choice: Choice, at: int) -> set[int]:
        """Return where a choice may end that begins anywhere after a word."""
        if choice not in self.places:
            starts = range(len(self.words))
            self.places[choice] = [(n, end) for n in starts for end in self.choice_ends(choice, n)]
        return {end for start, end in self.places[choice] if start >= at}

    def element_ends(self, element: Choice | str, at: int) -> Iterable[int]:
        if isinstance(element, Choice):
            return self.choice_ends(element, at)
        if element == FAR:
            return range(at, len(self.words) + 1)
        if element == GAP:
            return self.gap_ends(at)
        return (at,) if at == len(self.words) else ()

    def gap_ends(self, at: int) -> Iterator[int]:
        for end in range(at, min(at + LONGEST_GAP, len(self.words)) + 1):
            if LEFT_OUT not in self.words[at:end]:
                yield end

    def choice_ends(self, choice: Choice, at: int) -> Iterator[int]:
        if at >= len(self.words):
            return
        if not choice.pieces.isdisjoint(list_pieces(self.words[at])):
            yield at + 1
        for sequence in choice.sequences:
            yield from self.ends(sequence, at)
        for name in choice.groups:
            yield from self.group_ends(name, at)

    def group_ends(self, name: str, at: int) -> frozenset[int]:
        if (name, at) not in self.known and name in self.groups:
            self.known[name, at] = frozenset()  # a group that names itself ends here
            self.known[name, at] = frozenset(self.any_ends(self.groups[name], at))
        return self.known.get((name, at), frozenset())

    def any_ends(self, index: PatternIndex, at: int) -> Iterator[int]:
        for meant in self.candidates(index, at):
            yield from self.ends(meant.pattern, at)

    def find_spans(
        self, index: PatternIndex, known: Container[str] = ()
    ) -> dict[str, tuple[int, int]]:
        """Return the first passage for each meaning not known yet, as long as it may be."""
        spans: dict[str, tuple[int, int]] = {}
        for at in range(len(self.words)):
            for meant in find_candidates(index, self.words[at]):
                start, longest = spans.get(meant.meaning, (at, at))
                if start < at or meant.meaning in known or not self.has_needed(meant):
                    continue
                if (end := max(self.ends(meant.pattern, at), default=at)) > longest:
                    spans[meant.meaning] = (at, end)
        return spans


@dataclass(frozen=True)
class SafetyMatcher:
    """The lists of a place, ready to look through texts."""

    meanings: tuple[str, ...]
    patterns: PatternIndex
    groups: Mapping[str, PatternIndex]
    guards: PatternIndex

    def find_signs(self, text: str) -> tuple[SafetySign, ...]:
        """Return a sign for each meaning that a text has words for."""
        passages: dict[str, str] = {}
        for words in split_sentences(text):
            sentence = SentenceMatch(self.leave_out(words), self.groups)
            for meaning, span in sentence.find_spans(self.patterns, passages).items():
                passages[meaning] = " ".join(sentence.words[slice(*span)])
        return tuple(SafetySign(each, passages[each]) for each in self.meanings if each in passages)

    def leave_out(self, words: list[str]) -> list[str]:
        """Put a mark in the place of the words that are no danger."""
        sentence = SentenceMatch(words, self.groups)
        spans = [
            (at, max(sentence.any_ends(self.guards, at), default=at)) for at in range(len(words))
        ]
        left_out = {n for start, end in spans for n in range(start, end)}
        return [LEFT_OUT if n in left_out else word for n, word in enumerate(words)]


@lru_cache(maxsize=4)
def build_matcher(lists: SafetyLists) -> SafetyMatcher:
    groups = {name: parse_all(members) for name, members in lists.groups}
    patterns = PatternIndex()
    for meaning, members in lists.patterns:
        for pattern in parse_all(members):
            patterns.add(pattern, meaning, groups)
    return SafetyMatcher(
        meanings=tuple(dict(lists.patterns)),
        patterns=patterns,
        groups={name: build_index(members, groups) for name, members in groups.items()},
        guards=build_index(parse_all(lists.guards), groups),
    )


def parse_all(patterns: Iterable[str]) -> list[Pattern]:
    return [
        one
        for each in patterns
        if (pattern := parse_pattern(each))
        for one in split_alternatives(pattern)
    ]


def split_alternatives(pattern: Pattern) -> Iterator[Pattern]:
    """Return the alternatives of a pattern that is nothing else: each is found by its own word."""
    first = pattern[0]
    if len(pattern) > 1 or isinstance(first, str) or not first.sequences:
        yield pattern
        return
    yield from first.sequences
    if first.pieces or first.groups:
        yield (Choice(first.pieces, first.groups),)


# Verbs


def inflect(parts: list[str]) -> list[str]:
    """Return a verb in every person and tense, its passive included."""
    return inflect_bengali(*parts[:2]) if BENGALI.search(parts[0]) else inflect_english(*parts[:3])


def inflect_english(base: str, past: str = "", participle: str = "") -> list[str]:
    """Return the forms of an English verb. What is irregular about it is given."""
    doubled = base + base[-1] if DOUBLED.fullmatch(base) else base
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        third, regular = f"{base[:-1]}ies", f"{base[:-1]}ied"
    else:
        third = f"{base}es" if SIBILANT.fullmatch(base) else f"{base}s"
        regular = f"{base}d" if base.endswith("e") else f"{doubled}ed"
    return [
        base,
        third,
        build_continuous(base, doubled),
        past or regular,
        participle or past or regular,
    ]


def build_continuous(base: str, doubled: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    is_silent = base.endswith("e") and not base.endswith(("ee", "ye", "oe"))
    return f"{base[:-1]}ing" if is_silent else f"{doubled}ing"


def inflect_bengali(stem: str, perfect_stem: str = "") -> list[str]:
    """Return the forms of a Bengali verb whose stem ends in a consonant."""
    perfect = perfect_stem or stem
    return [
        *(stem + ending for ending in BENGALI_ENDINGS),
        *(perfect + ending for ending in BENGALI_PERFECT),
    ]


# What a curator writes


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that could match nothing, or nearly everything."""
    elements = pattern.replace("…", GAP).split()
    choices = [each for element in elements for each in element.split("|")]
    is_odd = any(not TOKEN.fullmatch(each) for each in choices)
    if is_odd or not any(fold_without_joiners(each) for each in choices):
        message = N_(
            "We cannot read the pattern “%(pattern)s”. Look at how patterns are written",
            pattern=pattern,
        )
        raise RuleBrokenError(message, field="aliases")
    gaps = [n for n, element in enumerate(elements) if element in {GAP, FAR}]
    if len(gaps) > MOST_GAPS or {0, len(elements) - 1} & set(gaps):
        message = N_(
            "In “%(pattern)s”, put three dots between words only, and three times at most",
            pattern=pattern,
        )
        raise RuleBrokenError(message, field="aliases")


def list_group_names(patterns: Iterable[str]) -> set[str]:
    """Return the groups that patterns name."""
    return {name for each in patterns for name in re.findall(r"\{([a-z0-9_]+)\}", each)}
