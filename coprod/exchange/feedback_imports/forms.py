"""The forms for a file of comments."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, NumberRange

from coprod.core.spreadsheets.enums import DateOrder
from coprod.core.values.slugs import slugify
from coprod.exchange.feedback_imports.enums import (
    LEAVE,
    NEW,
    TARGET_LABELS,
    FeedbackChoices,
    Scale,
)
from coprod.exchange.feedback_imports.queries import UnplacedName
from coprod.exchange.feedback_imports.rules import WordColumn, guess_targets
from coprod.exchange.imports.forms import StrictRadioField, UploadForm, name_column_field
from coprod.exchange.word_matching.enums import UNPLACED, MatchState, WordMeaning
from coprod.exchange.word_matching.forms import MatchForm
from coprod.exchange.word_matching.rules import WordChoices, WordLine
from coprod.intelligence.feedback.enums import Theme
from coprod.intelligence.feedback.rules import LONGEST_LINE
from coprod.intelligence.feedback_comments.enums import LISTS_BY_AXIS
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
    earlier = HiddenField()
    """The earlier file from which the choices were filled in, if they were."""
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


class WordsForm(MatchForm):
    """What the words of a file of comments count as."""

    keep_matches = BooleanField(
        lazy_gettext("Use these matches for the next file too"),
        description=lazy_gettext("Names that you matched become other names on our lists."),
    )

    @classmethod
    def build(
        cls, columns: Sequence[WordColumn], lists: Choices, *, seen: str, keep: bool
    ) -> "WordsForm":
        form = cls.build_for(columns, seen=seen, keep_matches=keep)
        options = {column.target: build_options(column, lists) for column in columns}
        for column in columns:
            form.set_options(column, partial(complete_options, options[column.target], column))
        return form

    def get_choices(self, columns: Sequence[WordColumn], choices: FeedbackChoices) -> WordChoices:
        """Return what was chosen here, beside what was chosen before for words not shown."""
        words = self.choose_words(columns, choices.words)
        return WordChoices(words, bool(self.keep_matches.data), self.seen.data or "")


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
    options: Sequence[tuple[str, Any]], column: WordColumn, line: WordLine
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
