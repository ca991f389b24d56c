"""How a board, its members and its meetings are asked for."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired, Optional

from coprod.accounts.users.models import Person
from coprod.board.meetings.enums import GroupKind, MemberKind
from coprod.board.meetings.models import BoardGroup, Meeting
from coprod.board.meetings.rules import (
    LONGEST,
    USUAL_ANSWER_DAYS,
    USUAL_PAPERS_DAYS,
    GroupDraft,
    MeetingDraft,
)
from coprod.core.values.clock import LONDON
from coprod.core.values.dates import PartialDate
from coprod.reference.lists.forms import VersionedForm
from coprod.web.choices import EnumField, NamesField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    WholeNumberField,
    parse_clock_time,
    parse_row_key,
)
from coprod.web.forms import Form


class GroupForm(VersionedForm):
    name = LineField(_l("What is it called?"))
    kind = EnumField(
        _l("What kind is it?"), GroupKind, validators=[InputRequired(_l("Choose what kind it is"))]
    )
    purpose = ParagraphsField(
        _l("What is it for?"),
        description=_l("One or two sentences for residents."),
        longest=LONGEST["purpose"],
        rows=3,
    )
    roles = NamesField(
        _l("Which roles sit on it?"),
        description=_l("One on a line, such as “Chair” or “Primary care lead”. Never a name."),
        rows=6,
    )
    papers_days = WholeNumberField(_l("How many days before a meeting are its papers due?"))
    answer_days = WholeNumberField(
        _l("Within how many days does it answer lay members who advise it?"),
        [Optional()],
        description=_l("Leave this empty if it answers at its next meeting."),
    )
    term_id = ChoiceField(
        _l("Which line in the list of boards is it?"),
        description=_l("Packs and decisions are found by it."),
        coerce=parse_row_key,
    )

    @classmethod
    def build(cls, boards: Sequence[tuple[int, str]], group: BoardGroup | None = None) -> Self:
        form = cls.from_request(**(get_group_values(group) if group else get_new_values()))
        form.term_id.choices = [(0, str(_l("None of them"))), *boards]
        return form

    def to_draft(self) -> GroupDraft:
        return GroupDraft(
            name=self.name.data or "",
            kind=self.kind.get_choice(),
            purpose=self.purpose.data or "",
            roles=self.roles.list_names(),
            papers_days=self.papers_days.data,
            answer_days=self.answer_days.data,
            term_id=self.term_id.data or None,
        )


def get_new_values() -> dict[str, Any]:
    return {"papers_days": USUAL_PAPERS_DAYS, "answer_days": USUAL_ANSWER_DAYS, "term_id": 0}


def get_group_values(group: BoardGroup) -> dict[str, Any]:
    names = ("version", "name", "purpose", "papers_days", "answer_days")
    return {
        **{name: getattr(group, name) for name in names},
        "kind": group.kind.value,
        "roles": "\n".join(group.roles),
        "term_id": group.term_id or 0,
    }


class MemberForm(Form):
    person_id = ChoiceField(_l("Who?"), coerce=parse_row_key)
    kind = EnumField(_l("As what?"), MemberKind, validators=[InputRequired(_l("Choose as what"))])

    @classmethod
    def build(cls, people: Sequence[Person]) -> Self:
        form = cls.from_request()
        named = [(each.id, each.display_name) for each in people]
        form.person_id.choices = [(0, str(_l("Choose one"))), *named]
        return form


class MeetingForm(VersionedForm):
    day = PartialDateField(_l("On which day?"))
    begins = LineField(_l("From when?"), description=_l("Such as 18:30."))
    ends = LineField(_l("Until when?"), description=_l("Such as 20:00."))
    place = LineField(
        _l("Where is it?"),
        description=_l("The address and how to get in, or “online” and how to join."),
    )
    papers_on = PartialDateField(
        _l("By when are its papers due?"),
        description=_l("Leave this empty for the usual day."),
    )
    is_public = BooleanField(_l("Everybody may read that it takes place, and when and where"))

    @classmethod
    def build(cls, meeting: Meeting | None = None) -> Self:
        return cls.from_request(**(get_meeting_values(meeting) if meeting else {}))

    def to_draft(self) -> MeetingDraft:
        return MeetingDraft(
            day=self.day.require_whole_day(),
            begins=parse_clock_time(self.begins.data, "begins"),
            ends=parse_clock_time(self.ends.data, "ends"),
            place=self.place.data or "",
            papers_on=self.papers_on.get_whole_day(),
            is_public=bool(self.is_public.data),
        )


def get_meeting_values(meeting: Meeting) -> dict[str, Any]:
    start, end = meeting.starts_at.astimezone(LONDON), meeting.ends_at.astimezone(LONDON)
    return {
        "version": meeting.version,
        "day": PartialDate.from_day(meeting.day),
        "begins": f"{start:%H:%M}",
        "ends": f"{end:%H:%M}",
        "place": meeting.place,
        "papers_on": PartialDate.from_day(meeting.papers_on),
        "is_public": meeting.is_public,
    }
