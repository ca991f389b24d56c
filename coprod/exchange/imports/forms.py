"""The forms for a spreadsheet, and for each of its rows, validated as a page is."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from flask import request
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import FileField, HiddenField, RadioField
from wtforms.validators import InputRequired, NumberRange, StopValidation

from coprod.core.disclosure.enums import ColumnAnswer
from coprod.core.spreadsheets.enums import MOST_ROWS, DateOrder
from coprod.core.values import clock
from coprod.core.values.phrases import N_
from coprod.core.values.text import fold, one_line
from coprod.exchange.imports.actions import GoodRow
from coprod.exchange.imports.enums import (
    EMPTY_WORDS,
    SEPARATOR_OPTIONS,
    TARGET_LABELS,
    ColumnChoices,
    ColumnMapping,
    RowOutcome,
    RowReport,
    RowSelection,
    TableRow,
    TermsByName,
)
from coprod.exchange.imports.rules import (
    LONGEST_SUMMARY,
    RowReading,
    guess_key,
    guess_targets,
    read_row,
)
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.forms import LeaderForm, NameForm, PlaceForm, StoryForm, TimeForm
from coprod.register.activities.rules import (
    SUBJECT_LISTS,
    About,
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Sourcing,
    Story,
    Telling,
    Timing,
    check_timing,
    may_tell_of_somebody,
)
from coprod.register.review.rules import ImportedPart
from coprod.register.sections.rules import Costs, People
from coprod.web.fields import ChoiceField, LineField, ParagraphsField, WholeNumberField, max_length
from coprod.web.forms import Form, add_error, clean_form_data
from coprod.web.language import translate

# Rows, validated by the same fields as the pages


class ActivityRowForm(Form):
    """The questions of the pages, all at once. Only the name must have an answer."""

    title = NameForm.title
    summary = ParagraphsField("", longest=LONGEST_SUMMARY)
    led_by_name = LeaderForm.led_by_name
    place_words = PlaceForm.place_words
    started = TimeForm.started
    ended = TimeForm.ended
    is_ongoing = TimeForm.is_ongoing
    body = StoryForm.body
    learned = StoryForm.learned

    @classmethod
    def build(cls, reading: RowReading) -> Self:
        return cls(clean_form_data(MultiDict(reading.fields)))

    def list_mistakes(self) -> list[str]:
        """Check the fields and then what must hold between them, and say what is wrong."""
        if self.validate():
            with self.catching_rule_errors():
                check_timing(self.to_timing(), clock.today())
        mistakes = [str(text) for text in self.form_errors]
        return mistakes + [
            f"{field.label.text} {error}" for field in self for error in field.errors[:1]
        ]

    def to_timing(self) -> Timing:
        return Timing(self["started"].data, self["ended"].data, bool(self["is_ongoing"].data))

    def build_parts(self, reading: RowReading) -> tuple[ImportedPart, ...]:
        """Return all parts of the activity: from the fields, the lists and the source."""
        return (
            Naming(self["title"].data or ""),
            Telling(self["summary"].data or ""),
            self.to_timing(),
            Story(self["body"].data or "", self["learned"].data or ""),
            Leading(reading.led_by_id, self["led_by_name"].data or ""),
            Placing(reading.terms.get(ListKind.LOCALITY, ()), self["place_words"].data or ""),
            PromiseStatement(tuple(reading.rungs), words=reading.rungs),
            About(tuple((li, ids) for li, ids in reading.terms.items() if li in SUBJECT_LISTS)),
            build_source(reading),
            *build_number_parts(reading),
        )


def build_source(reading: RowReading) -> Sourcing:
    source = reading.mapping.source
    facts, audiences = tuple(reading.facts), tuple(sorted(reading.audiences.items()))
    return Sourcing(
        source.name, reading.key, reading.build_address(), source.licence, facts, audiences
    )


def build_number_parts(reading: RowReading) -> Iterator[People | Costs]:
    """Yield the parts of people and money, where the source gives any."""
    if reading.people is not None:
        yield People(reading.people)
    if reading.costs:
        yield Costs(tuple(reading.costs))


@dataclass(frozen=True)
class RowTraits:
    """What distinguishes a row from another row of the same name."""

    number: int
    key: str
    traits: tuple[str, ...]

    @classmethod
    def build(cls, reading: RowReading) -> Self:
        fields = reading.fields
        year = f"{fields.get('started-year', '')} {fields.get('started-month', '')}"
        leader = fields.get("led_by_name", "") or str(reading.led_by_id or "")
        day = fields.get("started-day", "")
        summary = "" if reading.mapping.summary.shorten else fold(fields.get("summary", ""))
        traits = (fold(leader), f"{year} {day}".strip(), summary)
        return cls(reading.row.number, reading.key, traits)

    def may_be_same(self, other: Self) -> bool:
        """Tell whether no trait that both rows have differs."""
        pairs = zip(self.traits, other.traits, strict=True)
        return all(own == others or not (own and others) for own, others in pairs)


@dataclass
class RowExaminer:
    """Reads row after row, and says of each whether it can be imported, and why not.

    ``imported_keys`` are the keys of this source that were imported before.
    """

    mapping: ColumnMapping
    terms_by_list: Mapping[ListKind, TermsByName]
    imported_keys: set[str]
    rows_by_key: dict[str, int] = field(default_factory=dict)
    traits_by_title: dict[str, list[RowTraits]] = field(default_factory=dict)

    def examine_rows(self, rows: Iterable[TableRow]) -> Iterator[tuple[RowReport, GoodRow | None]]:
        for row in rows:
            yield self.examine_reading(read_row(self.mapping, self.terms_by_list, row))

    def examine_reading(self, reading: RowReading) -> tuple[RowReport, GoodRow | None]:
        number, cells = reading.row.number, tuple(reading.cells.values())
        form = ActivityRowForm.build(reading)
        common = (number, reading.key, reading.fields.get("title", ""))
        mistakes = [*self.list_key_mistakes(reading), *form.list_mistakes()]
        if mistakes:
            return RowReport(*common, RowOutcome.REFUSED, ". ".join(mistakes), cells), None
        notes = [*reading.notes, *self.describe_similar_row(reading), *list_title_notes(reading)]
        if reading.key in self.imported_keys:
            return RowReport(*common, RowOutcome.HERE, "Left as it is.", cells), None
        report = RowReport(*common, RowOutcome.TAKEN, " ".join(notes), cells)
        return report, GoodRow(number, form.build_parts(reading))

    def list_key_mistakes(self, reading: RowReading) -> list[str]:
        """Each row needs a key of its own: by it the row is known when the file comes again."""
        column = self.mapping.source.key
        if not reading.key:
            return [f"There is no key in the column {column}"]
        first_row = self.rows_by_key.setdefault(reading.key, reading.row.number)
        if first_row != reading.row.number:
            return [f"Row {first_row} has the same key in the column {column}"]
        return []

    def describe_similar_row(self, reading: RowReading) -> list[str]:
        """Say which earlier row may be the same. Both are imported: a curator decides."""
        traits = RowTraits.build(reading)
        earlier_traits = self.traits_by_title.setdefault(fold(reading.fields["title"]), [])
        twin = next((other for other in earlier_traits if other.may_be_same(traits)), None)
        earlier_traits.append(traits)
        if twin is None:
            return []
        return [f"Perhaps the same as row {twin.number} (key {twin.key}). Both are kept."]


def list_title_notes(reading: RowReading) -> list[str]:
    """Say what may be looked at before a title is public."""
    if not may_tell_of_somebody(reading.fields.get("title", "")):
        return []
    return ["The title may tell who somebody is, or of a complaint. Its address has no words."]


# The forms for a spreadsheet


LONGEST_SOURCE, LONGEST_NAME = 200, 100
DRAFTS, PUBLISHED = "drafts", "published"


class StrictRadioField(RadioField):
    """One choice of a few. What is not on the list is refused in our words."""

    def pre_validate(self, _form: Any) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            raise StopValidation(str(lazy_gettext("Choose one of these")))


class UploadForm(Form):
    file = FileField(lazy_gettext("Choose a spreadsheet"))

    @classmethod
    def from_request(cls, **given: Any) -> Self:
        if request.method != "POST":
            return cls(None, **given)
        typed: MultiDict[str, Any] = MultiDict(clean_form_data(request.form))
        typed.update(request.files)
        return cls(typed, **given)

    def validate_file(self, field: FileField) -> None:
        if not getattr(field.data, "filename", ""):
            raise StopValidation(str(lazy_gettext("Choose a file first")))


class SheetForm(Form):
    sheet = ChoiceField(lazy_gettext("Which sheet?"), coerce=str)
    header_row = WholeNumberField(
        lazy_gettext("In which row are the headings?"),
        [
            InputRequired(lazy_gettext("Give the number of the row with the headings")),
            NumberRange(1, MOST_ROWS, lazy_gettext("Give the number of a row of this sheet")),
        ],
        description=lazy_gettext("The number that your spreadsheet program shows beside the row."),
    )

    @classmethod
    def build(cls, sheets: Sequence[Mapping[str, Any]], sheet: int, header_row: int) -> Self:
        form = cls.from_request(sheet=str(sheet), header_row=header_row)
        form.sheet.choices = [
            (str(n), details["name"] or get_only_sheet_label()) for n, details in enumerate(sheets)
        ]
        return form


def get_only_sheet_label() -> str:
    return str(lazy_gettext("The only sheet"))


class ColumnsForm(Form):
    """How the columns and cells of one table are read. It has one more field for each column."""

    key = ChoiceField(
        lazy_gettext("Which column identifies a row?"),
        description=lazy_gettext(
            "An identifier, such as a reference number. It lets us recognise the row when you "
            "upload the file again."
        ),
        validate_choice=False,
    )
    source = LineField(
        lazy_gettext("Where do the rows come from?"),
        [max_length(LONGEST_SOURCE)],
        description=lazy_gettext(
            "Readers see this name. Use the same name when the file comes again."
        ),
    )
    earlier = HiddenField()
    """The earlier import from which the choices were filled in, if they were."""
    publish = StrictRadioField(lazy_gettext("What should the rows become?"), default=DRAFTS)
    separator = ChoiceField(lazy_gettext("When a cell holds several things, what separates them?"))
    order = RadioField(
        lazy_gettext("How are dates such as 4/5/2026 written here?"),
        default="",
        validate_choice=False,
    )
    empty = ParagraphsField(
        lazy_gettext("Which words mean that a cell is empty?"),
        description=lazy_gettext("One on each line."),
        longest=2000,
        rows=4,
    )
    remember = LineField(
        lazy_gettext("Remember these choices under a name (you can leave this empty)"),
        [max_length(LONGEST_NAME)],
        description=lazy_gettext("We offer them again for a table with the same headings."),
    )

    @classmethod
    def build(cls, headings: Sequence[str], choices: ColumnChoices | None) -> "ColumnsForm":
        """Return the form for these headings, filled with what was chosen before, or guessed."""
        fields: dict[str, Any] = {
            name_column_field(n): ChoiceField(name) for n, name in enumerate(headings)
        }
        fields |= {name_audience_field(n): build_audience_field() for n in range(len(headings))}
        form_class: type[ColumnsForm] = type("TableForm", (cls,), fields)
        shown_choices = choices or guess_choices(headings)
        targets = {
            name_column_field(n): shown_choices.columns.get(name, "fact")
            for n, name in enumerate(headings)
        }
        answers = {
            name_audience_field(n): shown_choices.answers.get(name, "")
            for n, name in enumerate(headings)
        }
        form = form_class.from_request(
            key=shown_choices.key,
            source=shown_choices.source,
            publish=PUBLISHED if shown_choices.publish else DRAFTS,
            separator=shown_choices.separator,
            order=shown_choices.order.value,
            empty="\n".join(shown_choices.empty if choices else EMPTY_WORDS),
            **targets,
            **answers,
        )
        form.set_options(headings)
        return form

    def set_options(self, headings: Sequence[str]) -> None:
        targets = [(name, str(translate(label))) for name, label in TARGET_LABELS.items()]
        for n in range(len(headings)):
            field: Any = self[name_column_field(n)]
            field.choices = targets
        self.key.choices = [("", str(lazy_gettext("None of them: use the number of the row")))]
        self.key.choices += [(name, name) for name in headings]
        self.publish.choices = [
            (DRAFTS, str(lazy_gettext("Drafts, which only you and the curators see"))),
            (
                PUBLISHED,
                str(lazy_gettext("Published activities, shown with the name of their source")),
            ),
        ]
        self.separator.choices = [
            (key, str(translate(label))) for key, (_m, label) in SEPARATOR_OPTIONS.items()
        ]
        self.order.choices = [
            (DateOrder.DAY_FIRST.value, str(lazy_gettext("The day first: 4 May 2026"))),
            (DateOrder.MONTH_FIRST.value, str(lazy_gettext("The month first: 5 April 2026"))),
        ]

    def get_choices(self, headings: Sequence[str]) -> ColumnChoices:
        order = self.order.data if self.order.data in set(DateOrder) else ""
        words = (one_line(line) for line in (self.empty.data or "").split("\n"))
        return ColumnChoices(
            columns={name: self[name_column_field(n)].data for n, name in enumerate(headings)},
            answers={
                name: self[name_audience_field(n)].data
                for n, name in enumerate(headings)
                if self[name_audience_field(n)].data in set(ColumnAnswer)
            },
            key=self.key.data or "",
            source=self.source.data or "",
            publish=self.publish.data == PUBLISHED,
            separator=self.separator.data,
            order=DateOrder(order),
            empty=tuple(word for word in words if word),
        )

    def check_audiences(self, headings: Sequence[str], personal_columns: Container[str]) -> bool:
        """Ask who may see each personal column. Return whether all are answered."""
        answers = self.get_choices(headings).answers
        missing = [
            n for n, name in enumerate(headings) if name in personal_columns and name not in answers
        ]
        for n in missing:
            question = N_("Choose who may see the column %(name)s", name=headings[n])
            add_error(self[name_audience_field(n)], translate(question))
        return not missing


def guess_choices(headings: Sequence[str]) -> ColumnChoices:
    return ColumnChoices(guess_targets(headings), guess_key(headings))


def name_column_field(number: int) -> str:
    return f"column_{number}"


def name_audience_field(number: int) -> str:
    return f"answer_{number}"


def build_audience_field() -> RadioField:
    choices = [(answer.value, translate(answer.label)) for answer in ColumnAnswer]
    return RadioField(
        lazy_gettext("Who may see this column?"), choices=choices, validate_choice=False
    )


class AudienceForm(Form):
    """Who may see a column of an import that is here already."""

    source = HiddenField()
    label = HiddenField()
    answer = StrictRadioField(lazy_gettext("Who may see this column?"))

    @classmethod
    def build(cls) -> Self:
        form = cls.from_request()
        form.answer.choices = [
            (answer.value, str(translate(answer.label))) for answer in ColumnAnswer
        ]
        return form


class SelectionForm(Form):
    take = StrictRadioField(lazy_gettext("What should be imported?"))

    @classmethod
    def build(cls, offers: Sequence[tuple[RowSelection, str]]) -> Self:
        form = cls.from_request()
        form.take.choices = [(take.value, words) for take, words in offers]
        return form
