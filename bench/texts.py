"""Texts to fill a register with: made from the sentences of real cases, or of our own words."""

import csv
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from coprod.core.values.text import fold

CASES = Path(__file__).parents[2] / "shared/data/participedia-cases/cases.csv"
WORDS = """
residents staff carers neighbours young older people group meeting budget street park clinic
surgery school library health care support plan decision vote idea lesson trust time money
access language interpreter travel visit garden kitchen bench bus housing winter summer week
shared asked decided told planned tried changed stopped learned listened opened paid helped
"""
SENTENCES_OF_OUR_OWN = 4_000
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")


class Texts:
    """Sentences, and texts of a given length made of them; the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)  # noqa: S311 - texts, not secrets
        self.sentences = list(real_sentences()) or list(self.made_up())

    def made_up(self) -> Iterator[str]:
        for _each in range(SENTENCES_OF_OUR_OWN):
            words = self.random.choices(WORDS.split(), k=self.random.randint(6, 22))
            yield f"{' '.join(words).capitalize()}."

    def text(self, characters: int) -> str:
        parts: list[str] = []
        left = characters
        while left > 0:
            paragraph = " ".join(self.random.choices(self.sentences, k=5))
            parts.append(paragraph)
            left -= len(paragraph)
        return "\n\n".join(parts)

    def folded(self, text: str) -> str:
        """Return a text of ours as the search without an index has it, each sentence made once."""
        return " ".join(folded_once(each) for each in SENTENCE_ENDS.split(text))

    def title(self) -> str:
        words = re.findall(r"[A-Za-z]{3,}", self.random.choice(self.sentences))
        return " ".join(words[: self.random.randint(3, 7)]).capitalize() or "An entry"

    def question(self) -> str:
        """Return a few words that somebody may look for; hardly ever the same twice."""
        words = re.findall(r"[A-Za-z]{4,}", " ".join(self.random.choices(self.sentences, k=2)))
        return " ".join(self.random.sample(words, min(3, len(words)))).lower()


@cache
def folded_once(sentence: str) -> str:
    return fold(sentence)


def real_sentences() -> Iterator[str]:
    if not CASES.exists():
        return
    csv.field_size_limit(10_000_000)
    with CASES.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for sentence in SENTENCE_ENDS.split(row["body"]):
                if 40 < len(sentence) < 300:
                    yield " ".join(sentence.split())
