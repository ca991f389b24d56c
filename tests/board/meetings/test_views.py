from collections.abc import Callable
from datetime import date
from typing import Any

from flask.testing import FlaskClient

from coprod.board.meetings.enums import MemberKind
from coprod.core.values.actor import Role
from coprod.reference.lists.enums import ListKind
from tests import make
from tests.board.meetings import make as meetings
from tests.board.packs import make as packs

As = Callable[[Any], Any]


def days(name: str, day: str) -> dict[str, str]:
    year, month, number = day.split("-")
    return {f"{name}-year": year, f"{name}-month": month, f"{name}-day": number}


def test_a_curator_adds_a_board_and_plans_a_meeting(as_: As, client: FlaskClient) -> None:
    curator = as_(Role.CURATOR)
    board = {
        "name": "Planning group",
        "kind": "planning_group",
        "purpose": "It plans what the Board looks at.",
        "roles": "Chair\nPrimary care lead",
        "papers_days": "7",
        "term_id": "0",
    }
    here = curator.send("/board/groups/new", board).location
    assert here.endswith("/board/groups/planning-group")
    planned = {"begins": "14:00", "ends": "16.30", "place": "Town hall", "is_public": "y"}
    planned |= days("day", "2027-03-11")
    meeting = curator.send(f"{here}/meetings/new", planned).location
    text = client.get(meeting).text
    assert "Meeting on 11 March 2027" in text
    assert "Papers are due" in text
    assert "4 March 2027" in text
    assert "Planning group" in client.get("/board/groups").text
    assert "Primary care lead" in client.get(f"{here}/members").text


def test_mistakes_stand_beside_their_box(as_: As) -> None:
    curator, board = as_(Role.CURATOR), meetings.group()
    empty = curator.send("/board/groups/new", {"kind": "board", "papers_days": "14"})
    assert empty.status_code == 422
    assert "Say what it is called" in empty.text
    sent = {"begins": "25:00", "ends": "16:00", "place": "x", **days("day", "2027-03-11")}
    wrong = curator.send(f"/board/groups/{board.slug}/meetings/new", sent)
    assert wrong.status_code == 422
    assert "Enter the time in numbers" in wrong.text


def test_visitors_read_public_meetings_and_nothing_of_members(as_: As, client: FlaskClient) -> None:
    board = meetings.group()
    lay_member = make.person(role=Role.LAY_MEMBER, name="Somebody", email="s@example.org")
    meetings.seat(board, lay_member, MemberKind.SHADOW)
    private = meetings.meeting(board, place="Back room")
    meetings.meeting(board, place="Front room", is_public=True)
    assert "Next meeting:" in client.get("/board/groups").text
    meetings.group(name="Group without a meeting")
    assert client.get("/board/groups").text.count("Next meeting:") == 1
    text = client.get(f"/board/groups/{board.slug}").text
    assert "Front room" in text
    assert "Back room" not in text
    assert client.get(f"/board/meetings/{private.id}").status_code == 404
    members = client.get(f"/board/groups/{board.slug}/members").text
    assert "Somebody" not in members
    assert "lets people shadow it" in members
    assert "Back room" in as_(lay_member).get(f"/board/meetings/{private.id}").text


def test_the_calendar_holds_public_meetings_whoever_asks(as_: As) -> None:
    board = meetings.group()
    meetings.meeting(board, place="Back room")
    meetings.meeting(board, place="Front room", is_public=True)
    answer = as_(Role.CURATOR).get(f"/board/groups/{board.slug}/calendar.ics")
    assert answer.mimetype == "text/calendar"
    assert "Front room" in answer.text
    assert "Back room" not in answer.text


def test_a_pack_and_its_meeting_lead_to_each_other(as_: As, client: FlaskClient) -> None:
    term = make.term(ListKind.BOARD, label="Partnership board")
    board = meetings.group(term_id=term.id)
    pack = packs.frozen(term)
    planned = meetings.meeting(board, is_public=True, day=pack.meeting_on)
    draft = packs.pack(term, title="A draft")
    text = client.get(f"/board/meetings/{planned.id}").text
    assert f"/board/packs/{pack.slug}" in text
    assert draft.slug not in text
    assert f"/board/meetings/{planned.id}" in client.get(f"/board/packs/{pack.slug}").text
    assert draft.slug in as_(Role.CURATOR).get(f"/board/meetings/{planned.id}").text


def test_two_curators_at_once_do_not_undo_each_other(as_: As) -> None:
    meeting, curator = meetings.meeting(meetings.group()), as_(Role.CURATOR)
    here = f"/board/meetings/{meeting.id}"
    sent = {"version": "1", "begins": "10:00", "ends": "11:00", "place": "Elsewhere"}
    sent |= days("day", date(2027, 5, 6).isoformat())
    assert curator.send(f"{here}/change", sent).status_code == 303
    assert curator.send(f"{here}/change", sent).status_code == 409
    assert "Elsewhere" in curator.get(here).text
    assert curator.send(f"{here}/call-off").status_code == 303
    assert "Called off" in curator.get(here).text


def test_boards_keep_lay_members_shadows_and_roles(as_: As) -> None:
    board, curator = meetings.group(), as_(Role.CURATOR)
    person = make.person(role=Role.LAY_MEMBER, name="Somebody", email="s@example.org")
    here = f"/board/groups/{board.slug}/members"
    sent = {"person_id": str(person.id), "kind": "lay_member"}
    assert curator.send(here, sent).status_code == 303
    text = curator.get(here).text
    assert "Somebody" in text
    assert curator.send(here, sent).status_code == 422
    removal = text.partition(f'action="{here}/')[2].partition('"')[0]
    assert curator.send(f"{here}/{removal}").status_code == 303
    assert "Nobody yet." in curator.get(here).text
