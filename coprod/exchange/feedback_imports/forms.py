"""The forms for a file of comments."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, NumberRange

from coprod.core.spreadsheets.enums import DateOrder
from coprod.core.values.slugs import slugify
from coprod.exchange.feedback_imports.enums import (
    LEAVE,
    LISTS_BY_AXIS,
    NEW,
    TARGET_LABELS,
    UNPLACED,
    FeedbackChoices,
    Scale,
)
from coprod.exchange.feedback_imports.queries import UnplacedName
from coprod.exchange.feedback_imports.rules import (
    WordChoices,
    WordColumn,
    WordLine,
    guess_targets,
    settle_word,
)
from coprod.exchange.imports.forms import StrictRadioField, UploadForm, name_column_field
from coprod.exchange.word_matching.enums import MatchState, WordMeaning
from coprod.intelligence.feedback.enums import Theme
from coprod.intelligence.feedback.rules import LONGEST_LINE
from coprod.reference.lists.enums import Choices
from coprod.web.choices import EnumField
from coprod.web.fields import ChoiceField, LineField, ParagraphsField, WholeNumberField, max_length
from coprod.web.forms import Form, require_value
from coprod.web.language import translate

__all__ = ["MappingForm", "NamePlacementForm", "UploadForm", "WordsForm"]
SCALE_VALIDATORS = [
    InputRequired(lazy_gettext("Enter a whole number")),
    NumberRange(-1000, 1000, lazy_gettext("Enter a number")),
]


class NamePlacementForm(Form):
    """The term for an unplaced name. A page has one of these for each name."""

    axis = HiddenField()
    name = HiddenField()
    term: Any = ChoiceField(
        lazy_gettext("What is it?"), [InputRequired(lazy_gettext("Choose what it is"))], coerce=str
    )

    @classmethod
    def build(cls, name: UnplacedName, terms: Sequence[tuple[int, str]], *, is_sent: bool) -> Self:
        form = cls.from_request() if is_sent else cls(None, axis=name.axis, name=name.name)
        form.term.id = f"term-{name.axis}-{slugify(name.name)}"
        form.term.choices = [
            ("", lazy_gettext("Choose")),
            *((str(key), label) for key, label in terms),
            (NEW, lazy_gettext("Something new: put it on the list")),
            (LEAVE, lazy_gettext("No name: count these comments without it")),
        ]
        return form


class MappingForm(Form):
    """How one file is read. It has one more field for each column."""

    source = LineField(
        lazy_gettext("Who collected it?"),
        [InputRequired(lazy_gettext("Say who collected it")), max_length(LONGEST_LINE)],
        description=lazy_gettext(
            "Use the same name when you upload the file again, so that nothing counts twice."
        ),
    )
    order: Any = StrictRadioField(lazy_gettext("How are dates such as 4/5/2026 written here?"))
    scale: Any = EnumField(
        lazy_gettext("If people answered with a number: which end is best?"),
        Scale,
        description=lazy_gettext(
            "Words such as “Very good” and “Don’t know” are read as they are. You see each of them "
            "on the next page."
        ),
    )
    lowest = WholeNumberField(lazy_gettext("The lowest number of the scale"), SCALE_VALIDATORS)
    highest = WholeNumberField(
        lazy_gettext("The highest number of the scale"),
        SCALE_VALIDATORS,
        description=lazy_gettext(
            "The middle is neutral. A number that is not on the scale is no answer."
        ),
    )
    empty = ParagraphsField(
        lazy_gettext("Which words mean that there is no answer?"),
        description=lazy_gettext("One on each line."),
        longest=2000,
        rows=6,
    )
    add_services = BooleanField(lazy_gettext("Put services that are not on our list on the list"))

    @classmethod
    def build(cls, headings: Sequence[str], choices: FeedbackChoices | None) -> "MappingForm":
        """Return the form for these headings, filled with what was chosen before, or guessed."""
        fields = {name_column_field(n): ChoiceField(name) for n, name in enumerate(headings)}
        form_class: type[MappingForm] = type("FileForm", (cls,), fields)
        shown_choices = choices or FeedbackChoices(guess_targets(headings))
        targets = {
            name_column_field(n): shown_choices.columns.get(name, "skip")
            for n, name in enumerate(headings)
        }
        form = form_class.from_request(
            source=shown_choices.source,
            order=shown_choices.order.value,
            scale=shown_choices.scale.value,
            lowest=shown_choices.lowest,
            highest=shown_choices.highest,
            empty="\n".join(shown_choices.empty),
            add_services=shown_choices.add_services,
            **targets,
        )
        form.set_options(headings)
        return form

    def set_options(self, headings: Sequence[str]) -> None:
        targets = [(name, str(translate(label))) for name, label in TARGET_LABELS.items()]
        for n in range(len(headings)):
            field: Any = self[name_column_field(n)]
            field.choices = targets
        self.order.choices = [
            (DateOrder.DAY_FIRST.value, str(lazy_gettext("The day first: 4 May 2026"))),
            (DateOrder.MONTH_FIRST.value, str(lazy_gettext("The month first: 5 April 2026"))),
        ]

    def get_choices(self, headings: Sequence[str]) -> FeedbackChoices:
        words = (line.strip() for line in (self.empty.data or "").split("\n"))
        return FeedbackChoices(
            columns={name: self[name_column_field(n)].data for n, name in enumerate(headings)},
            source=self.source.data or "",
            order=DateOrder(self.order.data),
            scale=self.scale.get_choice() or Scale.LOW_IS_GOOD,
            lowest=require_value(self.lowest.data),
            highest=require_value(self.highest.data),
            empty=tuple(word for word in words if word),
            add_services=bool(self.add_services.data),
        )


REST_NAME = "rest_{}"


class WordsForm(Form):
    """What the words of each column count as. It has one more field for each word."""

    seen = HiddenField()
    keep_matches = BooleanField(
        lazy_gettext("Use these matches for the next file too"),
        description=lazy_gettext("Names that you matched become other names on our lists."),
    )

    @classmethod
    def build(
        cls, columns: Sequence[WordColumn], lists: Choices, *, seen: str, keep: bool
    ) -> "WordsForm":
        """Return the form for the words that are shown, filled with what they are taken for."""
        lines = [(column, line) for column in columns for line in list_visible_lines(column)]
        fields: dict[str, Any] = {
            line.field_name: ChoiceField(line.word) for _column, line in lines
        }
        fields |= {
            REST_NAME.format(column.number): BooleanField(
                lazy_gettext("Leave the rest as not placed")
            )
            for column in columns
            if column.is_long and column.unmatched
        }
        form_class: type[WordsForm] = type("FileWordsForm", (cls,), fields)
        values = {line.field_name: line.match.value for _column, line in lines}
        form = form_class.from_request(seen=seen, keep_matches=keep, **values)
        options = {column.target: build_options(column, lists) for column in columns}
        for column, line in lines:
            field: Any = form[line.field_name]
            field.choices = complete_options(options[column.target], line, column)
        return form

    def get_choices(self, columns: Sequence[WordColumn], choices: FeedbackChoices) -> WordChoices:
        """Return what was chosen here, beside what was chosen before for words not shown."""
        words = dict(choices.words)
        for column in columns:
            settled = self.settle_column(column)
            before = words.get(column.heading, {})
            chosen = {word: choice for word, choice in before.items() if word not in settled}
            words[column.heading] = chosen | {word: each for word, each in settled.items() if each}
        return WordChoices(words, bool(self.keep_matches.data), self.seen.data or "")

    def settle_column(self, column: WordColumn) -> dict[str, str]:
        """Return what to store for the words of a column that are shown, and for its rest."""
        settled = {
            line.word: settle_word(line, self[line.field_name].data)
            for line in list_visible_lines(column)
        }
        rest_field: Any = self[name] if (name := REST_NAME.format(column.number)) in self else None
        if rest_field is None or not rest_field.data:
            return settled
        rest = WordMeaning.LEFT_OUT.value if column.is_felt else UNPLACED
        open_words = [line.word for line in column.unmatched if not settled.get(line.word)]
        return {**settled, **dict.fromkeys(open_words, rest)}


def list_visible_lines(column: WordColumn) -> list[WordLine]:
    return [*column.visible_unmatched, *column.visible_matched]


def build_options(column: WordColumn, lists: Choices) -> list[tuple[str, Any]]:
    """Return what a word of a column can count as."""
    if column.is_felt:
        return [(each.value, str(translate(each.label))) for each in WordMeaning]
    terms: list[tuple[str, Any]] = (
        [(str(key), label) for key, label in lists(LISTS_BY_AXIS[column.axis])]
        if column.axis
        else [(theme.value, str(translate(label))) for theme, label in Theme.labels().items()]
    )
    return [(UNPLACED, str(lazy_gettext("Not placed"))), *terms]


def complete_options(
    options: Sequence[tuple[str, Any]], line: WordLine, column: WordColumn
) -> list[tuple[str, Any]]:
    if column.is_felt:
        is_open = line.match.state is MatchState.NONE
        nothing = [("", str(lazy_gettext("Not matched: counts as not said")))] if is_open else []
        return [*nothing, *options]
    values = {value for value, _label in options}
    former = line.match.value
    is_former = former not in {*values, NEW, LEAVE}
    return [
        *options,
        *([(former, str(lazy_gettext("A former name on the list")))] if is_former else []),
        *list_name_options(line, column),
    ]


def list_name_options(line: WordLine, column: WordColumn) -> list[tuple[str, Any]]:
    """Return what a name can be that is on no list. Themes are fixed: none can be added."""
    if column.axis is None:
        return []
    return [
        (NEW, str(lazy_gettext("Add “%(name)s” to the list", name=line.word))),
        (LEAVE, str(lazy_gettext("No name: count these rows without it"))),
    ]
