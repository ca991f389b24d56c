"""Which texts are about the same, by the words that they share: latent semantic analysis.

Texts become rows of weighted stems (TF-IDF), and those are projected on the directions in which
they differ most (a truncated singular value decomposition). “Waited on the phone” comes near
“nobody answers calls”, because other texts have words of both. The stems are those of the search
index; there is no model from elsewhere, so nothing is known of any language but what the texts say.

The same texts give the same answer. Memory grows with the number of words. numpy and scipy take
long to import: import this where it is used, and only in a worker (``import_module``).
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from coprod.core.search_engine.analysis import (
    MAX_INDEXED_CHARS,
    get_content_stem,
    list_words,
    normalize,
)

DIMENSIONS = 50
SPARE_DIMENSIONS = 10
ITERATIONS = 5
"""How often the directions are made more exact. More change no group that people would notice."""
SEED = 1948
FEWEST_TEXTS_OF_WORD = 5
"""A word that fewer texts have tells nothing of what they share, and may be somebody's name."""
LARGEST_SHARE_OF_TEXTS = 0.5
"""A word that more texts have tells them apart as little as “the”."""
MOST_WORDS = 20_000
BLOCK = 1_000
ROUNDS_OF_GROUPING = 30
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class SemanticSpace:
    """Texts as points of length 1: the product of two says how near they are, from -1 to 1.

    Texts without a word that others have are left out. ``weights`` has a row for each text and a
    column for each of the ``words``.
    """

    ids: list[int]
    vectors: Vectors
    weights: Any
    words: list[str]


@dataclass(frozen=True)
class TextGroup:
    """Texts that are near each other, the most typical first, and the words typical of them."""

    ids: list[int]
    words: list[str]


@dataclass(frozen=True)
class Neighbour:
    id: int
    nearness: float


def build_space(texts: Iterable[tuple[int, str]], dimensions: int = DIMENSIONS) -> SemanticSpace:
    """Place texts, each with its number, so that those about the same are near each other."""
    ids, counts, words = count_words(texts)
    weights, chosen = weigh_words(counts)
    vectors = project(weights, min(dimensions, len(chosen)))
    lengths = np.linalg.norm(vectors, axis=1)
    rows = np.flatnonzero(lengths > np.finfo(np.float32).eps)
    return SemanticSpace(
        [ids[row] for row in rows],
        vectors[rows] / lengths[rows, None],
        weights[rows],
        [words[column] for column in chosen],
    )


def count_words(texts: Iterable[tuple[int, str]]) -> tuple[list[int], Any, list[str]]:
    """Return the ids, the count of each stem in each text, and each stem as it is mostly spelt."""
    ids, ends, columns = [], array("q", [0]), array("i")
    numbers: dict[str, int] = {}
    spellings: dict[int, Counter[str]] = defaultdict(Counter)
    for text_id, text in texts:
        for word in list_words(normalize(text[:MAX_INDEXED_CHARS])):
            stem = get_content_stem(word)
            if stem:
                column = numbers.setdefault(stem, len(numbers))
                columns.append(column)
                spellings[column][word] += 1
        ids.append(text_id)
        ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    counts = csr_matrix((ones, columns, ends), shape=(len(ids), len(numbers)))
    counts.sum_duplicates()
    return ids, counts, [choose_spelling(spellings[column]) for column in range(len(numbers))]


def choose_spelling(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda word: (-spellings[word], word))


def weigh_words(counts: Any) -> tuple[Any, list[int]]:
    """Return the weight of each word in each text (TF-IDF), and the columns that were chosen.

    What a text says twice counts little more than once, and each text counts as much as another.
    """
    texts = counts.shape[0]
    by_word = np.bincount(counts.indices, minlength=counts.shape[1])
    most = max(LARGEST_SHARE_OF_TEXTS * texts, FEWEST_TEXTS_OF_WORD)
    fitting = np.flatnonzero((by_word >= FEWEST_TEXTS_OF_WORD) & (by_word <= most))
    chosen = np.sort(fitting[np.argsort(-by_word[fitting], kind="stable")][:MOST_WORDS])
    weights = counts[:, chosen]
    weights.data = 1 + np.log(weights.data)
    weights = weights @ diags((np.log((1 + texts) / (1 + by_word[chosen])) + 1).astype(np.float32))
    lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    return (diags(1 / np.where(lengths > 0, lengths, 1)) @ weights).tocsr(), chosen.tolist()


