"""How we ask for the words of a letter."""

from collections.abc import Callable, Sequence
from typing import Self

from wtforms import Field, HiddenField
from wtforms.validators import ValidationError

from coprod.core.values.text import one_line
from coprod.reference.letters import rules
from coprod.reference.letters.rules import SUBJECT, LetterLine, LetterText, LetterWords
from coprod.reference.wording.forms import build_why_box
from coprod.web.fields import LineField, ParagraphsField
from coprod.web.forms import Form
from coprod.web.language import translate


class LetterForm(Form):
    """The texts of one letter in one language. ``seen`` marks what the writer was shown."""

    seen = HiddenField()

    @classmethod
    def for_lines(cls, lines: Sequence[LetterLine], seen: str) -> Self:
        """Return a form with a box for each text, and one for the reason below them."""
        boxes: dict[str, Field] = {line.text.name: build_box(line.text) for line in lines}
        boxes["why"] = build_why_box()
        form_class: type[Self] = type("LetterForm", (cls,), boxes)
        return form_class.from_request(seen=seen, data={e.text.name: e.words for e in lines})

    def read_words(self, lines: Sequence[LetterLine], language: str) -> LetterWords:
        texts = {line.text.name: one_line(self[line.text.name].data or "") for line in lines}
        return LetterWords(language, texts, self["why"].data or "")


def build_box(text: LetterText) -> Field:
    if text.name == SUBJECT:
        return LineField(translate(text.label), [check_words(text)])
    return ParagraphsField(translate(text.label), [check_words(text)], rows=3, longest=1000)


def check_words(text: LetterText) -> Callable[[Form, Field], None]:
    """Return what shows a mistake in the words of a text beside its box."""

    def check(_form: Form, field: Field) -> None:
        mistake = rules.find_mistake(text, one_line(field.data or ""))
        if mistake:
            raise ValidationError(translate(mistake))

    return check
