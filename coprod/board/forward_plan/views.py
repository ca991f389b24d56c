"""Forward plans and agendas: read by whoever may read their items, kept by curators."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, request, url_for

from coprod.board.action_plan.forms import ActionForm
from coprod.board.action_plan.queries import list_possible_leads
from coprod.board.forward_plan import actions, policies, presenters, queries
from coprod.board.forward_plan.forms import (
    ItemForm,
    OutcomeForm,
    SeenForm,
    get_action_values,
    get_item_values,
    get_new_values,
)
from coprod.board.forward_plan.models import PlanItem
from coprod.board.meetings.models import BoardGroup, Meeting
from coprod.board.meetings.queries import get_group, get_meeting, is_member, list_groups
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.slots import add_slot_template

bp = Blueprint("forward_plan", __name__, url_prefix="/board")
GROUP = "/groups/<slug:group>"
ITEM = "/items/<key:item_id>"


@bp.get(f"{GROUP}/plan")
@requires_role(Role.VISITOR)
def plan(group: str) -> Answer:
    found = get_group(group)
    items = queries.list_items(actor(), found)
    meetings = queries.list_plan_meetings(actor(), found)
    minutes = queries.count_minutes([each.id for each in meetings])
    reads_all = is_member(actor(), found)
    due = queries.list_due_days_in_plan(found, clock.today())
    plan = presenters.build_plan_page(meetings, items, queries.load_things(items), minutes, due)
    return page(
        "board/forward_plan/plan.html",
        group=found,
        plan=add_gaps(plan, found, items) if reads_all else plan,
        reads_all=reads_all,
        can_plan=policies.can_plan(actor()),
    )


def add_gaps(
    plan: presenters.PlanPage, group: BoardGroup, items: Sequence[PlanItem]
) -> presenters.PlanPage:
    """Add what the plan leaves out, which members and curators alone are told."""
    today = clock.today()
    return replace(
        plan,
        unplanned=queries.list_unplanned(group, items, today),
        silent=queries.list_silent_workstreams(group, items, today),
    )


def build_agenda(meeting: Meeting) -> presenters.MeetingPlan:
    items = queries.list_for_meeting(actor(), meeting)
    minutes = queries.count_minutes([meeting.id]).get(meeting.id, 0)
    return presenters.build_meeting_plan(meeting, items, queries.load_things(items), minutes)


@bp.get("/meetings/<key:meeting_id>/agenda")
@requires_role(Role.VISITOR)
def agenda(meeting_id: int) -> Answer:
    """Show the agenda as it is handed out: the items, and what is due."""
    meeting = get_meeting(actor(), meeting_id)
    return page(
        "board/forward_plan/agenda.html",
        meeting=meeting,
        agenda=build_agenda(meeting),
        due=queries.load_due(actor(), meeting),
    )


@bp.get(ITEM)
@requires_role(Role.VISITOR)
def item(item_id: int) -> Answer:
    return page("board/forward_plan/item.html", **build_item_page(item_id))


def build_item_page(item_id: int) -> dict[str, object]:
    found = queries.get_item(actor(), item_id)
    things = queries.load_things([found]).get(found.id, [])
    return {
        "item": found,
        "about": [each for each in things if not each.is_outcome],
        "outcomes": [each for each in things if each.is_outcome],
        "can_plan": policies.can_plan(actor()),
        "form": SeenForm.from_request(version=found.version),
    }


# For curators


@bp.get(f"{GROUP}/items/new")
@requires_role(Role.CURATOR)
def new_item(group: str) -> Answer:
    found = get_group(group)
    form = build_new_form(found)
    return page("board/forward_plan/edit.html", group=found, item=None, form=form)


@bp.post(f"{GROUP}/items/new")
@requires_role(Role.CURATOR)
def new_item_sent(group: str) -> Answer:
    found = get_group(group)
    form = build_new_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.plan_item(actor(), found, form.to_draft())
            return go("board.forward_plan.plan", group=group, message=N_("It is in the plan"))
    return form_page("board/forward_plan/edit.html", group=found, item=None, form=form)


def build_new_form(group: BoardGroup) -> ItemForm:
    meetings = queries.list_coming_choices(group, actor())
    return ItemForm.build(meetings, get_new_values(request.args.get("meeting", "")))


@bp.get(f"{ITEM}/change")
@requires_role(Role.CURATOR)
def change_item(item_id: int) -> Answer:
    found = queries.get_item(actor(), item_id)
    form = build_change_form(found)
    return page("board/forward_plan/edit.html", group=found.group, item=found, form=form)


@bp.post(f"{ITEM}/change")
@requires_role(Role.CURATOR)
def change_item_sent(item_id: int) -> Answer:
    found = queries.get_item(actor(), item_id, to_change=True)
    form = build_change_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_item(actor(), found, form.to_draft(), seen=form.seen)
            return go("board.forward_plan.item", item_id=item_id, message=N_("Saved"))
    return form_page("board/forward_plan/edit.html", group=found.group, item=found, form=form)


def build_change_form(item: PlanItem) -> ItemForm:
    """Offer the meetings to come, and the one at which the item stands."""
    coming = queries.list_coming_choices(item.group, actor())
    own = [item.meeting] if item.meeting and item.meeting not in coming else []
    values = get_item_values(item, list_addresses(item, is_outcome=False))
    return ItemForm.build([*own, *coming], values)


def list_addresses(item: PlanItem, *, is_outcome: bool) -> Sequence[str]:
    """Return the pages that an item is linked to, as their addresses are typed."""
    things = queries.load_things([item]).get(item.id, [])
    return [
        url_for(each.endpoint, **each.values) for each in things if each.is_outcome is is_outcome
    ]


@bp.get(f"{ITEM}/outcome")
@requires_role(Role.CURATOR)
def outcome(item_id: int) -> Answer:
    found = queries.get_item(actor(), item_id)
    return page("board/forward_plan/outcome.html", item=found, form=build_outcome_form(found))


@bp.post(f"{ITEM}/outcome")
@requires_role(Role.CURATOR)
def outcome_sent(item_id: int) -> Answer:
    found = queries.get_item(actor(), item_id, to_change=True)
    form = build_outcome_form(found)
    if form.validate():
        with form.catching_rule_errors():
            words, addresses = form.outcome.data or "", form.addresses.list_names()
            actions.record_outcome(actor(), found, words, addresses, seen=form.seen)
            return go("board.forward_plan.item", item_id=item_id, message=N_("Saved"))
    return form_page("board/forward_plan/outcome.html", item=found, form=form)


def build_outcome_form(item: PlanItem) -> OutcomeForm:
    return OutcomeForm.build(item, list_addresses(item, is_outcome=True))


@bp.get(f"{ITEM}/action")
@requires_role(Role.CURATOR)
def item_action(item_id: int) -> Answer:
    found = queries.get_item(actor(), item_id)
    form = build_action_form(found)
    return page("board/forward_plan/action.html", item=found, action=None, form=form)


@bp.post(f"{ITEM}/action")
@requires_role(Role.CURATOR)
def item_action_sent(item_id: int) -> Answer:
    found = queries.get_item(actor(), item_id, to_change=True)
    form = build_action_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.make_action(actor(), found, form.to_draft())
            message = N_("The action was added. Everybody can read it")
            return go("board.forward_plan.item", item_id=item_id, message=message)
    return form_page("board/forward_plan/action.html", item=found, action=None, form=form)


def build_action_form(item: PlanItem) -> ActionForm:
    address = url_for("board.forward_plan.item", item_id=item.id)
    values = get_action_values(item, address)
    return ActionForm.build(list_groups(), list_possible_leads(), values)


@bp.post(f"{ITEM}/drop")
@requires_role(Role.CURATOR)
def item_dropped(item_id: int) -> Answer:
    found = queries.get_item(actor(), item_id, to_change=True)
    form = SeenForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.drop_item(actor(), found, seen=form.seen)
            message = N_("Taken out of the plan")
            return go("board.forward_plan.plan", group=found.group.slug, message=message)
    context = build_item_page(item_id) | {"form": form}
    return form_page("board/forward_plan/item.html", **context)


# What the page of a meeting shows of it


def build_meeting_agenda(meeting: Meeting) -> dict[str, object]:
    return {
        "meeting": meeting,
        "agenda": build_agenda(meeting),
        "can_plan": policies.can_plan(actor()),
    }


add_slot_template(bp, "meeting.agenda", "board/forward_plan/_of_meeting.html", build_meeting_agenda)
