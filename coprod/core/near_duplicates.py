"""Texts that are the same but for a few words, however many there are: shingles and min-hashes.

Each text becomes a set of hashes, one for each three words in a row. Of two texts that share most
of them, two of the five smallest are nearly always the same: only such texts are compared.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from zlib import crc32

from coprod.core.search_engine.analysis import MAX_INDEXED_CHARS, list_words, normalize

SHINGLE = 3
FEWEST_WORDS = 8
"""Of shorter texts, such as “very good, thank you”, many are the same by chance."""
SMALLEST_HASHES = 5
SHARED_HASHES = 2
SAME_SHARE = 0.7
"""So much of two texts must be the same: with one changed word in a sentence of twenty, it is."""
MOST_COMPARED = 25
"""A phrase of many different texts is looked at in so many of them: time must not explode."""
Shingles = frozenset[int]


def group_near_duplicates(texts: Iterable[tuple[int, str]], fewest: int = 2) -> list[list[int]]:
    """Return the numbers of texts that are nearly the same, the largest group first.

    Each text is compared with the first of a group, so a group does not drift from text to text.
    """
    first_of_groups: dict[int, Shingles] = {}
    groups: dict[int, list[int]] = {}
    by_hashes: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for text_id, text in texts:
        own = hash_shingles(text)
        keys = list(combinations(sorted(own)[:SMALLEST_HASHES], SHARED_HASHES))
        known = {first: None for key in keys for first in by_hashes[key]}
        alike = (each for each in known if is_alike(first_of_groups[each], own))
        first = next(alike, None)
        if first is not None:
            groups[first].append(text_id)
        elif own:
            first_of_groups[text_id], groups[text_id] = own, [text_id]
            add_first(by_hashes, keys, text_id)
    large = (group for group in groups.values() if len(group) >= fewest)
    return sorted(large, key=lambda group: (-len(group), group[0]))


def add_first(
    by_hashes: dict[tuple[int, ...], list[int]], keys: Iterable[tuple[int, ...]], text_id: int
) -> None:
    for key in keys:
        if len(by_hashes[key]) < MOST_COMPARED:
            by_hashes[key].append(text_id)


def hash_shingles(text: str) -> Shingles:
    words = list_words(normalize(text[:MAX_INDEXED_CHARS]))
    if len(words) < FEWEST_WORDS:
        return frozenset()
    last = len(words) - SHINGLE + 1
    return frozenset(crc32(" ".join(words[n : n + SHINGLE]).encode()) for n in range(last))


def is_alike(one: Shingles, other: Shingles) -> bool:
    shared = len(one & other)
    return shared >= SAME_SHARE * (len(one) + len(other) - shared)
