"""The actions of boards: read by everybody, kept by curators, and residents say what they see."""

from functools import partial

from flask import Blueprint, request, url_for

from coprod.board.action_plan import actions, emails, policies, presenters, queries
from coprod.board.action_plan.forms import (
    ActionForm,
    AskLeadForm,
    UpdateForm,
    get_action_values,
    get_address_values,
)
from coprod.board.action_plan.models import BoardAction, BoardActionAnswer, BoardActionLink
from coprod.board.mailed_links.models import find_link_state
from coprod.board.mailed_links.rules import find_answer_day
from coprod.board.meetings.models import BoardGroup
from coprod.board.meetings.queries import get_group, list_groups
from coprod.challenges.enums import Challenge
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_
from coprod.engagement.comments.queries import get_comment_subject
from coprod.engagement.resident_answers.forms import THANKS, ResidentAnswerForm
from coprod.engagement.resident_answers.queries import find_answer
from coprod.intelligence.campaigns.models import Campaign
from coprod.web import limits, mailer, one_time_tokens
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.headers import hide_from_search_engines
from coprod.web.language_addresses import remove_language
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("action_plan", __name__, url_prefix="/board")
ACTION = "/actions/<key:action_id>"
LEAD = "/actions/lead/<token:token>"
MOVED = N_("Readers see how it stands now")


# For everybody


@bp.get("/actions")
@requires_role(Role.VISITOR)
def board_actions() -> Answer:
    return page("board/action_plan/actions.html", **build_list(None))


@bp.get("/groups/<slug:group>/actions")
@requires_role(Role.VISITOR)
def of_group(group: str) -> Answer:
    return page("board/action_plan/actions.html", **build_list(get_group(group)))


def build_list(group: BoardGroup | None) -> dict[str, object]:
    view = presenters.read_view(request.args.get("show", ""))
    return {
        "group": group,
        "listing": presenters.ActionsPage(queries.list_actions(group), view),
        "tags": presenters.TAG_COLOURS,
        "can_keep": policies.can_keep_actions(actor()),
    }


@bp.get(ACTION)
@requires_role(Role.VISITOR)
def action(action_id: int) -> Answer:
    found = queries.get_action(action_id)
    return page("board/action_plan/action.html", **build_action_page(found))


@bp.post(ACTION)
@requires_role(Role.VISITOR)
@limits.answers
def action_answered(action_id: int) -> Answer:
    found = queries.get_action(action_id, to_change=True)
    require(policies.can_answer(actor(), found))
    answer = go("board.action_plan.action", action_id=action_id, message=THANKS)
    if has_answered(found):
        return answer
    form = ResidentAnswerForm.from_request()
    sent = form.read_answer(get_purpose(found), actor().id)
    if sent is None:
        return form_page("board/action_plan/action.html", **build_action_page(found, form))
    actions.save_answer(actor(), found, happened=sent.happened, once=sent.once)
    return form.remember(answer, f"/board/actions/{action_id}")


def get_purpose(action: BoardAction) -> str:
    """Return what a one-time token is for: each update of an action is answered anew."""
    return f"board action update {action.last.id}"


def has_answered(action: BoardAction) -> bool:
    find = partial(find_answer, BoardActionAnswer, action.last)
    return one_time_tokens.has_answered(get_purpose(action), actor().id, find)


def build_action_page(
    action: BoardAction, form: ResidentAnswerForm | None = None
) -> dict[str, object]:
    return {
        "action": action,
        "tags": presenters.TAG_COLOURS,
        "can_keep": policies.can_keep_actions(actor()),
        "can_move": policies.can_move(actor(), action),
        "can_answer": policies.can_answer(actor(), action),
        "has_answered": has_answered(action),
        "slip": one_time_tokens.create_token(get_purpose(action)),
        "form": form or ResidentAnswerForm(),
    }


# For curators


@bp.get("/actions/new")
@requires_role(Role.CURATOR)
def new() -> Answer:
    return page("board/action_plan/edit.html", form=build_new_form(), action=None)


