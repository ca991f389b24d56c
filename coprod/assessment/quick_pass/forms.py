"""Six questions on one page, each answered with one sentence."""

from collections.abc import Callable, Iterable
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.validators import StopValidation

from coprod.assessment.quick_pass.enums import QUICK_QUESTIONS, TAUGHT, TOLD
from coprod.assessment.quick_pass.rules import list_quick_choices
from coprod.assessment.self_assessment.enums import Choice, FreeChoice, Question, TeachOrTell
from coprod.assessment.self_assessment.queries import QuestionSet
from coprod.assessment.self_assessment.rules import Answers
from coprod.core.values.phrases import Message
from coprod.web.forms import Form
from coprod.web.language import translate

TOLD_OR_TAUGHT = {"told": (TOLD, TeachOrTell.TELL), "taught": (TAUGHT, TeachOrTell.TEACH)}
"""Two sentences in place of the first answer to question 9."""


class QuickQuestionField(RadioField):
    """A question by its number on the page. Each must be answered, and says which it is."""

    def __init__(self, *, number: int, **options: Any) -> None:
        super().__init__(validate_choice=False, **options)
        self.number = number

    def pre_validate(self, _form: Any) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            message = lazy_gettext("Choose an answer to question %(number)s", number=self.number)
            raise StopValidation(str(message))


class QuickPassForm(Form):
    free_choice = QuickQuestionField(number=1)
    Q1 = QuickQuestionField(number=2)
    Q2 = QuickQuestionField(number=3)
    Q8 = QuickQuestionField(number=4)
    Q9 = QuickQuestionField(number=5)
    Q13 = QuickQuestionField(number=6)

    @classmethod
    def build(cls, questions: QuestionSet, answers: Answers | None = None) -> Self:
        """Return the form in one version of the wording, with ``answers`` filled in."""
        form = cls.from_request(**(get_field_values(answers) if answers else {}))
        gate_options = [(each.value, each.label) for each in FreeChoice]
        form.offer("free_choice", questions.gate, gate_options)
        for question in QUICK_QUESTIONS:
            wording = questions.wordings[question]
            form.offer(question, wording.title, list_options(question, wording.get_answer))
        return form

    def offer(self, name: str, title: Message, options: Iterable[tuple[str, Message]]) -> None:
        field: Any = self[name]
        field.label.text = translate(title)
        field.choices = [(value, translate(words)) for value, words in options]

    def to_answers(self) -> Answers:
        choices = {question: read_choice(self[question].data) for question in QUICK_QUESTIONS}
        _, teach_or_tell = TOLD_OR_TAUGHT.get(self.Q9.data, (None, None))
        return Answers(FreeChoice(self.free_choice.data), choices, teach_or_tell)


def list_options(
    question: Question, get_words: Callable[[Choice], Message]
) -> list[tuple[str, Message]]:
    options = [(each.value, get_words(each)) for each in list_quick_choices(question)]
    if question is not Question.Q9:
        return options
    return [*((value, words) for value, (words, _) in TOLD_OR_TAUGHT.items()), *options[1:]]


def read_choice(value: str) -> Choice:
    return Choice.A0 if value in TOLD_OR_TAUGHT else Choice(value)


def get_field_values(answers: Answers) -> dict[str, str]:
    values = {question.value: choice.value for question, choice in answers.choices.items()}
    for value, (_, teach_or_tell) in TOLD_OR_TAUGHT.items():
        if teach_or_tell is answers.teach_or_tell:
            values[Question.Q9] = value
    return {**values, "free_choice": answers.free_choice or ""}
