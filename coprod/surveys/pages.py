"""What the pages of a survey are given."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.kit.phrases import Phrase
from coprod.statements.models import Statement
from coprod.surveys.forms import box
from coprod.surveys.words import FACES
from coprod.waves.words import Said


@dataclass(frozen=True)
class Option:
    value: str
    label: Phrase
    face: int | None


@dataclass(frozen=True)
class Asked:
    """One statement as it is asked: the name of its box, its words, and answers with faces."""

    name: str
    title: Phrase
    options: tuple[Option, ...]
    hint: Phrase | None = None


OPTIONS = tuple(Option(said.value, said.label, FACES[said]) for said in Said)


def questions(statements: Sequence[Statement]) -> list[Asked]:
    return [Asked(box(each.id), each.worded, OPTIONS) for each in statements]
