"""The form of a kept question. Its questions, steps and events are rows of a few boxes each."""

from collections.abc import Iterator, Mapping
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField

from coprod.core.values.labels import LabelledEnum
from coprod.intelligence.deep_dives.enums import AnswerState, PagePart
from coprod.intelligence.deep_dives.models import DeepDive
from coprod.intelligence.deep_dives.rules import (
    LONGEST,
    MOST_ROWS,
    DeepDiveDraft,
    EventDraft,
    QuestionDraft,
    StepDraft,
)
from coprod.reference.lists.forms import VersionedForm, make_partial_date
from coprod.web.choices import NamesField
from coprod.web.fields import ChoiceField, LineField, ParagraphsField, PartialDateField
from coprod.web.language import translate

SPARE_ROWS = 3
"""So many rows stand there empty, to add to."""
ROW_NAMES = {
    "question": ("question_{}", "question_{}_part", "question_{}_state", "question_{}_remark"),
    "step": ("step_{}_role", "step_{}", "step_{}_due"),
    "event": ("event_{}", "event_{}_day"),
}


class DeepDiveForm(VersionedForm):
    """``build`` adds the rows, as ``question_1``, ``question_1_state`` and so on."""

    cut = HiddenField()
    title = LineField(
        _l("What is it called?"), description=_l("For example: “GP access: what people told us”.")
    )
    narrative = ParagraphsField(
        _l("What does it come to, in a few plain sentences?"),
        longest=LONGEST["narrative"],
        rows=5,
        description=_l("You can leave it empty: each drawing says itself what it shows."),
    )
    limits = NamesField(
        _l("What can it not tell?"),
        description=_l("One on a line. We add what we can work out ourselves."),
        longest=LONGEST["limits"],
        rows=3,
    )
    is_public = BooleanField(_l("Everybody may read it"))
    numbers: range = range(0)

    @classmethod
    def build(cls, values: Mapping[str, Any], rows: int = 0) -> Self:
        """Return the form with as many rows as there are, and some to add to."""
        numbers = range(1, min(rows + SPARE_ROWS, MOST_ROWS) + 1)
        fields: dict[str, Field] = {}
        for number in numbers:
            fields |= build_row(number)
        form_class: Any = type(cls.__name__, (cls,), {**fields, "numbers": numbers})
        form: Self = form_class.from_request(**values)
        return form

    def list_rows(self, kind: str) -> list[list[Field]]:
        """Return the boxes of each row of one kind, for the page."""
        names = ROW_NAMES[kind]
        return [[self[name.format(number)] for name in names] for number in self.numbers]

    def read_rows(self, kind: str) -> Iterator[tuple[int, list[Any]]]:
        """Yield each row in which something was typed, with its number."""
        for number, row in zip(self.numbers, self.list_rows(kind), strict=True):
            if any(field.data for field in row if field.type != "ChoiceField"):
                yield number, [read_value(field) for field in row]

    def to_draft(self) -> DeepDiveDraft:
        return DeepDiveDraft(
            title=self.title.data or "",
            cut=self.cut.data or "",
            narrative=self.narrative.data or "",
            limits=self.limits.list_names(),
            questions={number: QuestionDraft(*row) for number, row in self.read_rows("question")},
            steps={number: StepDraft(*row) for number, row in self.read_rows("step")},
            events={number: EventDraft(*row) for number, row in self.read_rows("event")},
            is_public=bool(self.is_public.data),
        )


def read_value(field: Any) -> object:
    if field.type == "PartialDateField":
        return field.get_whole_day()
    return field.data


def build_row(number: int) -> dict[str, Any]:
    """Return the boxes of the row with this number, of each kind."""
    return {
        f"question_{number}": LineField(_l("What was asked?")),
        f"question_{number}_part": build_choice(_l("Which part answers it?"), PagePart),
        f"question_{number}_state": build_choice(_l("Is it answered?"), AnswerState),
        f"question_{number}_remark": LineField(_l("A remark, such as “four of seven”")),
        f"step_{number}_role": LineField(_l("Which role? Not a name")),
        f"step_{number}": LineField(_l("What do they do?")),
        f"step_{number}_due": PartialDateField(_l("By which day?")),
        f"event_{number}": LineField(_l("What happened?")),
        f"event_{number}_day": PartialDateField(_l("On which day?")),
    }


def build_choice(label: Any, kind: type[LabelledEnum]) -> Any:
    """Return a choice of the members of an enum; the first where nothing was sent."""
    first: Any = next(iter(kind))
    return ChoiceField(label, choices=list_choices(kind), coerce=kind, default=first)


def list_choices(kind: type[LabelledEnum]) -> list[tuple[str, str]]:
    return [(each.value, translate(each.label)) for each in kind]


def count_rows(deep_dive: DeepDive) -> int:
    return max(len(rows) for rows in (deep_dive.questions, deep_dive.steps, deep_dive.events))


def get_values(deep_dive: DeepDive) -> dict[str, Any]:
    """Return what the boxes hold at first."""
    names = ("version", "title", "cut", "narrative", "limits", "is_public")
    values = {name: getattr(deep_dive, name) for name in names}
    for number, question in enumerate(deep_dive.questions, 1):
        values[f"question_{number}"] = question.words
        values[f"question_{number}_part"] = question.part.value
        values[f"question_{number}_state"] = question.state.value
        values[f"question_{number}_remark"] = question.remark
    for number, step in enumerate(deep_dive.steps, 1):
        values[f"step_{number}_role"], values[f"step_{number}"] = step.owner_role, step.words
        values[f"step_{number}_due"] = make_partial_date(step.due)
    for number, event in enumerate(deep_dive.events, 1):
        values[f"event_{number}"] = event.words
        values[f"event_{number}_day"] = make_partial_date(event.day)
    return values
