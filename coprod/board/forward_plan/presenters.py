"""What the pages of a forward plan are given: each meeting with its items and its time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from coprod.board.action_plan.models import BoardAction
from coprod.board.forward_plan.models import PlanItem
from coprod.board.forward_plan.queries import LinkedThing
from coprod.board.meetings.enums import AskKind
from coprod.board.meetings.models import Meeting


@dataclass(frozen=True)
class AgendaLine:
    """An item at the time at which it begins, as long as all before it keep theirs."""

    item: PlanItem
    begins: datetime
    about: Sequence[LinkedThing] = ()
    outcomes: Sequence[LinkedThing] = ()


@dataclass(frozen=True)
class MeetingPlan:
    """A meeting with the items that the reader may see. ``minutes`` counts all of them."""

    meeting: Meeting
    lines: Sequence[AgendaLine]
    minutes: int

    @property
    def other_minutes(self) -> int:
        """How long it takes what the reader may not see."""
        return self.minutes - sum(line.item.minutes for line in self.lines)

    @property
    def minutes_over(self) -> int:
        return max(0, self.minutes - self.meeting.minutes)


@dataclass(frozen=True)
class PlanPage:
    meetings: Sequence[MeetingPlan]
    waiting: Sequence[PlanItem]
    unplanned: Sequence[BoardAction] = field(default=())

    @property
    def too_long(self) -> list[MeetingPlan]:
        return [each for each in self.meetings if each.minutes_over]

    @property
    def often_put_off(self) -> list[PlanItem]:
        items = [line.item for each in self.meetings for line in each.lines]
        return [each for each in (*items, *self.waiting) if each.was_put_off_often]

    @property
    def needs_attention(self) -> bool:
        return bool(self.too_long or self.often_put_off or self.unplanned)


Things = Mapping[int, Sequence[LinkedThing]]


def build_meeting_plan(
    meeting: Meeting, items: Sequence[PlanItem], things: Things, minutes: int
) -> MeetingPlan:
    """Put what is to be decided first, then what is talked about, then what is only noted."""
    purposes = list(AskKind)
    ordered = sorted(items, key=lambda each: (purposes.index(each.purpose), each.id))
    lines, begins = [], meeting.starts_at
    for item in ordered:
        about = things.get(item.id, ())
        lines.append(
            AgendaLine(
                item,
                begins,
                [each for each in about if not each.is_outcome],
                [each for each in about if each.is_outcome],
            )
        )
        begins += timedelta(minutes=item.minutes)
    return MeetingPlan(meeting, lines, minutes)


def build_plan_page(
    meetings: Sequence[Meeting],
    items: Sequence[PlanItem],
    things: Things,
    minutes: Mapping[int, int],
    unplanned: Sequence[BoardAction],
) -> PlanPage:
    plans = [
        build_meeting_plan(
            each,
            [item for item in items if item.meeting_id == each.id],
            things,
            minutes.get(each.id, 0),
        )
        for each in meetings
    ]
    waiting = [item for item in items if item.meeting_id is None]
    return PlanPage(plans, waiting, unplanned)
