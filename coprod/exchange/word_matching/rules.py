"""Matching the words of a file: to a scale of feelings, or to names on a list.

A match is known only where the words say it. Everything else is a guess, ``LIKELY``, for a person
to look at.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from coprod.core.values.text import fold, one_line
from coprod.exchange.word_matching.enums import (
    AGREEMENT_DEGREES,
    DEGREES,
    DENIALS,
    EMPTY_NAME_WORDS,
    FACES,
    LIKELY_WORDS,
    NEGATIVE_WORDS,
    OTHER_WORDS,
    POSITIVE_WORDS,
    SHORT_FORMS,
    UNPLACED,
    MatchState,
    WordMatch,
    WordMeaning,
)

T = TypeVar("T")
LIKE_ENOUGH = 84
"""How alike two wordings must be, of 100, for one to be a guess for the other."""
CLEARLY_MORE_LIKE = 4
"""How much more alike the best of two different guesses must be. Otherwise there is none."""
SHORTEST_TO_GUESS = 4
SHORTEST_MISSPELT, MOST_WRONG_LETTERS = 7, 2
"""From how many letters on a word may be misspelt, and by how many of them."""
STARS = re.compile(r"[★⭐*]{1,5}[☆]{0,4}")
RATING = re.compile(r"(\d)(?:\.\d)?\s*(?:stars?|(?:/|out of)\s*(\d{1,2})(?:\s*stars?)?)", re.I)
NUMBER_BESIDE = re.compile(r"^\(?\d{1,2}\)?\s*[-–—:=.,)]*\s+|\s*[-–—:=(]\s*\d{1,2}\s*\)?$")
"""The number of an answer that stands before or after its words: "1 - Very good"."""
NEITHER = re.compile(r"neither \w+ (?:n?or) \w+(?: \w+)?")


def build_known_wordings() -> dict[str, WordMeaning]:
    """Return the usual answers of surveys in the health service by what they mean."""
    known: dict[str, WordMeaning] = {}
    sides = ((POSITIVE_WORDS, WordMeaning.POSITIVE), (NEGATIVE_WORDS, WordMeaning.NEGATIVE))
    for words, meaning in sides:
        for word in words:
            known[word] = meaning
            known |= {f"{degree} {word}": meaning for degree in DEGREES}
    denied = (f"{denial} {word}" for denial in DENIALS for word in POSITIVE_WORDS)
    known |= dict.fromkeys(denied, WordMeaning.NEGATIVE)
    for meaning, wordings in OTHER_WORDS.items():
        known |= dict.fromkeys(wordings, meaning)
    return known


def build_agreements() -> dict[str, WordMeaning]:
    """Return the answers to a statement. What agreeing means hangs on the statement."""
    agreements = {
        "agree": WordMeaning.POSITIVE,
        "disagree": WordMeaning.NEGATIVE,
        "tend to agree": WordMeaning.POSITIVE,
        "tend to disagree": WordMeaning.NEGATIVE,
    }
    for degree in AGREEMENT_DEGREES:
        agreements |= {
            f"{degree} agree": WordMeaning.POSITIVE,
            f"agree {degree}": WordMeaning.POSITIVE,
            f"{degree} disagree": WordMeaning.NEGATIVE,
            f"disagree {degree}": WordMeaning.NEGATIVE,
        }
    return agreements


KNOWN_WORDINGS = build_known_wordings()
GUESSED_WORDINGS = {**LIKELY_WORDS, **build_agreements()}


def match_feeling(value: str) -> WordMatch:
    """Return what a word about how somebody felt means: known, likely or not matched."""
    line = one_line(value)
    for read in (read_known_wording, read_stars, read_face):
        meaning = read(line)
        if meaning:
            return WordMatch(meaning.value, MatchState.KNOWN)
    guess = guess_meaning(fold(line))
    return WordMatch(guess.value, MatchState.LIKELY) if guess else WordMatch()


def read_known_wording(line: str) -> WordMeaning | None:
    for words in (fold(line), fold(NUMBER_BESIDE.sub("", line))):
        if words in KNOWN_WORDINGS:
            return KNOWN_WORDINGS[words]
        if NEITHER.fullmatch(words):
            return WordMeaning.NEUTRAL
    return None


def read_stars(line: str) -> WordMeaning | None:
    """Read "★★★★☆", "4 stars" and "4 out of 5": more is better."""
    if STARS.fullmatch(line):
        filled = len(line.rstrip("☆"))
        return rank(filled, 5)
    rating = RATING.fullmatch(line)
    if rating is None:
        return None
    return rank(int(rating[1]), int(rating[2] or 5))


def rank(number: int, highest: int) -> WordMeaning | None:
    """Return what a number from 1 up means, where more is better."""
    if not 1 <= number <= highest:
        return None
    distance = 2 * number - (highest + 1)
    if distance == 0:
        return WordMeaning.NEUTRAL
    return WordMeaning.POSITIVE if distance > 0 else WordMeaning.NEGATIVE


def read_face(line: str) -> WordMeaning | None:
    meanings = {FACES[mark] for mark in line if mark in FACES}
    has_words = bool(fold(line))
    return meanings.pop() if len(meanings) == 1 and not has_words else None


def guess_meaning(words: str) -> WordMeaning | None:
    """Return what a wording that is not known may mean."""
    if words in GUESSED_WORDINGS:
        return GUESSED_WORDINGS[words]
    if len(words) < SHORTEST_TO_GUESS:
        return None
    wordings = {**KNOWN_WORDINGS, **GUESSED_WORDINGS}
    return find_most_alike(wordings, lambda known: fuzz.ratio(words, known))


def match_name(name: str, names: Mapping[str, T]) -> tuple[T | None, MatchState]:
    """Return what goes by a name or by one much like it. ``names`` are folded."""
    folded = fold(name)
    if folded in names:
        return names[folded], MatchState.KNOWN
    if not folded or not any(map(str.isalpha, folded)):
        return None, MatchState.NONE
    guess = find_most_alike(names, lambda known: measure_likeness(folded, known))
    return guess, MatchState.LIKELY if guess is not None else MatchState.NONE


def find_misspelt(words: str, names: Mapping[str, T]) -> T | None:
    """Return what goes by a name that differs by a letter or two, if the words are long enough."""
    if len(words) < SHORTEST_MISSPELT:
        return None
    alike = {
        known: value
        for known, value in names.items()
        if Levenshtein.distance(words, known, score_cutoff=MOST_WRONG_LETTERS) <= MOST_WRONG_LETTERS
    }
    return find_most_alike(alike, lambda known: fuzz.ratio(words, known))


def find_most_alike(candidates: Mapping[str, T], measure: Callable[[str], float]) -> T | None:
    """Return the candidate that is most alike, if it is clearly more so than any other."""
    ranked = sorted(
        ((measure(words), value) for words, value in candidates.items()),
        key=lambda pair: pair[0],
        reverse=True,
    )
    alike = [(likeness, value) for likeness, value in ranked if likeness >= LIKE_ENOUGH]
    if not alike:
        return None
    best_likeness, best = alike[0]
    rivals = (likeness for likeness, value in alike if value != best)
    return best if best_likeness - max(rivals, default=0) >= CLEARLY_MORE_LIKE else None


def measure_likeness(one: str, other: str) -> float:
    """Measure how alike two names are, of 100. Names with different numbers are not alike."""
    words, other_words = list_telling_words(one), list_telling_words(other)
    if list_numbers(words) != list_numbers(other_words) or not words or not other_words:
        return 0
    text, other_text = " ".join(words), " ".join(other_words)
    whole = fuzz.token_sort_ratio(text, other_text)
    shorter = min(words, other_words, key=len)
    is_part = len(" ".join(shorter)) >= SHORTEST_TO_GUESS
    part = measure_part(words, other_words) if is_part else 0
    return max(whole, part)


def measure_part(words: Iterable[str], other_words: Iterable[str]) -> float:
    """Measure how well each word of the shorter name is found in the longer one."""
    shorter, longer = sorted((list(words), list(other_words)), key=len)
    best = [max(fuzz.ratio(word, each) for each in longer) for word in shorter]
    is_found = min(best) >= LIKE_ENOUGH
    return sum(best) / len(best) - (len(longer) - len(shorter)) if is_found else 0


def list_telling_words(name: str) -> list[str]:
    """Return the words of a folded name in full, without those that do not tell it apart."""
    in_full = " ".join(SHORT_FORMS.get(word, word) for word in name.split())
    return [word for word in in_full.split() if word not in EMPTY_NAME_WORDS]


def list_numbers(words: Iterable[str]) -> list[str]:
    return sorted(word for word in words if word.isdigit())


# The words of a file, matched on a page by a curator


LONGEST_WORD = 120
"""What is longer than this is no answer to choose from, but somebody's own words."""
MOST_WORDS = 1000
"""How many different words of a column are listed. What comes after is only counted."""
UNLISTED = ""
"""Under what the words are counted that are not listed."""
SHOWN_WORDS = 30
"""How many words of a column are shown at once. Beyond that they are looked for by a filter."""
WordsByColumn = Mapping[str, Mapping[str, str]]
"""By column, what each of its words counts as."""


