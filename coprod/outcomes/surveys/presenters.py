"""What the pages of a survey are given."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.core.values.phrases import Message
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results.enums import LikertAnswer
from coprod.outcomes.surveys.enums import FACES
from coprod.outcomes.surveys.forms import get_field_name


@dataclass(frozen=True)
class Option:
    value: str
    label: Message
    face: int | None


@dataclass(frozen=True)
class QuestionView:
    """One statement as it is asked: the name of its box, its words, and answers with faces."""

    name: str
    title: Message
    options: tuple[Option, ...]
    hint: Message | None = None


OPTIONS = tuple(Option(answer.value, answer.label, FACES[answer]) for answer in LikertAnswer)


def build_questions(statements: Sequence[Statement]) -> list[QuestionView]:
    return [QuestionView(get_field_name(each.id), each.worded, OPTIONS) for each in statements]
