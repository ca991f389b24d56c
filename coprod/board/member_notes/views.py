"""What lay members wrote for boards: the page of each board, and their own."""

from collections.abc import Callable

from flask import Blueprint, request

from coprod.board.action_plan.presenters import TAG_COLOURS
from coprod.board.meetings.models import BoardGroup, Meeting
from coprod.board.meetings.queries import get_group, is_member
from coprod.board.member_notes import actions, policies, queries
from coprod.board.member_notes.forms import NoteForm
from coprod.board.member_notes.models import MemberNote
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_
from coprod.reviews.queries import find_review_of
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.slots import add_slot_template

bp = Blueprint("member_notes", __name__, url_prefix="/board")
NEW = "/groups/<slug:group>/ideas/new"
NOTE = "/ideas/<key:note_id>"


@bp.get("/groups/<slug:group>/ideas")
@requires_role(Role.VISITOR)
def of_group(group: str) -> Answer:
    found = get_group(group)
    return page(
        "board/member_notes/notes.html",
        group=found,
        notes=queries.list_for_group(actor(), found),
        tags=TAG_COLOURS,
        can_write=queries.can_write(actor(), found),
        reads_all=is_member(actor(), found),
    )


@bp.get(NOTE)
@requires_role(Role.VISITOR)
def note(note_id: int) -> Answer:
    found = queries.get_note(actor(), note_id)
    return page(
        "board/member_notes/note.html",
        note=found,
        tags=TAG_COLOURS,
        is_author=policies.is_author(actor(), found),
        can_offer=policies.can_offer(actor(), found),
        can_take_back=policies.can_take_back(actor(), found),
        review=find_own_review(found),
    )


def find_own_review(note: MemberNote) -> object:
    """Return where whoever looks answers an idea."""
    may_answer = note.awaits_answer and policies.can_decide(actor(), note)
    return find_review_of("board-idea", note.id) if may_answer else None


# For lay members, and people who shadow a board


@bp.get("/ideas/mine")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    return page(
        "board/member_notes/mine.html",
        notes=queries.list_own(actor()),
        tags=TAG_COLOURS,
        groups=queries.list_boards_to_write_to(actor()),
    )


@bp.get(NEW)
@requires_role(Role.RESIDENT)
def new(group: str) -> Answer:
    found = get_group(group)
    require(queries.can_write(actor(), found))
    return page("board/member_notes/new.html", group=found, form=build_form(found))


@bp.post(NEW)
@requires_role(Role.RESIDENT)
@limits.changes
def new_sent(group: str) -> Answer:
    found = get_group(group)
    require(queries.can_write(actor(), found))
    form = build_form(found)
    if form.validate():
        with form.catching_rule_errors():
            written = actions.write_note(actor(), found, form.to_draft())
            message = N_("Thank you. The members of the board can read it now")
            return go("board.member_notes.note", note_id=written.id, message=message)
    return form_page("board/member_notes/new.html", group=found, form=form)


def build_form(group: BoardGroup) -> NoteForm:
    return NoteForm.build(queries.list_meetings(actor(), group), request.args.get("meeting", ""))


@bp.post(f"{NOTE}/<any(offer, take_back):step>")
@requires_role(Role.RESIDENT)
def access_changed(note_id: int, step: str) -> Answer:
    found = queries.get_note(actor(), note_id, to_change=True)
    STEPS[step](actor(), found)
    return go("board.member_notes.note", note_id=note_id, message=MESSAGES[step])


STEPS: dict[str, Callable[[Actor, MemberNote], None]] = {
    "offer": actions.offer_note,
    "take_back": actions.take_back_note,
}
MESSAGES = {
    "offer": N_("Thank you. A curator reads it first"),
    "take_back": N_("Taken back. Only the members of the board read it now"),
}


# What other pages show of it


def build_meeting_notes(meeting: Meeting) -> dict[str, object]:
    return {
        "meeting": meeting,
        "notes": queries.list_for_meeting(actor(), meeting),
        "tags": TAG_COLOURS,
        "can_write": queries.can_write(actor(), meeting.group),
    }


def build_mine() -> dict[str, object] | None:
    groups = queries.list_boards_to_write_to(actor())
    return {"groups": groups} if groups else None


add_slot_template(bp, "meeting.notes", "board/member_notes/_of_meeting.html", build_meeting_notes)
add_slot_template(bp, "activity.mine", "board/member_notes/_mine.html", build_mine, order=5)
