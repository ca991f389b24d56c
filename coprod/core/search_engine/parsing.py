"""How what was typed is understood: queries for its words. Nothing in it is a command."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tantivy import Query, Searcher

from coprod.core.search_engine.analysis import get_stop_stems, list_stems, list_words, normalize
from coprod.core.search_engine.lookups import has_word
from coprod.core.search_engine.models import SearchRequest
from coprod.core.search_engine.queries import build_any_query, build_phrase_query, build_term_query
from coprod.core.search_engine.vocabulary import STOP_WORDS

MAX_WORDS = 32
MAX_QUERY_CHARS = 400

QUOTED = re.compile('["\u201c\u201d\u00ab]([^"\u201c\u201d\u00ab\u00bb]*)["\u201c\u201d\u00bb]')

TITLE_BOOST = 0.5
PAIR_BOOST = 0.7
PAIR_SLOP = 5
SYNONYM_BOOST = 0.6
"""A title counts a little more, and words side by side more.

They were chosen on three judged collections at once; ``docs/search.md`` has what was tried.
"""


@dataclass(frozen=True)
class ParsedText:
    """What was typed, taken apart: the words to rank by and the phrases that must be there."""

    words: str
    phrases: tuple[str, ...]


def parse_text(text: str) -> ParsedText:
    """Read what was typed. Nothing in it has a meaning of its own but a pair of quotes."""
    short = " ".join(text[:MAX_QUERY_CHARS].split())
    phrases = tuple(phrase.strip() for phrase in QUOTED.findall(short) if phrase.strip())
    return ParsedText(
        normalize(QUOTED.sub(" ", short)), tuple(normalize(phrase) for phrase in phrases)
    )


@dataclass(frozen=True)
class ParsedRequest:
    """How what was typed is understood.

    ``word_stems`` are those of its words, ``synonyms`` queries for other ways to say them, each as
    good as a word; ``phrases`` must be there; what ``boosts`` a hit need not. ``least_words``
    of the words are needed.
    """

    word_stems: tuple[str, ...]
    synonyms: tuple[Query, ...]
    phrases: tuple[Query, ...]
    boosts: tuple[Query, ...]
    stems: tuple[str, ...]
    highlighted_stems: frozenset[str]
    least_words: int = 1

    @property
    def is_empty(self) -> bool:
        return not self.word_stems and not self.phrases

    @property
    def is_any_word(self) -> bool:
        return not self.phrases and self.least_words == 1

    def list_word_queries(self) -> list[Query]:
        """Return what any of the words fits, in a form that the index answers fastest."""
        return [
            *(query for stem in self.word_stems for query in list_stem_queries(stem)),
            *self.synonyms,
        ]

    def build_any_word_query(self) -> Query:
        """Return the query for what has any of the words, unranked. Texts have titles too."""
        return build_any_query(
            [*(build_term_query("text", stem) for stem in self.word_stems), *self.synonyms]
        )

    def build_enough_words_query(self) -> Query:
        if self.least_words == 1:
            return build_any_query(self.list_word_queries())
        return build_any_query(
            [
                *(build_any_query(list_stem_queries(stem)) for stem in self.word_stems),
                *self.synonyms,
            ],
            self.least_words,
        )


def parse_request(searcher: Searcher, request: SearchRequest) -> ParsedRequest:
    parsed_text = parse_text(request.text)
    words = drop_stop_words(list_stems(parsed_text.words))
    phrases = [each for each in map(list_stems, parsed_text.phrases) if each][:MAX_WORDS]
    other_phrases = find_synonyms(
        words, [[list_stems(normalize(p)) for p in group] for group in request.meanings]
    )
    joined = find_joined_stems(searcher, parsed_text)
    synonyms = [
        Query.boost_query(build_phrase_query(each), SYNONYM_BOOST) for each in other_phrases
    ]
    synonyms += [
        Query.boost_query(build_term_query("text", each), get_pair_weight(words)) for each in joined
    ]
    all_stems = tuple(dict.fromkeys([*words, *(stem for each in phrases for stem in each)]))
    return ParsedRequest(
        word_stems=tuple(dict.fromkeys(words)),
        synonyms=tuple(synonyms),
        phrases=tuple(build_phrase_query(each) for each in phrases),
        boosts=tuple(list_pair_boosts(words)),
        stems=all_stems,
        highlighted_stems=frozenset(
            [*all_stems, *joined, *(stem for each in other_phrases for stem in each)]
        ),
        least_words=len(set(words)) // 2 + 1 if request.has_most else 1,
    )


def drop_stop_words(words: list[str]) -> list[str]:
    """Return the words that say something; all of them, when none does."""
    return ([each for each in words if each not in get_stop_stems()] or words)[:MAX_WORDS]


def list_stem_queries(stem: str) -> list[Query]:
    return [
        build_term_query("text", stem),
        Query.boost_query(build_term_query("title", stem), TITLE_BOOST),
    ]


def list_pair_boosts(words: list[str]) -> list[Query]:
    """Return what raises hits with the words near each other: the more, the fewer they are."""
    weight = get_pair_weight(words)
    return [
        Query.boost_query(build_phrase_query(pair, slop), weight)
        for pair in list_pairs(words)
        for slop in (0, PAIR_SLOP)
    ]


def get_pair_weight(words: list[str]) -> float:
    return PAIR_BOOST / max(len(list_pairs(words)), 1)


def find_joined_stems(searcher: Searcher, parsed_text: ParsedText) -> list[str]:
    """Return “healthcare” for “health care”, where documents write it so."""
    typed_words = list_words(parsed_text.words)[:MAX_WORDS]
    pairs = [pair for pair in list_pairs(typed_words) if all(map(can_be_joined, pair))]
    candidates = [stem for pair in pairs for stem in list_stems("".join(pair))]
    return [stem for stem in dict.fromkeys(candidates) if has_word(searcher, "text", stem)]


def can_be_joined(word: str) -> bool:
    return len(word) > 2 and word not in STOP_WORDS


def list_pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return each word with the one after it, every pair once."""
    return list(dict.fromkeys((a, b) for a, b in pairwise(words) if a != b))


def has_phrase(phrase: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether a phrase stands in a text, word after word."""
    size = len(phrase)
    return size > 0 and any(
        list(words[n : n + size]) == list(phrase) for n in range(len(words) - size + 1)
    )


def find_synonyms(
    words: Sequence[str], meanings: Iterable[Sequence[Sequence[str]]]
) -> list[list[str]]:
    """Return the other phrases of each group that has one of its phrases in what was asked."""
    others: list[list[str]] = []
    for group in meanings:
        present = [phrase for phrase in group if has_phrase(phrase, words)]
        if present:
            others += [list(phrase) for phrase in group if phrase not in present and phrase]
    return others
