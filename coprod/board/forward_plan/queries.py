"""Reading forward plans: the items that the actor may see, and what each is about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, selectinload

from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.queries import list_due, list_due_days
from coprod.board.forward_plan import policies
from coprod.board.forward_plan.enums import LinkKind
from coprod.board.forward_plan.models import PlanItem, PlanLink, PlanMove
from coprod.board.forward_plan.rules import AHEAD, LinkAddress, find_last_day
from coprod.board.meetings.enums import GroupKind
from coprod.board.meetings.models import BoardGroup, Meeting
from coprod.board.meetings.queries import list_coming
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import RuleBrokenError, require_found
from coprod.core.values.phrases import N_
from coprod.core.values.text import excerpt
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.policies import is_signed
from coprod.decisions.records.queries import is_overdue as is_decision_overdue
from coprod.engagement.commitments.models import Commitment
from coprod.engagement.commitments.queries import list_overdue, select_public
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.register.activities.models import Activity, ActivityTerm
from coprod.register.activities.policies import is_public_activity, visible_to
from coprod.resourcing.funding_pots.models import Pot

MOST_DUE = 12
SEES_ALL_WORKSTREAMS = (GroupKind.BOARD, GroupKind.HEALTH_AND_WELLBEING)
LONGEST_TITLE = 120


def select_items(actor: Actor) -> Select[PlanItem]:
    statement = select(PlanItem).join(PlanItem.group).outerjoin(PlanItem.meeting)
    whole = (
        contains_eager(PlanItem.group),
        contains_eager(PlanItem.meeting),
        selectinload(PlanItem.links),
        selectinload(PlanItem.moves).joinedload(PlanMove.meeting),
    )
    return statement.where(policies.visible_to(actor)).options(*whole)


def list_items(actor: Actor, group: BoardGroup) -> Sequence[PlanItem]:
    statement = select_items(actor).where(PlanItem.group_id == group.id)
    return session.scalars(statement.order_by(PlanItem.id)).all()


def list_for_meeting(actor: Actor, meeting: Meeting) -> Sequence[PlanItem]:
    statement = select_items(actor).where(PlanItem.meeting_id == meeting.id)
    return session.scalars(statement.order_by(PlanItem.id)).all()


def get_item(actor: Actor, item_id: int, *, to_change: bool = False) -> PlanItem:
    statement = select_items(actor).where(PlanItem.id == item_id)
    if to_change:
        statement = statement.with_for_update(of=PlanItem)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def count_minutes(meeting_ids: Sequence[int]) -> Mapping[int, int]:
    """Return how many minutes each meeting has items for, also those that the actor cannot see."""
    statement = select(PlanItem.meeting_id, func.sum(PlanItem.minutes))
    statement = statement.where(PlanItem.meeting_id.in_(meeting_ids)).group_by(PlanItem.meeting_id)
    return {key: int(minutes) for key, minutes in session.execute(statement) if key is not None}


def list_plan_meetings(actor: Actor, group: BoardGroup) -> list[Meeting]:
    """Return the meetings of the next six months that the actor may see, and that take place."""
    last = find_last_day(clock.today())
    coming = list_coming(actor, group)
    return [each for each in coming if each.day <= last and not each.cancelled_at]


# What an item is about


@dataclass(frozen=True)
class LinkedThing:
    """A public thing that an item is about, by its title and its page."""

    kind: LinkKind
    subject_id: int
    title: str
    address_key: str | int
    is_outcome: bool = False

    @property
    def subject(self) -> tuple[LinkKind, int]:
        return self.kind, self.subject_id

    @property
    def endpoint(self) -> str:
        return TARGETS[self.kind][0]

    @property
    def values(self) -> dict[str, Any]:
        return {TARGETS[self.kind][1]: self.address_key}


TARGETS: Mapping[LinkKind, tuple[str, str]] = {
    LinkKind.ACTIVITY: ("library.stories.activity", "slug"),
    LinkKind.PROMISE: ("engagement.commitments.promise", "promise_id"),
    LinkKind.ACTION: ("board.action_plan.action", "action_id"),
    LinkKind.DECISION: ("decisions.records.decision", "decision"),
    LinkKind.POT: ("resourcing.funding_pots.pot", "pot_id"),
}


def select_public_things(kind: LinkKind) -> Select[*tuple[Any, ...]]:
    """Select what is public of a kind: its key, what stands in its address, and its title."""
    selects: Mapping[LinkKind, Select[*tuple[Any, ...]]] = {
        LinkKind.ACTIVITY: select(Activity.id, Activity.slug, Activity.title).where(
            visible_to(VISITOR), is_public_activity()
        ),
        LinkKind.PROMISE: select_public(VISITOR).with_only_columns(
            Commitment.id, Commitment.id.label("key"), Commitment.words
        ),
        LinkKind.ACTION: select(BoardAction.id, BoardAction.id.label("key"), BoardAction.title),
        LinkKind.DECISION: select(
            DecisionRecord.id, DecisionRecord.slug, DecisionRecord.title
        ).where(is_signed()),
        LinkKind.POT: select(Pot.id, Pot.id.label("key"), Pot.name),
    }
    return selects[kind]


KEYS: Mapping[LinkKind, tuple[Any, Any]] = {
    LinkKind.ACTIVITY: (Activity.id, Activity.slug),
    LinkKind.PROMISE: (Commitment.id, Commitment.id),
    LinkKind.ACTION: (BoardAction.id, BoardAction.id),
    LinkKind.DECISION: (DecisionRecord.id, DecisionRecord.slug),
    LinkKind.POT: (Pot.id, Pot.id),
}
"""By what a thing of each kind is found: its number, and what stands in its address."""


def find_subject_id(address: LinkAddress) -> int:
    """Return what is meant by an address, as long as everybody may read it."""
    column = KEYS[address.kind][1]
    key: str | int = int(address.key) if address.key.isdigit() else address.key
    is_number = address.kind in {LinkKind.PROMISE, LinkKind.ACTION, LinkKind.POT}
    statement = select_public_things(address.kind).where(
        column == (key if is_number else address.key)
    )
    found = session.execute(statement.order_by(None)).first()
    if found is None:
        message = N_("There is no public page at “%(address)s”", address=address.key)
        raise RuleBrokenError(message, field="addresses")
    return int(found[0])


def load_things(items: Sequence[PlanItem]) -> Mapping[int, list[LinkedThing]]:
    """Return what each item is about, in one question for each kind; what is taken down is not."""
    links = [link for item in items for link in item.links]
    things: dict[int, list[LinkedThing]] = defaultdict(list)
    for kind in LinkKind:
        of_kind = [each for each in links if each.kind is kind]
        found = load_titles(kind, {each.subject_id for each in of_kind}) if of_kind else {}
        for link in of_kind:
            if link.subject_id in found:
                things[link.item_id].append(build_thing(link, *found[link.subject_id]))
    return things


def load_titles(kind: LinkKind, ids: set[int]) -> dict[int, tuple[str | int, str]]:
    statement = select_public_things(kind).where(KEYS[kind][0].in_(sorted(ids)))
    return {key: (address, title) for key, address, title in session.execute(statement)}


def build_thing(link: PlanLink, address_key: str | int, title: str) -> LinkedThing:
    short = excerpt(title, limit=LONGEST_TITLE)
    return LinkedThing(link.kind, link.subject_id, short, address_key, link.is_outcome)


# What is due at a meeting


@dataclass(frozen=True)
class DueThings:
    """What a meeting should see to, whether or not it is an item: never more than a page takes."""

    actions: Sequence[BoardAction] = ()
    promises: Sequence[Commitment] = ()
    decisions: Sequence[DecisionRecord] = ()
    earlier: Sequence[PlanItem] = field(default=())
    """Items of earlier meetings of which nobody has written down what came of them."""

    @property
    def is_empty(self) -> bool:
        return not (self.actions or self.promises or self.decisions or self.earlier)


def load_due(actor: Actor, meeting: Meeting) -> DueThings:
    """Return the actions due by a meeting, promises that are late, and decisions to look at."""
    decisions = select(DecisionRecord).where(is_decision_overdue(clock.today()), is_signed())
    decisions = decisions.order_by(DecisionRecord.review_on, DecisionRecord.id).limit(MOST_DUE)
    return DueThings(
        list_due(meeting.group, meeting.day)[:MOST_DUE],
        list_overdue(clock.today())[:MOST_DUE],
        session.scalars(decisions).all(),
        list_without_outcome(actor, meeting),
    )


def list_without_outcome(actor: Actor, meeting: Meeting) -> Sequence[PlanItem]:
    statement = select_items(actor).where(
        PlanItem.group_id == meeting.group_id,
        PlanItem.outcome == "",
        Meeting.starts_at < min(meeting.starts_at, clock.now()),
        Meeting.cancelled_at.is_(None),
    )
    return session.scalars(statement.order_by(Meeting.starts_at, PlanItem.id).limit(MOST_DUE)).all()


def list_due_days_in_plan(group: BoardGroup, today: date) -> Sequence[date]:
    return list_due_days(group, find_last_day(today))


def list_silent_workstreams(group: BoardGroup, items: Sequence[PlanItem], today: date) -> list[str]:
    """Return the workstreams of which no item is about an activity, in the plan or lately.

    Only a board that looks at all of them has such a gap.
    """
    if group.kind not in SEES_ALL_WORKSTREAMS:
        return []
    recent = [each for each in items if each.meeting is None or each.meeting.day >= today - AHEAD]
    statement = select(ActivityTerm.term_id).where(
        ActivityTerm.activity_id.in_(sorted(list_about(recent, LinkKind.ACTIVITY)))
    )
    heard = set(session.scalars(statement))
    choices = list_choices(ListKind.WORKSTREAM, today)
    return [label for term_id, label in choices if term_id not in heard]


def list_about(items: Sequence[PlanItem], kind: LinkKind) -> set[int]:
    """Return the things of a kind that items are about."""
    return {
        link.subject_id
        for item in items
        for link in item.links
        if link.kind is kind and not link.is_outcome
    }


def list_unplanned(group: BoardGroup, items: Sequence[PlanItem], today: date) -> list[BoardAction]:
    """Return the actions that fall due in the time of the plan and are no item of it."""
    planned = list_about(items, LinkKind.ACTION)
    due = list_due(group, find_last_day(today))
    return [each for each in due if each.id not in planned]


def list_coming_choices(group: BoardGroup, actor: Actor) -> list[Meeting]:
    """Return the meetings that an item can be put into."""
    return [each for each in list_coming(actor, group) if not each.cancelled_at]