@dataclass
class WordTally:
    """How often each word of a column comes, under the way it was first written."""

    counts: dict[str, dict[str, int]]
    first_forms: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, column: str, word: str) -> str:
        """Count a word, and return it as it was first written."""
        if not word:
            return ""
        words = self.counts.setdefault(column, {})
        form = self.first_forms.setdefault((column, get_key(word)), word)
        is_listed = form in words or (len(words) < MOST_WORDS and len(form) <= LONGEST_WORD)
        listed_as = form if is_listed else UNLISTED
        words[listed_as] = words.get(listed_as, 0) + 1
        return form


def get_key(word: str) -> str:
    """Return a word as it is compared: without case and marks, where anything is left then."""
    return fold(word) or one_line(word)


def index_words(words: WordsByColumn) -> dict[tuple[str, str], str]:
    """Return what words count as, by column and word as they are compared."""
    return {
        (column, get_key(word)): chosen
        for column, meanings in words.items()
        for word, chosen in meanings.items()
    }


def select_kept(
    words: WordsByColumn, before: Mapping[str, str], targets: Mapping[str, str]
) -> dict[str, Mapping[str, str]]:
    """Return the words of the columns that are still what they were."""
    return {
        column: meanings
        for column, meanings in words.items()
        if before.get(column) == targets.get(column)
    }


