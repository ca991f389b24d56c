import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from coprod.board.meetings.enums import AskKind
from coprod.core.values import clock
from coprod.core.values.actor import Role
from tests.board.action_plan import make as action_plan
from tests.board.forward_plan import make as plan
from tests.board.meetings import make as meetings
from tests.board.meetings.test_views import days
from tests.resourcing.funding_pots.make import pot

As = Callable[[Any], Any]


def sent(**given: str) -> dict[str, str]:
    usual = {
        "title": "Health inequalities funding",
        "purpose": "decide",
        "lead": "Operations lead",
        "minutes": "30",
        "meeting_id": "0",
    }
    return {**usual, **given}


def test_an_item_is_planned_put_off_and_comes_to_something(as_: As, client: FlaskClient) -> None:
    board, curator = meetings.group(), as_(Role.CURATOR)
    first = meetings.meeting(board, is_public=True)
    second = meetings.meeting(board, days=40, is_public=True)
    here = f"/board/groups/{board.slug}"
    item = sent(meeting_id=str(first.id), is_public="y")
    assert curator.send(f"{here}/items/new", item).status_code == 303
    text = client.get(f"{here}/plan").text
    assert "30 of 120 minutes" in text
    address = text.partition('href="/board/items/')[2].partition('"')[0]
    moved = sent(meeting_id=str(second.id), is_public="y", version="1")
    assert curator.send(f"/board/items/{address}/change", moved).status_code == 303
    assert curator.send(f"/board/items/{address}/change", moved).status_code == 409
    assert "1 time" in client.get(f"/board/items/{address}").text
    action = action_plan.action(board, title="Costed line")
    came = {"version": "2", "outcome": "Agreed.", "addresses": f"/board/actions/{action.id}"}
    assert curator.send(f"/board/items/{address}/outcome", came).status_code == 303
    text = client.get(f"/board/items/{address}").text
    assert "Agreed." in text
    assert "Costed line" in text


def test_visitors_read_other_business_where_an_item_is_for_members(
    as_: As, client: FlaskClient
) -> None:
    board = meetings.group()
    meeting = meetings.meeting(board, is_public=True)
    hidden = plan.item(board, meeting_id=meeting.id, title="Secret plan", minutes=150)
    for path in (f"/board/groups/{board.slug}/plan", f"/board/meetings/{meeting.id}/agenda"):
        text = client.get(path).text
        assert "Secret plan" not in text
        assert "Other business" in text
        assert "30 minutes too long" in text
        assert "Secret plan" in as_(meetings.member_of(board)).get(path).text
    assert "Secret plan" not in client.get(f"/board/meetings/{meeting.id}").text
    assert client.get(f"/board/items/{hidden.id}").status_code == 404


def test_the_agenda_is_drawn_from_the_plan_with_what_is_due(client: FlaskClient) -> None:
    board = meetings.group()
    action_plan.late(board, title="A ramp")
    meeting = meetings.meeting(board, is_public=True)
    plan.item(board, meeting_id=meeting.id, is_public=True, title="First", minutes=20)
    plan.item(board, meeting_id=meeting.id, is_public=True, title="Second")
    text = client.get(f"/board/meetings/{meeting.id}/agenda").text
    assert "14:00" in text
    assert "14:20" in text
    assert "A ramp" in text
    assert "1 day late" in text


def test_what_needs_attention_is_for_members(as_: As, client: FlaskClient) -> None:
    board = meetings.group()
    action_plan.late(board, title="A ramp")
    here = f"/board/groups/{board.slug}/plan"
    assert "Needs attention" not in client.get(here).text
    text = as_(meetings.member_of(board)).get(here).text
    assert "Falls due, not planned" in text


def test_mistakes_stand_beside_their_box_and_an_item_can_be_dropped(as_: As) -> None:
    board, curator = meetings.group(), as_(Role.CURATOR)
    here = f"/board/groups/{board.slug}/items/new"
    wrong = curator.send(here, sent(addresses="/elsewhere"))
    assert wrong.status_code == 422
    assert "is not the page of a story" in wrong.text
    item = plan.item(board, title="Not needed")
    assert curator.send(f"/board/items/{item.id}/drop", {"version": "9"}).status_code == 409
    assert curator.send(f"/board/items/{item.id}/drop", {"version": "1"}).status_code == 303
    assert "Not needed" not in curator.get(f"/board/groups/{board.slug}/plan").text


