"""How a lay member writes for a board, and how a curator answers an idea."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from coprod.board.action_plan.models import BoardAction
from coprod.board.meetings.models import Meeting
from coprod.board.member_notes.enums import NoteKind
from coprod.board.member_notes.rules import LONGEST_WORDS, NoteDraft
from coprod.core.values.keys import parse_row_key as read_key
from coprod.reviews.forms import VerdictForm
from coprod.web.choices import EnumField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    parse_row_key,
)
from coprod.web.filters import say_date
from coprod.web.forms import Form


class NoteForm(Form):
    kind = EnumField(
        _l("What is it?"), NoteKind, validators=[InputRequired(_l("Choose what it is"))]
    )
    words = ParagraphsField(
        _l("Your words"),
        [InputRequired(_l("Write what you saw, or what you advise"))],
        description=_l("Name roles, not people."),
        longest=LONGEST_WORDS,
        rows=6,
    )
    meeting_id = ChoiceField(_l("Is it about a meeting?"), coerce=parse_row_key)
    may_be_public = BooleanField(
        _l("Everybody may read it, once a curator has read it"),
        description=_l(
            "It will say “Lay member”, and no name. People who know the board may still guess that "
            "it was you. You can take this back at any time."
        ),
    )

    @classmethod
    def build(cls, meetings: Sequence[Meeting], meeting: str = "") -> Self:
        form = cls.from_request(meeting_id=read_key(meeting) or 0, kind=NoteKind.IDEA.value)
        days = [(each.id, say_date(each.day)) for each in meetings]
        form.meeting_id.choices = [(0, str(_l("No, about the board"))), *days]
        return form

    def to_draft(self) -> NoteDraft:
        return NoteDraft(
            kind=self.kind.get_choice(),
            words=self.words.data or "",
            meeting_id=self.meeting_id.data or None,
            may_be_public=bool(self.may_be_public.data),
        )


class AnswerForm(VerdictForm):
    """What the board says to an idea, and the action that it becomes."""

    action_id = ChoiceField(
        _l("Which action is it?"),
        description=_l("One that the board has already, or a new one."),
        coerce=parse_row_key,
    )
    title = LineField(
        _l("A new action: what will be done?"),
        description=_l("Everybody reads an action at once. Do not copy what is private."),
    )
    lead = LineField(
        _l("A new action: which role looks after it?"), description=_l("Never a name.")
    )
    due = PartialDateField(_l("A new action: by which day?"))

    def offer_actions(self, actions: Sequence[BoardAction]) -> None:
        named = [(each.id, each.title) for each in actions]
        self.action_id.choices = [(0, str(_l("A new one, or none"))), *named]

    def get_extra(self) -> Mapping[str, Any]:
        return {
            "action_id": self.action_id.data or None,
            "title": self.title.data or "",
            "lead": self.lead.data or "",
            "due": self.due.get_whole_day(),
        }