@bp.post("/actions/new")
@requires_role(Role.CURATOR)
def new_sent() -> Answer:
    form = build_new_form()
    if form.validate():
        with form.catching_rule_errors():
            made = actions.add_action(actor(), form.to_draft())
            message = N_("The action was added. Everybody can read it")
            return go("board.action_plan.action", action_id=made.id, message=message)
    return form_page("board/action_plan/edit.html", form=form, action=None)


def build_new_form() -> ActionForm:
    groups = list_groups()
    values = get_address_values(request.args, groups)
    return ActionForm.build(groups, queries.list_possible_leads(), values)


@bp.get(f"{ACTION}/change")
@requires_role(Role.CURATOR)
def change(action_id: int) -> Answer:
    found = queries.get_action(action_id)
    return page("board/action_plan/edit.html", form=build_change_form(found), action=found)


@bp.post(f"{ACTION}/change")
@requires_role(Role.CURATOR)
def change_sent(action_id: int) -> Answer:
    found = queries.get_action(action_id, to_change=True)
    form = build_change_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_action(actor(), found, form.to_draft(found.due), seen=form.seen)
            return go("board.action_plan.action", action_id=action_id, message=N_("Saved"))
    return form_page("board/action_plan/edit.html", form=form, action=found)


def build_change_form(action: BoardAction) -> ActionForm:
    leads = queries.list_possible_leads()
    return ActionForm.build(list_groups(), leads, get_action_values(action))


@bp.get(f"{ACTION}/ask-lead")
@requires_role(Role.CURATOR)
def ask_lead(action_id: int) -> Answer:
    found = queries.get_action(action_id)
    return page("board/action_plan/ask_lead.html", **build_ask_page(found, AskLeadForm()))


@bp.post(f"{ACTION}/ask-lead")
@requires_role(Role.CURATOR)
@limits.mail
def ask_lead_sent(action_id: int) -> Answer:
    found = queries.get_action(action_id, to_change=True)
    form = AskLeadForm.from_request()
    if form.validate():
        token = actions.ask_lead(actor(), found)
        link = mailer.build_address("board.action_plan.lead_update", token=token)
        mailer.write_email(form.email.data or "", build_question(found), link=link)
        message = N_("We wrote to the role. The address is not kept")
        return go("board.action_plan.action", action_id=action_id, message=message)
    return form_page("board/action_plan/ask_lead.html", **build_ask_page(found, form))


@bp.post(f"{ACTION}/ask-lead/withdraw")
@requires_role(Role.CURATOR)
def lead_link_withdrawn(action_id: int) -> Answer:
    actions.withdraw_lead_link(actor(), queries.get_action(action_id, to_change=True))
    message = N_("The link opens nothing any more")
    return go("board.action_plan.ask_lead", action_id=action_id, message=message)


def build_ask_page(action: BoardAction, form: AskLeadForm) -> dict[str, object]:
    email = mailer.reword(build_question(action))
    waiting = queries.find_waiting_link(action)
    return {"action": action, "form": form, "email": email, "waiting": waiting}


def build_question(action: BoardAction) -> mailer.Email:
    return emails.build_lead_question(action.title, find_answer_day(clock.today()))


# For whoever looks after an action, and for curators


@bp.get(f"{ACTION}/update")
@requires_role(Role.RESIDENT)
def update(action_id: int) -> Answer:
    found = get_movable(action_id)
    return page(
        "board/action_plan/update.html", form=UpdateForm.build(found), action=found, token=""
    )


