"""How an item of a forward plan, and what came of it, are asked for."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from coprod.board.action_plan.enums import ActionSource
from coprod.board.forward_plan.models import PlanItem
from coprod.board.forward_plan.rules import LONGEST, ItemDraft
from coprod.board.meetings.enums import AskKind
from coprod.board.meetings.models import Meeting
from coprod.core.values.keys import parse_row_key as read_row_key
from coprod.reference.lists.forms import VersionedForm
from coprod.web.choices import EnumField, NamesField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    WholeNumberField,
    parse_row_key,
)
from coprod.web.filters import say_date

USUAL_MINUTES = 20
ADDRESSES_HINT = _l(
    "Pages here, one on a line: of a story, a promise, an action, a decision or a pot of money, "
    "such as /board/actions/4."
)


class ItemForm(VersionedForm):
    title = LineField(_l("What is it?"))
    purpose = EnumField(
        _l("What is the board to do?"),
        AskKind,
        validators=[InputRequired(_l("Choose what the board is to do"))],
    )
    lead = LineField(
        _l("Which role brings it?"), description=_l("Such as “Primary care lead”. Never a name.")
    )
    details = ParagraphsField(
        _l("Why does it come to this board?"), longest=LONGEST["details"], rows=3
    )
    minutes = WholeNumberField(_l("How many minutes does it need?"))
    meeting_id = ChoiceField(_l("At which meeting?"), coerce=parse_row_key)
    addresses = NamesField(_l("What is it about?"), description=ADDRESSES_HINT, rows=3)
    is_spotlight = BooleanField(_l("It is a spotlight: good practice that others can learn from"))
    is_public = BooleanField(_l("Everybody may read this item, if the meeting is public"))

    @classmethod
    def build(cls, meetings: Sequence[Meeting], values: Mapping[str, Any]) -> Self:
        form = cls.from_request(**values)
        named = [(each.id, say_date(each.starts_at)) for each in meetings]
        form.meeting_id.choices = [(0, str(_l("It waits for a day"))), *named]
        return form

    def to_draft(self) -> ItemDraft:
        return ItemDraft(
            title=self.title.data or "",
            purpose=self.purpose.get_choice(),
            lead=self.lead.data or "",
            minutes=self.minutes.data,
            details=self.details.data or "",
            meeting_id=self.meeting_id.data or None,
            addresses=self.addresses.list_names(),
            is_public=bool(self.is_public.data),
            is_spotlight=bool(self.is_spotlight.data),
        )


def get_new_values(meeting: str) -> dict[str, Any]:
    """Return an item as an address begins it: for a meeting."""
    return {"minutes": USUAL_MINUTES, "meeting_id": read_row_key(meeting) or 0}


def get_item_values(item: PlanItem, addresses: Sequence[str]) -> dict[str, Any]:
    names = ("version", "title", "lead", "details", "minutes", "is_spotlight", "is_public")
    return {
        **{name: getattr(item, name) for name in names},
        "purpose": item.purpose.value,
        "meeting_id": item.meeting_id or 0,
        "addresses": "\n".join(addresses),
    }


def get_action_values(item: PlanItem, address: str) -> dict[str, Any]:
    """Return an action as an item begins it; of an item for members, not a word."""
    is_public = item.is_public_now
    return {
        "group_id": item.group_id,
        "source": ActionSource.DECISION.value,
        "source_words": item.title if is_public else "",
        "source_link": address if is_public else "",
        "lead": item.lead if is_public else "",
        "challenge": "",
        "lead_id": 0,
    }


class OutcomeForm(VersionedForm):
    outcome = ParagraphsField(
        _l("What came of it?"),
        description=_l("What was decided, and why. Roles, not names."),
        longest=LONGEST["outcome"],
        rows=4,
    )
    addresses = NamesField(
        _l("Which action, promise or decision record did it become?"),
        description=ADDRESSES_HINT,
        rows=3,
    )

    @classmethod
    def build(cls, item: PlanItem, addresses: Sequence[str]) -> Self:
        return cls.from_request(
            version=item.version, outcome=item.outcome, addresses="\n".join(addresses)
        )


class SeenForm(VersionedForm):
    """A button, with the version of the item that was on the page."""
