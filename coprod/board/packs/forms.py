"""How a pack is begun and written."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.validators import InputRequired

from coprod.board.figures.enums import FigureKey
from coprod.board.meetings.enums import AskKind
from coprod.board.packs.enums import PackKind, SectionKey
from coprod.board.packs.models import Pack, PackSection
from coprod.board.packs.rules import (
    LONGEST_HEADLINE,
    LONGEST_LINE,
    LONGEST_NARRATIVE,
    AskDraft,
    PackDays,
    PackDraft,
    SectionDraft,
)
from coprod.core.values.dates import PartialDate
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.forms import parse_version
from coprod.web.fields import (
    CheckboxesField,
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    max_length,
    parse_row_key,
)
from coprod.web.forms import Form
from coprod.web.language import translate

DAY_NAMES = tuple(field.name for field in fields(PackDays))


class DaysForm(Form):
    meeting_on = PartialDateField(_l("When is the meeting?"))
    starts = PartialDateField(_l("From which day does it tell?"))
    ends = PartialDateField(_l("Until which day?"))

    def to_days(self) -> PackDays:
        return PackDays(**self.get_days())

    def get_days(self) -> dict[str, date | None]:
        fields_by_name = zip(DAY_NAMES, (self.meeting_on, self.starts, self.ends), strict=True)
        return {name: field.get_whole_day() for name, field in fields_by_name}


class PackForm(DaysForm):
    kind = RadioField(_l("What kind of pack is it?"), [InputRequired(_l("Choose the kind"))])
    board = ChoiceField(_l("Which board is it for?"), coerce=parse_row_key)
    title = LineField(
        _l("What is it called?"),
        [max_length(LONGEST_LINE)],
        description=_l("Leave this empty for the usual title."),
    )

    @classmethod
    def build(cls, boards: Sequence[tuple[int, str]]) -> Self:
        form = cls.from_request(kind=PackKind.BOARD_REPORT.value)
        form.kind.choices = [(each.value, translate(each.label)) for each in PackKind]
        form.board.choices = [(0, str(_l("Choose one"))), *boards]
        return form

    def to_draft(self) -> PackDraft:
        return PackDraft(
            kind=PackKind(str(self.kind.data)),
            board_id=self.board.data,
            title=self.title.data or "",
            **self.get_days(),
        )


class VersionedForm(Form):
    version = HiddenField()

    @property
    def seen(self) -> int:
        return parse_version(self.version.data)


class ChangeDaysForm(DaysForm, VersionedForm):
    @classmethod
    def build(cls, pack: Pack) -> Self:
        days = {name: PartialDate.from_day(getattr(pack, name)) for name in DAY_NAMES}
        return cls.from_request(version=pack.version, **days)


class SectionForm(VersionedForm):
    headline = ParagraphsField(
        _l("Headline"),
        description=_l(
            "Written from the figures. Change the words as you like; the figures in [ ] stay "
            "linked."
        ),
        longest=LONGEST_HEADLINE,
        rows=3,
    )
    is_accepted = BooleanField(_l("This sentence is right and fair: print it"))
    narrative = ParagraphsField(
        _l("Your narrative"),
        description=_l("Why is it so? What did you do? Up to 120 words. Roles, not names."),
        longest=LONGEST_NARRATIVE,
        rows=6,
    )
    author = LineField(
        _l("Which role wrote it?"),
        [max_length(LONGEST_LINE)],
        description=_l("For example: Community voice lead."),
    )

    @classmethod
    def build(cls, section: PackSection, *, is_accepted: bool, author: str) -> Self:
        texts = {name: getattr(section, name) for name in ("headline", "narrative", "version")}
        written_by = section.author or author
        return cls.from_request(**texts, author=written_by, is_accepted=is_accepted)

    def to_draft(self) -> SectionDraft:
        texts: dict[str, Any] = {
            name: (self[name].data or "").strip() for name in ("headline", "narrative", "author")
        }
        return SectionDraft(**texts, is_accepted=bool(self.is_accepted.data))


class SectionsForm(VersionedForm):
    sections = CheckboxesField(_l("Which sections does it have?"))

    @classmethod
    def build(cls, pack: Pack) -> Self:
        chosen = [each.key.value for each in pack.sections]
        form = cls.from_request(sections=chosen, version=pack.version)
        form.sections.choices = [(each.value, translate(each.label)) for each in SectionKey]
        return form

    @property
    def keys(self) -> tuple[SectionKey, ...]:
        return tuple(SectionKey(each) for each in self.sections.data or ())


class StoriesForm(VersionedForm):
    stories = CheckboxesField(_l("Which stories does it tell?"), coerce=parse_row_key)

    @classmethod
    def build(cls, pack: Pack, choices: Sequence[tuple[int, str]]) -> Self:
        chosen = [each.file_id for each in pack.stories]
        form = cls.from_request(stories=chosen, version=pack.version)
        form.stories.choices = list(choices)
        return form


class ReadersForm(Form):
    readers = CheckboxesField(_l("Who may read the draft?"), coerce=parse_row_key)

    @classmethod
    def build(cls, people: Sequence[tuple[int, str]], chosen: Sequence[int]) -> Self:
        form = cls.from_request(readers=list(chosen))
        form.readers.choices = list(people)
        return form


class SeenForm(VersionedForm):
    """A button, with the version of the pack that was on the page."""


class AskForm(Form):
    kind = RadioField(_l("What is the Board to do?"), [InputRequired(_l("Choose one"))])
    title = LineField(_l("What do you ask?"), [max_length(LONGEST_LINE)])
    reason = ParagraphsField(_l("Why?"), longest=LONGEST_NARRATIVE, rows=3)
    cost = LineField(_l("What would it cost?"), [max_length(LONGEST_LINE)])
    lead = LineField(_l("Which role would lead it, and from when?"), [max_length(LONGEST_LINE)])

    @classmethod
    def build(cls) -> Self:
        form = cls.from_request()
        form.kind.choices = [(each.value, translate(each.label)) for each in AskKind]
        return form

    def to_draft(self) -> AskDraft:
        texts: dict[str, Any] = {
            name: self[name].data or "" for name in ("title", "reason", "cost", "lead")
        }
        return AskDraft(kind=AskKind(str(self.kind.data)), **texts)


class NoteForm(Form):
    figure = ChoiceField(_l("Which figure is it about?"))
    words = ParagraphsField(
        _l("What should be known?"),
        description=_l("It stands beside the pack with its day. The pack itself stays as it is."),
        longest=LONGEST_NARRATIVE,
        rows=3,
    )

    @classmethod
    def build(cls, figures: Sequence[FigureKey]) -> Self:
        form = cls.from_request()
        named = [(each.value, translate(name_figure(each))) for each in figures]
        form.figure.choices = [("", str(_l("The whole pack"))), *named]
        return form

    @property
    def key(self) -> FigureKey | None:
        return FigureKey(self.figure.data) if self.figure.data else None


def name_figure(key: FigureKey) -> Message:
    return N_("%(number)s: %(label)s", number=key.number, label=key.label)
