"""What the pages of a forward plan are given: each meeting with its items and its time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

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
    clash: LinkedThing | None = None
    """What another item of the same meeting is to decide about too."""


@dataclass(frozen=True)
class MeetingPlan:
    """A meeting with the items that the reader may see. ``minutes`` counts all of them."""

    meeting: Meeting
    lines: Sequence[AgendaLine]
    minutes: int
    due: int = 0
    """How many actions fall due by this meeting and after the one before."""

    @property
    def clashes(self) -> list[LinkedThing]:
        """What two items are to decide about, once each."""
        found = {each.clash.subject: each.clash for each in self.lines if each.clash}
        return list(found.values())

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
    silent: Sequence[str] = field(default=())
    """The workstreams that no item is about."""

    @property
    def too_long(self) -> list[MeetingPlan]:
        return [each for each in self.meetings if each.minutes_over]

    @property
    def clashing(self) -> list[tuple[Meeting, LinkedThing]]:
        return [(each.meeting, thing) for each in self.meetings for thing in each.clashes]

    @property
    def often_put_off(self) -> list[PlanItem]:
        items = [line.item for each in self.meetings for line in each.lines]
        return [each for each in (*items, *self.waiting) if each.was_put_off_often]

    @property
    def needs_attention(self) -> bool:
        found = (self.clashing, self.too_long, self.often_put_off, self.unplanned, self.silent)
        return any(found)


Things = Mapping[int, Sequence[LinkedThing]]


def build_meeting_plan(
    meeting: Meeting, items: Sequence[PlanItem], things: Things, minutes: int, due: int = 0
) -> MeetingPlan:
    """Put what is to be decided first, then what is talked about, then what is only noted."""
    purposes = list(AskKind)
    ordered = sorted(items, key=lambda each: (purposes.index(each.purpose), each.id))
    lines, begins = [], meeting.starts_at
    clashes = find_clashes(ordered, things)
    for item in ordered:
        about = things.get(item.id, ())
        lines.append(
            AgendaLine(
                item,
                begins,
                [each for each in about if not each.is_outcome],
                [each for each in about if each.is_outcome],
                clashes.get(item.id),
            )
        )
        begins += timedelta(minutes=item.minutes)
    return MeetingPlan(meeting, lines, minutes, due)


def find_clashes(items: Sequence[PlanItem], things: Things) -> dict[int, LinkedThing]:
    """Return of each item what another one is to decide about too: one pot of money twice."""
    about = [
        (item.id, each)
        for item in items
        if item.purpose is AskKind.DECIDE
        for each in things.get(item.id, ())
        if not each.is_outcome
    ]
    numbers = Counter(each.subject for _item_id, each in about)
    return {item_id: each for item_id, each in about if numbers[each.subject] > 1}


def count_due(meetings: Sequence[Meeting], days: Sequence[date]) -> dict[int, int]:
    """Return how many actions fall due by each meeting; each counts at the first that it can."""
    counts: Counter[int] = Counter()
    for day in days:
        at = next((each for each in meetings if day <= each.day), None)
        if at is not None:
            counts[at.id] += 1
    return dict(counts)


def build_plan_page(
    meetings: Sequence[Meeting],
    items: Sequence[PlanItem],
    things: Things,
    minutes: Mapping[int, int],
    due: Sequence[date],
) -> PlanPage:
    numbers_due = count_due(meetings, due)
    plans = [
        build_meeting_plan(
            each,
            [item for item in items if item.meeting_id == each.id],
            things,
            minutes.get(each.id, 0),
            numbers_due.get(each.id, 0),
        )
        for each in meetings
    ]
    waiting = [item for item in items if item.meeting_id is None]
    return PlanPage(plans, waiting)
