"""Planning what a board deals with, and writing down what came of it. Only curators do."""

from coprod.board.action_plan.actions import add_action
from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.rules import ActionDraft
from coprod.board.forward_plan import policies, queries, rules
from coprod.board.forward_plan.enums import LinkKind
from coprod.board.forward_plan.models import PlanItem, PlanLink, PlanMove
from coprod.board.forward_plan.rules import ItemDraft
from coprod.board.meetings.models import BoardGroup
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_

DRAFT_FIELDS = ("title", "purpose", "details", "lead", "minutes", "is_public", "is_spotlight")


def plan_item(actor: Actor, group: BoardGroup, draft: ItemDraft) -> PlanItem:
    require(policies.can_plan(actor))
    item = PlanItem(group_id=group.id, group=group, links=[], moves=[])
    set_item(actor, item, draft)
    session.add(item)
    session.flush()
    record_event(actor, "planned an item", item, is_public=item.is_public)
    return item


def change_item(actor: Actor, item: PlanItem, draft: ItemDraft, *, seen: int) -> None:
    """Change an item. One that goes to another meeting was put off, and the plan says so."""
    require(policies.can_plan(actor))
    require(seen == item.version, ConflictError)
    before = item.meeting_id
    set_item(actor, item, draft)
    if before is not None and before != item.meeting_id:
        item.moves.append(PlanMove(meeting_id=before))
    item.version += 1
    session.flush()
    record_event(actor, "changed an item", item, is_public=item.is_public)


def set_item(actor: Actor, item: PlanItem, draft: ItemDraft) -> None:
    rules.check_item(draft)
    check_meeting(actor, item, draft.meeting_id)
    links = build_links(draft.addresses, is_outcome=False)
    for name in DRAFT_FIELDS:
        setattr(item, name, getattr(draft, name))
    item.meeting_id = draft.meeting_id
    replace_links(item, links, is_outcome=False)


def check_meeting(actor: Actor, item: PlanItem, meeting_id: int | None) -> None:
    """Let an item go to a meeting to come, or stay where it is."""
    coming = {each.id for each in queries.list_coming_choices(item.group, actor)}
    if meeting_id is not None and meeting_id not in {*coming, item.meeting_id}:
        raise RuleBrokenError(N_("Choose a meeting of this board"), field="meeting_id")


def build_links(addresses: tuple[str, ...], *, is_outcome: bool) -> list[PlanLink]:
    parsed = rules.parse_addresses(addresses)
    found = {(each.kind, queries.find_subject_id(each)) for each in parsed}
    return [
        PlanLink(kind=kind, subject_id=subject_id, is_outcome=is_outcome)
        for kind, subject_id in sorted(found)
    ]


def replace_links(item: PlanItem, links: list[PlanLink], *, is_outcome: bool) -> None:
    """Put these links in the place of those before, and leave links of the other sort alone."""
    others = [each for each in item.links if each.is_outcome is not is_outcome]
    item.links = others
    session.flush()
    item.links = [*others, *links]


def record_outcome(
    actor: Actor, item: PlanItem, outcome: str, addresses: tuple[str, ...], *, seen: int
) -> None:
    """Write down what came of an item, and the action, promise or decision that it became."""
    require(policies.can_plan(actor))
    require(seen == item.version, ConflictError)
    rules.check_outcome(outcome)
    links = build_links(addresses, is_outcome=True)
    item.outcome = outcome
    replace_links(item, links, is_outcome=True)
    item.version += 1
    session.flush()
    record_event(actor, "recorded an outcome", item, is_public=item.is_public)


def make_action(actor: Actor, item: PlanItem, draft: ActionDraft) -> BoardAction:
    """Write down an action that an item became, and let the item lead to it."""
    require(policies.can_plan(actor))
    if len(item.list_outcomes()) >= rules.MOST_LINKS:
        raise RuleBrokenError(N_("Link %(most)s pages at most", most=rules.MOST_LINKS))
    action = add_action(actor, draft)
    item.links.append(PlanLink(kind=LinkKind.ACTION, subject_id=action.id, is_outcome=True))
    item.version += 1
    session.flush()
    record_event(actor, "recorded an outcome", item, is_public=item.is_public)
    return action


def drop_item(actor: Actor, item: PlanItem, *, seen: int) -> None:
    """Take an item out of the plan. What came of an item stays, and so does the item."""
    require(policies.can_plan(actor))
    require(seen == item.version, ConflictError)
    if item.has_outcome:
        raise RuleBrokenError(N_("Something came of it, so it stays"))
    record_event(actor, "dropped an item", item)
    session.delete(item)
    session.flush()
