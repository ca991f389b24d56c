"""How we ask for the words of a question, and from when a version is in use."""

from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import HiddenField
from wtforms.validators import InputRequired

from coprod.reference.wording.enums import ENGLISH
from coprod.reference.wording.rules import (
    LONGEST_REASON,
    LONGEST_TEXT,
    EffectiveDay,
    FrameworkItem,
    TextChanges,
)
from coprod.web.fields import LineField, ParagraphsField, PartialDateField, max_length
from coprod.web.forms import Form
from coprod.web.language import translate


class TextsForm(Form):
    """The texts of one question in one language. ``seen`` marks what the writer was shown."""

    seen = HiddenField()

    @classmethod
    def for_lines(cls, lines: list[tuple[FrameworkItem, str]], language: str, seen: str) -> Self:
        """Return a form with a box for each text."""
        needed = (
            [InputRequired(lazy_gettext("Write something first"))] if language == ENGLISH else []
        )
        boxes = {
            name_box(n): LineField(translate(item.label), [*needed, max_length(LONGEST_TEXT)])
            for n, (item, _text) in enumerate(lines)
        }
        form_class: type[Self] = type("TextsForm", (cls,), boxes)
        typed: dict[str, Any] = {name_box(n): text for n, (_item, text) in enumerate(lines)}
        return form_class.from_request(seen=seen, **typed)

    def read_changes(self, lines: list[tuple[FrameworkItem, str]], language: str) -> TextChanges:
        texts = {item.key: self[name_box(n)].data or "" for n, (item, _text) in enumerate(lines)}
        return TextChanges(language, texts)


def name_box(number: int) -> str:
    return f"text-{number + 1}"


def build_why_box() -> Any:
    """Return the box for the reason, below words that can be looked at before they are saved."""
    return ParagraphsField(
        lazy_gettext("What does it change, and why?"),
        description=lazy_gettext("Needed to save it, not to look at it first."),
        longest=LONGEST_REASON,
        rows=2,
    )


class EffectForm(Form):
    day = PartialDateField(
        lazy_gettext("From which day is it used?"),
        [InputRequired(lazy_gettext("Enter a day, such as 27 3 2027"))],
        description=lazy_gettext(
            "Assessments that were started before that day keep the version they have."
        ),
    )
    why = ParagraphsField(
        lazy_gettext("What does it change, and why?"),
        [InputRequired(lazy_gettext("Say what this changes, and why"))],
        longest=LONGEST_REASON,
        rows=3,
    )

    def effect(self) -> EffectiveDay:
        return EffectiveDay(self.day.require_whole_day(), self.why.data or "")