def test_addresses_stand_in_their_box_again_and_are_not_translated(as_: As) -> None:
    address = f"/board/actions/{action_plan.action().id}"
    item = plan.outcome(plan.item(meetings.group(name="Other")), "Agreed", address)
    form = as_(Role.CURATOR).get(f"/board/items/{item.id}/outcome").text
    box = form.partition('name="addresses"')[2].partition("</textarea>")[0]
    assert 'translate="no"' in box
    assert address in box


def test_an_action_made_of_an_item_is_what_came_of_it(as_: As, client: FlaskClient) -> None:
    board, curator = meetings.group(), as_(Role.CURATOR)
    item = plan.item(board, title="Pay residents", is_public=True)
    here = f"/board/items/{item.id}"
    form = curator.get(f"{here}/action").text
    assert f'value="{here}"' in form
    action = {
        "group_id": str(board.id),
        "title": "Publish the rate card",
        "source": "decision",
        "challenge": "",
        "source_words": "Pay residents",
        "source_link": here,
        "lead": "Voice lead",
        "lead_id": "0",
        **days("due", "2027-03-01"),
    }
    wrong = curator.send(f"{here}/action", action | {"lead": ""})
    assert wrong.status_code == 422
    assert curator.send(f"{here}/action", action).status_code == 303
    text = client.get(here).text
    assert "Publish the rate card" in text
    assert "Nothing is written down yet." not in text
    stale = curator.send(f"{here}/outcome", {"version": "1", "outcome": "Agreed", "addresses": ""})
    assert stale.status_code == 409
    assert curator.send(f"{here}/drop", {"version": "2"}).status_code == 422


def test_an_action_of_an_item_for_members_begins_without_its_words(as_: As) -> None:
    item = plan.item(meetings.group(), title="Secret plan", lead="Secret lead")
    form = as_(Role.CURATOR).get(f"/board/items/{item.id}/action").text
    assert "Secret" not in form
    assert f'value="/board/items/{item.id}"' not in form


def test_an_item_begins_a_decision_record(as_: As) -> None:
    item = plan.item(meetings.group(), title="Pay residents & carers")
    curator = as_(Role.CURATOR)
    page = curator.get(f"/board/items/{item.id}").text
    address = page.partition('href="/decisions/new')[2].partition('"')[0]
    assert 'value="Pay residents &amp; carers"' in curator.get(f"/decisions/new{address}").text


def test_two_decisions_on_one_pot_at_one_meeting_clash(as_: As, client: FlaskClient) -> None:
    board = meetings.group()
    first, second = (meetings.meeting(board, days=number, is_public=True) for number in (20, 50))
    address = f"/funding-pots/{pot().id}"
    about = {"addresses": (address,), "is_public": True}
    plan.item(board, meeting_id=first.id, title="Who gets what", **about)
    plan.item(board, meeting_id=first.id, title="To hear of it", purpose=AskKind.NOTE, **about)
    plan.item(board, meeting_id=second.id, title="The rest", **about)
    here = f"/board/groups/{board.slug}/plan"
    assert "Clash" not in client.get(here).text
    plan.item(board, meeting_id=first.id, title="An ask of the pack", **about)
    assert client.get(here).text.count("Clash: two items are to decide") == 2
    assert "Needs attention" not in client.get(here).text
    text = as_(Role.CURATOR).get(here).text
    assert text.count("are to decide about one thing") == 1


def test_a_clash_with_an_item_for_members_is_not_told_to_others(client: FlaskClient) -> None:
    board = meetings.group()
    meeting = meetings.meeting(board, is_public=True)
    address = f"/board/actions/{action_plan.action(board).id}"
    for is_public in (True, False):
        plan.item(board, meeting_id=meeting.id, addresses=(address,), is_public=is_public)
    assert "Clash" not in client.get(f"/board/groups/{board.slug}/plan").text


def test_the_plan_says_at_each_meeting_how_much_falls_due(client: FlaskClient) -> None:
    board = meetings.group()
    for number in (10, 40):
        meetings.meeting(board, days=number, is_public=True)
    action_plan.late(board)
    for number in (9, 10, 11, 41):
        action_plan.action(board, due=clock.today() + timedelta(days=number))
    text = client.get(f"/board/groups/{board.slug}/plan").text
    found = re.findall(r"(\d+) actions? falls? due", text)
    assert found == ["3", "1"]
