"""What we ask of whoever writes down what was learned. One form for each part."""

import dataclasses
from typing import Any, ClassVar

from flask_babel import LazyString, lazy_gettext
from wtforms import BooleanField
from wtforms.validators import InputRequired

from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import Message
from coprod.learning.records.enums import LearningOutcome, TeamVisibility, WrittenBy
from coprod.learning.records.rules import (
    LONGEST_SENTENCE,
    MISSING_MESSAGES,
    PART_KINDS,
    RecordTags,
    ShortRecord,
)
from coprod.reference.lists.enums import Choices, ListKind
from coprod.register.activities.forms import NOT_LISTED
from coprod.register.sections.forms import SHORT_TEXT, SectionForm
from coprod.web.choices import EnumField
from coprod.web.fields import (
    CheckboxesField,
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    parse_row_key,
)
from coprod.web.forms import Form
from coprod.web.language import translate


def translate_lazily(phrase: Message | None) -> LazyString | None:
    return lazy_gettext(phrase.text) if phrase else None


def require_answer(name: str) -> InputRequired:
    return InputRequired(translate_lazily(MISSING_MESSAGES[name]))


class ShortForm(SectionForm):
    outcome = EnumField(
        lazy_gettext("What came of it?"), LearningOutcome, validators=[require_answer("outcome")]
    )
    tried = ParagraphsField(
        lazy_gettext("What did you try?"), [require_answer("tried")], longest=3000, rows=4
    )
    happened = ParagraphsField(
        lazy_gettext("What happened?"), [require_answer("happened")], longest=5000, rows=5
    )
    next_team = ParagraphsField(
        lazy_gettext("What would you tell the next team?"),
        [require_answer("next_team")],
        description=lazy_gettext(
            "One sentence. It is at the top, and helps people find the record."
        ),
        longest=LONGEST_SENTENCE,
        rows=2,
    )
    written_by = EnumField(
        lazy_gettext("Who helped to write this?"),
        WrittenBy,
        validators=[require_answer("written_by")],
    )
    team = LineField(
        lazy_gettext("Which team or group was it?"),
        [SHORT_TEXT],
        description=lazy_gettext("A team, a group or a service. Not a person’s name."),
    )
    showing = EnumField(
        lazy_gettext("May readers know which team it was?"),
        TeamVisibility,
        validators=[require_answer("showing")],
    )
    activity_id = ChoiceField(
        lazy_gettext("Is it about an activity in the register?"), coerce=parse_row_key
    )

    @classmethod
    def get_initial_values(cls, part: ShortRecord) -> dict[str, Any]:
        return {**super().get_initial_values(part), "activity_id": part.activity_id or NOT_LISTED}

    def offer_activities(self, activities: list[tuple[int, str]]) -> None:
        self.activity_id.choices = [(NOT_LISTED, str(lazy_gettext("No, or not yet"))), *activities]

    def build_part(self) -> ShortRecord:
        return ShortRecord(
            outcome=self.outcome.get_choice(),
            written_by=self.written_by.get_choice(),
            showing=self.showing.get_choice(),
            activity_id=self.activity_id.data or None,
            **self.get_texts("tried", "happened", "next_team", "team"),
        )


class TagsForm(SectionForm):
    methods = CheckboxesField(lazy_gettext("How were people involved?"), coerce=parse_row_key)
    groups = CheckboxesField(
        lazy_gettext("Which groups does it affect most?"), coerce=parse_row_key
    )
    workstreams = CheckboxesField(
        lazy_gettext("Which workstreams is it part of?"), coerce=parse_row_key
    )
    places = CheckboxesField(lazy_gettext("Where did it happen?"), coerce=parse_row_key)
    topics = CheckboxesField(lazy_gettext("What is it about?"), coerce=parse_row_key)
    stages = CheckboxesField(
        lazy_gettext("Which part of the work was shared?"),
        choices=lambda: [(each.value, translate(each.label)) for each in CycleStage],
    )

    FIELDS: ClassVar = {
        ListKind.METHOD: "methods",
        ListKind.GROUP: "groups",
        ListKind.WORKSTREAM: "workstreams",
        ListKind.LOCALITY: "places",
        ListKind.TOPIC: "topics",
    }

    def fill_choices(self, choices: Choices) -> None:
        boxes = [self.methods, self.groups, self.workstreams, self.places, self.topics]
        for listing, box_ in zip(self.FIELDS, boxes, strict=True):
            box_.choices = choices(listing)

    @classmethod
    def get_initial_values(cls, part: RecordTags) -> dict[str, Any]:
        listed = {cls.FIELDS[listing]: list(ids) for listing, ids in part.listed}
        return {**listed, "stages": part.stages}

    def build_part(self) -> RecordTags:
        listed = [(sort, tuple(self[name].data or ())) for sort, name in self.FIELDS.items()]
        return RecordTags(
            tuple((sort, ids) for sort, ids in listed if ids),
            tuple(CycleStage(value) for value in self.stages.data or ()),
        )


class PlainForm(SectionForm):
    """A part whose fields are texts, ticks, a date or a yes: asked in its own words."""

    kind: ClassVar[type[Any]]

    def build_part(self) -> Any:
        return self.kind(
            **{each.name: self.read_box(each) for each in dataclasses.fields(self.kind)}
        )

    def read_box(self, part_field: dataclasses.Field[Any]) -> Any:
        data, of = self[part_field.name].data, part_field.metadata.get("of")
        if of:
            return tuple(of(value) for value in data or ())
        return data if part_field.default is None else data or part_field.default


def build_box(part_field: dataclasses.Field[Any]) -> Any:
    """Return the box for one field of a part."""
    label, hint = (
        translate_lazily(part_field.metadata["asks"]),
        translate_lazily(part_field.metadata["hint"]),
    )
    of = part_field.metadata.get("of")
    if of:
        return CheckboxesField(
            label, choices=lambda: [(each.value, translate(each.label)) for each in of]
        )
    if part_field.default is False:
        return BooleanField(label)
    if part_field.default is None:
        return PartialDateField(
            label, description=lazy_gettext("Leave this empty if they set no end.")
        )
    return ParagraphsField(label, description=hint or "", longest=5000, rows=4)


def build_plain_form(kind: type[Any]) -> type[SectionForm]:
    boxes = {each.name: build_box(each) for each in dataclasses.fields(kind)}
    metaclass: Any = type(PlainForm)
    form: type[SectionForm] = metaclass(
        f"{kind.__name__}Form", (PlainForm,), {**boxes, "kind": kind}
    )
    return form


SPECIAL_FORMS: dict[str, type[SectionForm]] = {"short": ShortForm, "tags": TagsForm}
FORMS: dict[str, type[SectionForm]] = {
    name: SPECIAL_FORMS.get(name) or build_plain_form(kind) for name, kind in PART_KINDS.items()
}


class RecordReasonForm(Form):
    """Why something is sent back or taken out of sight."""

    reason = ParagraphsField(
        lazy_gettext("Why?"),
        [InputRequired(lazy_gettext("Give a reason: it will be shown"))],
        longest=3000,
        rows=4,
    )