class MatchedChoices(Protocol):
    """What was chosen for the columns of a file, and what their words count as."""

    @property
    def columns(self) -> Mapping[str, str]: ...
    @property
    def words(self) -> WordsByColumn: ...
    @property
    def proposed(self) -> WordsByColumn: ...


def carry_words(
    before: MatchedChoices, earlier: MatchedChoices, targets: Mapping[str, str]
) -> tuple[WordsByColumn, WordsByColumn]:
    """Return the words that stay matched, and those proposed as in an earlier file."""
    kept = select_kept(before.words, before.columns, targets)
    offered = {**earlier.proposed, **earlier.words}
    proposed = select_kept(before.proposed, before.columns, targets)
    return kept, {**proposed, **select_kept(offered, earlier.columns, targets)}


@dataclass
class CuratorWords:
    """What a curator chose for words, and what was chosen for an earlier file: only a proposal."""

    words: WordsByColumn
    proposed: WordsByColumn

    def __post_init__(self) -> None:
        self.chosen, self.earlier = index_words(self.words), index_words(self.proposed)

    def get_chosen(self, column: str, word: str) -> str:
        return self.chosen.get((column, get_key(word)), "")

    def find_match(self, column: str, word: str) -> WordMatch | None:
        """Return what a curator chose for a word, or else what they chose in an earlier file."""
        at = (column, get_key(word))
        if self.chosen.get(at):
            return WordMatch(self.chosen[at], MatchState.CHOSEN)
        return WordMatch(self.earlier[at], MatchState.EARLIER) if self.earlier.get(at) else None


def is_settled(match: WordMatch) -> bool:
    return match.state in {MatchState.KNOWN, MatchState.CHOSEN}


@dataclass(frozen=True)
class WordChoices:
    """What a curator sent: what each word counts as, and a fingerprint of what they looked at."""

    words: WordsByColumn
    keep: bool
    seen: str


@dataclass(frozen=True)
class WordLine:
    """One word of a column, in how many rows it stands, and what it is taken for."""

    word: str
    rows: int
    match: WordMatch
    field_name: str

    @property
    def is_matched(self) -> bool:
        return is_settled(self.match)


@dataclass(frozen=True)
class MatchedColumn:
    """The words of a column, those in most rows first. ``find`` narrows down what is shown."""

    number: int
    heading: str
    target: str
    lines: Sequence[WordLine]
    uncounted: int = 0
    find: str = ""

    @property
    def rest(self) -> str:
        """What the words count as that a curator leaves unmatched on purpose."""
        return UNPLACED

    @property
    def unmatched(self) -> list[WordLine]:
        return [line for line in self.lines if not line.is_matched]

    @property
    def matched(self) -> list[WordLine]:
        return [line for line in self.lines if line.is_matched]

    @property
    def is_long(self) -> bool:
        return len(self.lines) > SHOWN_WORDS

    @property
    def visible_unmatched(self) -> list[WordLine]:
        return self.select_visible(self.unmatched)

    @property
    def visible_matched(self) -> list[WordLine]:
        return self.select_visible(self.matched)

    @property
    def visible(self) -> list[WordLine]:
        return [*self.visible_unmatched, *self.visible_matched]

    def select_visible(self, lines: Sequence[WordLine]) -> list[WordLine]:
        wanted = fold(self.find)
        return [line for line in lines if wanted in fold(line.word)][:SHOWN_WORDS]


def list_word_lines(
    number: int, counts: Mapping[str, int], match: Callable[[str], WordMatch]
) -> list[WordLine]:
    """Return the words of the column with this number, those in most rows first."""
    in_order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        WordLine(word, rows, match(word), f"word_{number}_{digest_word(word)}")
        for word, rows in in_order
        if word != UNLISTED
    ]


def digest_word(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:12]


def settle_word(line: WordLine, picked: str) -> str:
    """Return what to store for a word; nothing where it is matched, or left, without it."""
    is_left = line.match.state is MatchState.NONE and picked in {"", UNPLACED}
    is_unchanged = line.match.state is MatchState.KNOWN and picked == line.match.value
    return "" if is_left or is_unchanged else picked