def project(weights: Any, dimensions: int) -> Vectors:
    """Return the texts by the directions in which they differ most: subspace iteration."""
    words = weights.shape[1]
    width = min(dimensions + SPARE_DIMENSIONS, words)
    directions = np.random.default_rng(SEED).standard_normal((words, width))
    for _ in range(ITERATIONS if words else 0):
        directions, _ = np.linalg.qr(weights.T @ (weights @ directions))
    projected = weights @ directions
    _, turned = np.linalg.eigh(projected.T @ projected)
    vectors: Vectors = (projected @ turned[:, ::-1][:, :dimensions]).astype(np.float32)
    return vectors


def list_neighbours(space: SemanticSpace, most: int, nearest: float) -> dict[int, list[Neighbour]]:
    """Return for each text those that are at least so near, at most so many, the nearest first."""
    neighbours: dict[int, list[Neighbour]] = {}
    for begin in range(0, len(space.ids), BLOCK):
        block = space.vectors[begin : begin + BLOCK] @ space.vectors.T
        for offset, nearness in enumerate(block):
            row = begin + offset
            nearness[row] = -1
            rows = np.argsort(-nearness, kind="stable")[:most]
            neighbours[space.ids[row]] = [
                Neighbour(space.ids[other], float(nearness[other]))
                for other in rows
                if nearness[other] >= nearest
            ]
    return neighbours


def group_texts(space: SemanticSpace, number: int, words: int = 8) -> list[TextGroup]:
    """Return the texts in at most so many groups, the largest first: spherical k-means."""
    if not space.ids:
        return []
    centres = choose_centres(space.vectors, min(number, len(space.ids)))
    nearest = np.zeros(len(space.ids), dtype=np.intp)
    for _ in range(ROUNDS_OF_GROUPING):
        before, nearest = nearest, np.argmax(space.vectors @ centres.T, axis=1)
        if (before == nearest).all():
            break
        centres = move_centres(space.vectors, nearest, centres)
    overall = get_mean(space.weights)
    groups = [
        build_group(space, np.flatnonzero(nearest == group), centres[group], overall, words)
        for group in np.unique(nearest)
    ]
    return sorted(groups, key=lambda group: (-len(group.ids), group.ids[0]))


def choose_centres(vectors: Vectors, number: int) -> Vectors:
    """Return texts that are far apart to begin with (k-means++), chosen by chance with a seed."""
    chance = np.random.default_rng(SEED)
    centres = [vectors[chance.integers(len(vectors))]]
    distances = 1 - vectors @ centres[0]
    while len(centres) < number:
        odds = np.maximum(distances, 0).astype(np.float64) + 1e-12
        centres.append(vectors[chance.choice(len(vectors), p=odds / odds.sum())])
        distances = np.minimum(distances, 1 - vectors @ centres[-1])
    return np.array(centres)


def move_centres(vectors: Vectors, nearest: NDArray[np.intp], centres: Vectors) -> Vectors:
    """Return the middle of each group. A group that lost all its texts stays where it was."""
    texts = np.arange(len(nearest))
    belongs = csr_matrix((np.ones(len(texts)), (nearest, texts)), shape=(len(centres), len(texts)))
    sums = belongs @ vectors
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    middles = sums / np.where(lengths > 0, lengths, 1)
    return np.where(lengths > 0, middles, centres).astype(np.float32)


def get_mean(weights: Any) -> NDArray[np.float64]:
    return np.asarray(weights.mean(axis=0)).ravel()


def build_group(
    space: SemanticSpace,
    rows: NDArray[np.intp],
    centre: Vectors,
    overall: NDArray[np.float64],
    words: int,
) -> TextGroup:
    """Return a group: its words are those that it has more often than all texts together."""
    order = rows[np.argsort(-(space.vectors[rows] @ centre), kind="stable")]
    more_often = get_mean(space.weights[rows]) - overall
    typical = [column for column in np.argsort(-more_often)[:words] if more_often[column] > 0]
    return TextGroup([space.ids[row] for row in order], [space.words[each] for each in typical])
