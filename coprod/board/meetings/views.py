"""Boards, who sits on them, and their meetings: read by everybody, kept by curators."""

from flask import Blueprint
from werkzeug.wrappers import Response

from coprod.board.meetings import actions, policies, presenters, queries
from coprod.board.meetings.forms import GroupForm, MeetingForm, MemberForm
from coprod.board.meetings.models import BoardGroup
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("meetings", __name__, url_prefix="/board")
GROUP = "/groups/<slug:group>"
MEETING = "/meetings/<key:meeting_id>"
CALENDAR_TYPE = "text/calendar; charset=utf-8"


# Boards and groups


@bp.get("/groups")
@requires_role(Role.VISITOR)
def groups() -> Answer:
    return page(
        "board/meetings/groups.html",
        groups=queries.list_groups(),
        coming=queries.list_next(actor()),
        can_keep=policies.can_keep_groups(actor()),
    )


@bp.get("/groups/new")
@requires_role(Role.CURATOR)
def new_group() -> Answer:
    return page("board/meetings/edit_group.html", form=build_group_form(), group=None)


@bp.post("/groups/new")
@requires_role(Role.CURATOR)
def new_group_sent() -> Answer:
    form = build_group_form()
    if form.validate():
        with form.catching_rule_errors():
            group = actions.add_group(actor(), form.to_draft())
            return go("board.meetings.group", group=group.slug, message=N_("It was added"))
    return form_page("board/meetings/edit_group.html", form=form, group=None)


@bp.get(GROUP)
@requires_role(Role.VISITOR)
def group(group: str) -> Answer:
    found = queries.get_group(group)
    return page(
        "board/meetings/group.html",
        group=found,
        coming=queries.list_coming(actor(), found),
        earlier=queries.list_earlier(actor(), found),
        can_keep=policies.can_keep_groups(actor()),
    )


@bp.get(f"{GROUP}/change")
@requires_role(Role.CURATOR)
def change_group(group: str) -> Answer:
    found = queries.get_group(group)
    return page("board/meetings/edit_group.html", form=build_group_form(found), group=found)


@bp.post(f"{GROUP}/change")
@requires_role(Role.CURATOR)
def change_group_sent(group: str) -> Answer:
    found = queries.get_group(group, to_change=True)
    form = build_group_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_group(actor(), found, form.to_draft(), seen=form.seen)
            return go("board.meetings.group", group=group, message=N_("Saved"))
    return form_page("board/meetings/edit_group.html", form=form, group=found)


def build_group_form(group: BoardGroup | None = None) -> GroupForm:
    return GroupForm.build(list_choices(ListKind.BOARD, clock.today()), group)


@bp.get(f"{GROUP}/calendar.ics")
@requires_role(Role.VISITOR)
def calendar(group: str) -> Response:
    """Return the public meetings alone, whoever asks: a calendar leaves the register."""
    found = queries.get_group(group)
    meetings = queries.list_public_meetings(found)
    content = presenters.build_meetings_calendar(found.name, meetings)
    return Response(content, content_type=CALENDAR_TYPE)


# Who sits on it


@bp.get(f"{GROUP}/members")
@requires_role(Role.VISITOR)
def members(group: str) -> Answer:
    return page("board/meetings/members.html", **build_members_page(queries.get_group(group)))


@bp.post(f"{GROUP}/members")
@requires_role(Role.CURATOR)
def members_sent(group: str) -> Answer:
    found = queries.get_group(group, to_change=True)
    form = MemberForm.build(queries.list_possible_members(found))
    if form.validate():
        with form.catching_rule_errors():
            actions.add_member(actor(), found, form.person_id.data, form.kind.get_choice())
            return go("board.meetings.members", group=group, message=N_("Saved"))
    return form_page("board/meetings/members.html", **build_members_page(found, form))


def build_members_page(group: BoardGroup, form: MemberForm | None = None) -> dict[str, object]:
    """Members and curators see who sits on it; everybody else sees the roles."""
    is_member, can_keep = queries.is_member(actor(), group), policies.can_keep_groups(actor())
    people = queries.list_possible_members(group) if can_keep and form is None else ()
    return {
        "group": group,
        "kinds": queries.list_member_kinds(group),
        "members": queries.list_members(group) if is_member else (),
        "can_keep": can_keep,
        "form": form or MemberForm.build(people),
    }


@bp.post(f"{GROUP}/members/<key:member_id>/remove")
@requires_role(Role.CURATOR)
def member_removed(group: str, member_id: int) -> Answer:
    actions.remove_member(actor(), queries.get_group(group, to_change=True), member_id)
    return go("board.meetings.members", group=group, message=N_("Taken off"))


# Meetings


@bp.get(f"{GROUP}/meetings/new")
@requires_role(Role.CURATOR)
def new_meeting(group: str) -> Answer:
    found, form = queries.get_group(group), MeetingForm.build()
    return page("board/meetings/edit_meeting.html", group=found, meeting=None, form=form)


@bp.post(f"{GROUP}/meetings/new")
@requires_role(Role.CURATOR)
def new_meeting_sent(group: str) -> Answer:
    found, form = queries.get_group(group), MeetingForm.build()
    if form.validate():
        with form.catching_rule_errors():
            meeting = actions.plan_meeting(actor(), found, form.to_draft())
            message = N_("The meeting was planned")
            return go("board.meetings.meeting", meeting_id=meeting.id, message=message)
    return form_page("board/meetings/edit_meeting.html", group=found, meeting=None, form=form)


@bp.get(MEETING)
@requires_role(Role.VISITOR)
def meeting(meeting_id: int) -> Answer:
    return page(
        "board/meetings/meeting.html",
        meeting=queries.get_meeting(actor(), meeting_id),
        can_keep=policies.can_keep_groups(actor()),
    )


@bp.get(f"{MEETING}/change")
@requires_role(Role.CURATOR)
def change_meeting(meeting_id: int) -> Answer:
    found = queries.get_meeting(actor(), meeting_id)
    context = {"group": found.group, "meeting": found, "form": MeetingForm.build(found)}
    return page("board/meetings/edit_meeting.html", **context)


@bp.post(f"{MEETING}/change")
@requires_role(Role.CURATOR)
def change_meeting_sent(meeting_id: int) -> Answer:
    found = queries.get_meeting(actor(), meeting_id, to_change=True)
    form = MeetingForm.build(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_meeting(actor(), found, form.to_draft(), seen=form.seen)
            message = N_("Changed, in the calendars too")
            return go("board.meetings.meeting", meeting_id=meeting_id, message=message)
    context = {"group": found.group, "meeting": found, "form": form}
    return form_page("board/meetings/edit_meeting.html", **context)


@bp.post(f"{MEETING}/call-off")
@requires_role(Role.CURATOR)
def meeting_called_off(meeting_id: int) -> Answer:
    actions.call_off_meeting(actor(), queries.get_meeting(actor(), meeting_id, to_change=True))
    message = N_("Called off. It stays in sight until its day, so that nobody comes in vain")
    return go("board.meetings.meeting", meeting_id=meeting_id, message=message)
