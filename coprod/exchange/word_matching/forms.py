"""The form on which the words of a file are matched: a field for each word that is shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField

from coprod.exchange.word_matching.rules import (
    MatchedColumn,
    WordLine,
    WordsByColumn,
    settle_word,
)
from coprod.web.fields import ChoiceField
from coprod.web.forms import Form

REST_NAME = "rest_{}"
Options = Sequence[tuple[str, Any]]


class MatchForm(Form):
    """What the words of each column count as. It has one more field for each word."""

    seen = HiddenField()

    @classmethod
    def build_for(cls, columns: Sequence[MatchedColumn], **given: Any) -> Self:
        """Return the form for the words that are shown, filled with what they are taken for."""
        lines = [line for column in columns for line in column.visible]
        fields: dict[str, Any] = {line.field_name: ChoiceField(line.word) for line in lines}
        fields |= {
            REST_NAME.format(column.number): BooleanField(
                lazy_gettext("Leave the rest as not placed")
            )
            for column in columns
            if column.is_long and column.unmatched
        }
        form_class: type[Self] = type(f"File{cls.__name__}", (cls,), fields)
        return form_class.from_request(
            **given, **{line.field_name: line.match.value for line in lines}
        )

    def set_options(
        self, column: MatchedColumn, list_options: Callable[[WordLine], Options]
    ) -> None:
        """Offer what each word of a column can count as."""
        for line in column.visible:
            field: Any = self[line.field_name]
            field.choices = list(list_options(line))

    def choose_words(
        self, columns: Sequence[MatchedColumn], before: WordsByColumn
    ) -> dict[str, Mapping[str, str]]:
        """Return what was chosen here, beside what was chosen before for words not shown."""
        words = dict(before)
        for column in columns:
            settled = self.settle_column(column)
            earlier = words.get(column.heading, {})
            chosen = {word: choice for word, choice in earlier.items() if word not in settled}
            words[column.heading] = chosen | {word: each for word, each in settled.items() if each}
        return words

    def settle_column(self, column: MatchedColumn) -> dict[str, str]:
        """Return what to store for the words of a column that are shown, and for its rest."""
        settled = {
            line.word: settle_word(line, self[line.field_name].data) for line in column.visible
        }
        rest: Any = self[name] if (name := REST_NAME.format(column.number)) in self else None
        if rest is None or not rest.data:
            return settled
        open_words = [line.word for line in column.unmatched if not settled.get(line.word)]
        return {**settled, **dict.fromkeys(open_words, column.rest)}
