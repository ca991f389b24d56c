"""How a chain and its links are asked for."""

from collections.abc import Sequence
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from coprod.board.chains.enums import ChainStage
from coprod.board.chains.rules import LONGEST, ChainDraft, LinkDraft
from coprod.board.meetings.models import BoardGroup
from coprod.web.choices import EnumField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    parse_row_key,
)
from coprod.web.forms import Form


class ChainForm(Form):
    title = LineField(_l("What is it called?"))
    group_id = ChoiceField(_l("Which board was told in the end?"), coerce=parse_row_key)
    purpose = ParagraphsField(_l("What is it for?"), longest=LONGEST["purpose"], rows=3)

    @classmethod
    def build(cls, groups: Sequence[BoardGroup]) -> Self:
        form = cls.from_request()
        named = [(each.id, each.name) for each in groups]
        form.group_id.choices = [(0, str(_l("Choose one"))), *named]
        return form

    def to_draft(self) -> ChainDraft:
        return ChainDraft(
            title=self.title.data or "",
            group_id=self.group_id.data or None,
            purpose=self.purpose.data or "",
        )


class LinkForm(Form):
    stage = EnumField(
        _l("What is it?"), ChainStage, validators=[InputRequired(_l("Choose what it is"))]
    )
    day = PartialDateField(_l("On which day?"))
    title = LineField(_l("What is it called?"))
    words = ParagraphsField(
        _l("What happened, in a few sentences?"), longest=LONGEST["words"], rows=3
    )
    address = LineField(
        _l("Where can people read it?"),
        description=_l("A page here, such as /stories/a-name, or a whole address."),
    )
    version_name = LineField(_l("If it is the guidance: which version?"))
    approved_by = LineField(
        _l("If it is the guidance: which role or board approved it?"),
        description=_l("Leave this empty for a draft that nobody has approved."),
    )
    changes = ParagraphsField(
        _l("If it is the guidance: what changed since the version before, and why?"),
        longest=LONGEST["changes"],
        rows=3,
    )

    def to_draft(self) -> LinkDraft:
        names = ("title", "words", "address", "version_name", "approved_by", "changes")
        texts = {name: self[name].data or "" for name in names}
        return LinkDraft(stage=self.stage.get_choice(), day=self.day.require_whole_day(), **texts)
