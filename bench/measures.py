"""How good a list of found documents is, by what people judged relevant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2


@dataclass(frozen=True)
class Quality:
    ndcg: float
    mean_precision: float
    recall: float


def quality(
    found: Mapping[str, Sequence[str]], relevant: Mapping[str, Mapping[str, int]]
) -> Quality:
    """Return nDCG@10, MAP and recall@100, each a mean over the questions with an answer."""
    asked = [question for question in found if relevant.get(question)]
    if not asked:
        return Quality(0.0, 0.0, 0.0)
    pairs = [(found[question], relevant[question]) for question in asked]
    return Quality(
        mean(ndcg(given, wanted) for given, wanted in pairs),
        mean(precision(given, wanted) for given, wanted in pairs),
        mean(recall(given, wanted) for given, wanted in pairs),
    )


def mean(values: Iterable[float]) -> float:
    told = list(values)
    return sum(told) / len(told)


def ndcg(found: Sequence[str], relevant: Mapping[str, int], at: int = 10) -> float:
    """Return the gain of the first ten, later ones counting less, of the best there could be."""
    best = sorted(relevant.values(), reverse=True)[:at]
    return gain([relevant.get(each, 0) for each in found[:at]]) / gain(best)


def gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(place + 2) for place, grade in enumerate(grades))


def precision(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Return how clean the list is at each relevant document, on average over all of them."""
    places = [place for place, each in enumerate(found, 1) if each in relevant]
    return sum(number / place for number, place in enumerate(places, 1)) / len(relevant)


def recall(found: Sequence[str], relevant: Mapping[str, int], at: int = 100) -> float:
    return len(relevant.keys() & set(found[:at])) / len(relevant)