@bp.post(f"{ACTION}/update")
@requires_role(Role.RESIDENT)
@decides_about("board_action", "action_id")
def update_sent(action_id: int) -> Answer:
    found = get_movable(action_id, to_change=True)
    form = UpdateForm.build(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.move_action(actor(), found, form.to_draft(found), seen=form.seen)
            return go("board.action_plan.action", action_id=action_id, message=MOVED)
    return form_page("board/action_plan/update.html", form=form, action=found, token="")


def get_movable(action_id: int, *, to_change: bool = False) -> BoardAction:
    found = queries.get_action(action_id, to_change=to_change)
    require(policies.can_move(actor(), found))
    return found


@bp.get(LEAD)
@requires_role(Role.VISITOR)
@limits.links
def lead_update(token: str) -> Answer:
    """Show the form. The link is used up by sending it, not by opening it."""
    hide_from_search_engines()
    link = queries.find_link(token)
    if link is None or not link.is_waiting:
        return show_closed(link)
    found = queries.get_action(link.action_id)
    form = UpdateForm.build(found)
    return page("board/action_plan/update.html", form=form, action=found, token=token)


@bp.post(LEAD)
@requires_role(Role.VISITOR)
@limits.links
def lead_update_sent(token: str) -> Answer:
    hide_from_search_engines()
    link = queries.find_link(token, to_change=True)
    if link is None or not link.is_waiting:
        return show_closed(link)
    found = queries.get_action(link.action_id, to_change=True)
    form = UpdateForm.build(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.move_by_link(link, found, form.to_draft(found), seen=form.seen)
            return go("board.action_plan.action", action_id=found.id, message=MOVED)
    return form_page("board/action_plan/update.html", form=form, action=found, token=token)


def show_closed(link: BoardActionLink | None) -> Answer:
    state = find_link_state(link)
    return page("board/mailed_links/closed.html", state=state), state.status


# What other pages show of it


def build_challenge_actions(challenge: Challenge) -> dict[str, object]:
    return {
        "challenge": challenge,
        "actions": queries.list_for_challenge(challenge),
        "tags": presenters.TAG_COLOURS,
        "can_keep": policies.can_keep_actions(actor()),
    }


def build_campaign_actions(campaign: Campaign, **_others: object) -> dict[str, object] | None:
    """Return the actions whose source is the page of a campaign."""
    path = url_for("intelligence.campaigns.campaign", campaign=campaign.slug)
    actions = queries.list_from_page(remove_language(path))
    can_keep = policies.can_keep_actions(actor())
    if not actions and not can_keep:
        return None
    tags = presenters.TAG_COLOURS
    return {"campaign": campaign, "actions": actions, "tags": tags, "can_keep": can_keep}


def build_comment_link(**thing: object) -> dict[str, object] | None:
    return thing if policies.can_keep_actions(actor()) else None


def build_led() -> Context | None:
    led = queries.list_led_by(actor())
    return {"actions": led, "tags": presenters.TAG_COLOURS} if led else None


def build_comment_page_link(kind: str, number: int) -> dict[str, object] | None:
    """Return what leads from the page of a public comment to an action about it."""
    can_link = kind == "comment" and policies.can_keep_actions(actor())
    comment = queries.find_public_comment(number) if can_link else None
    if comment is None:
        return None
    subject = get_comment_subject(comment)
    page_of = url_for("engagement.comments.of_subject", kind=subject.kind, slug=subject.slug)
    day = (comment.sent_at if comment.origin else comment.published_at or comment.sent_at).date()
    return {"address": f"{page_of}#comment-{comment.id}", "day": day}


def build_gap_link(**gap: object) -> dict[str, object] | None:
    return gap if policies.can_keep_actions(actor()) else None


add_slot_template(bp, "activity.mine", "board/action_plan/_mine.html", build_led, order=9)
add_slot_template(
    bp, "challenge.answer", "board/action_plan/_of_challenge.html", build_challenge_actions
)
add_slot_template(
    bp, "campaign.outcomes", "board/action_plan/_of_campaign.html", build_campaign_actions
)
add_slot_template(bp, "comment.actions", "board/action_plan/_from_comment.html", build_comment_link)
add_slot_template(
    bp,
    "curator.actions",
    "board/action_plan/_from_comment_page.html",
    build_comment_page_link,
)
add_slot_template(bp, "gap.answer", "board/action_plan/_from_gap.html", build_gap_link)
