import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.board.action_plan.enums import ActionSource
from coprod.board.action_plan.models import BoardActionAnswer
from coprod.board.packs.enums import PackKind
from coprod.challenges.enums import Challenge
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.engagement.moderation.enums import Outcome
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from tests import make
from tests.board.action_plan import make as plan
from tests.board.meetings import make as meetings
from tests.board.meetings.test_views import days
from tests.board.packs import make as packs
from tests.conftest import StrictClient

As = Callable[[Any], Any]


def sent(group_id: int, **given: str) -> dict[str, str]:
    usual = {
        "group_id": str(group_id),
        "title": "A ramp at the lunch club",
        "source": "comment",
        "challenge": "",
        "lead": "Estates lead",
        "lead_id": "0",
        "steps": "Get a price\nBuild it",
    }
    return {**usual, **days("due", "2027-03-01"), **given}


def test_an_action_is_added_moved_and_done(as_: As, client: FlaskClient) -> None:
    curator, board = as_(Role.CURATOR), meetings.group()
    here = curator.send("/board/actions/new", sent(board.id)).location
    text = client.get(here).text
    assert "0 of 2 steps, 0%" in text
    steps = re.findall(r'name="(step_\d+)"', curator.get(f"{here}/update").text)
    moved = {"version": "1", "state": "open", **dict.fromkeys(steps, "50")}
    moved |= days("due", "2027-05-01")
    refused = curator.send(f"{here}/update", moved)
    assert "Say why: the old day stays on the page" in refused.text
    assert curator.send(f"{here}/update", {**moved, "reason": "No builder"}).status_code == 303
    text = client.get(here).text
    assert "50%" in text
    assert "first promised for 1 March 2027" in text
    assert curator.send(f"{here}/update", {**moved, "reason": "Again"}).status_code == 409
    done = {**moved, "version": "2", "state": "done", "evidence": "It is there"}
    assert curator.send(f"{here}/update", done).status_code == 303
    assert "It is there" in client.get(here).text


def test_the_words_of_an_action_change_and_its_day_does_not(as_: As) -> None:
    action, curator = plan.action(title="Old words"), as_(Role.CURATOR)
    here = f"/board/actions/{action.id}"
    form = curator.get(f"{here}/change").text
    assert "Old words" in form
    assert "due-day" not in form
    changed = sent(action.group_id, version="1", title="New words")
    assert curator.send(f"{here}/change", changed).status_code == 303
    assert "1 March 2027" not in curator.get(here).text
    assert "New words" in curator.get(here).text


def test_the_list_shows_late_ones_first_and_can_be_narrowed(client: FlaskClient) -> None:
    board = meetings.group()
    plan.action(board, title="Later one", source=ActionSource.CHALLENGE, challenge=Challenge.C2)
    plan.late(board, title="Late one")
    plan.finish(plan.action(board, title="Done one"))
    text = client.get("/board/actions").text
    assert "1 day late" in text
    order = [text.index(title) for title in ("Late one", "Later one", "Done one")]
    assert order == sorted(order)
    overdue = client.get(f"/board/groups/{board.slug}/actions?show=overdue").text
    assert "Late one" in overdue
    assert "Later one" not in overdue
    other = meetings.group(name="Other")
    assert "Late one" not in client.get(f"/board/groups/{other.slug}/actions").text


def test_an_action_leads_to_where_it_came_from_and_to_its_evidence(client: FlaskClient) -> None:
    action = plan.action(source_words="Comment of 2 June", source_link="/stories/a-walk#comment-2")
    plan.finish(action, evidence_link="https://example.org/minutes")
    text = client.get(f"/board/actions/{action.id}").text
    assert 'href="/stories/a-walk#comment-2"' in text
    assert "Comment of 2 June" in text
    assert 'href="https://example.org/minutes"' in text


def slip(browser: Any, path: str) -> str:
    found = re.search(r'name="slip" value="([^"]+)"', browser.get(path).text)
    return found.group(1) if found else ""


def test_residents_say_once_whether_it_happened(client: StrictClient, session: Any) -> None:
    here = f"/board/actions/{plan.action().id}"
    answer = {"slip": slip(client, here), "happened": "yes"}
    assert client.send(here, answer).status_code == 303
    assert "You have said how you see it" in client.get(here).text
    client.send(here, {**answer, "happened": "not_yet"})
    assert session.scalars(select(BoardActionAnswer.happened)).all() == [True]


def test_a_token_of_our_own_making_is_needed(client: StrictClient) -> None:
    here, other = (f"/board/actions/{plan.action().id}" for _each in range(2))
    for answer in ({}, {"slip": "x", "happened": "yes"}, {"slip": slip(client, other)}):
        assert client.send(here, answer).status_code == 422


def test_an_action_comes_from_a_comment(as_: As) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    comment = make.comment(activity, "The step is too high", outcome=Outcome.PUBLISH)
    page = as_(Role.CURATOR).get(f"/comments/on/entry/{activity.slug}")
    address = re.search(r'href="(/board/actions/new[^"]+)"', page.text)
    assert address
    form = as_(Role.CURATOR).get(address.group(1).replace("&amp;", "&")).text
    assert f"#comment-{comment.id}" in form
    assert "The comment of" in form


def test_an_action_comes_from_the_page_on_which_a_comment_is_decided(as_: As) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    comment = make.comment(activity, "The step is too high", outcome=Outcome.PUBLISH)
    waiting = make.comment(activity, "Nobody has read this")
    curator = as_(Role.CURATOR)
    page = curator.get(f"/moderation/comment/{comment.id}").text
    address = re.search(r'href="(/board/actions/new[^"]+)"', page)
    assert address
    form = curator.get(address.group(1).replace("&amp;", "&")).text
    assert f'value="/comments/on/entry/{activity.slug}#comment-{comment.id}"' in form
    unread = curator.get(f"/moderation/comment/{waiting.id}", follow_redirects=True).text
    assert "Nobody has read this" in unread
    assert "/board/actions/new" not in unread


def test_an_action_comes_from_a_gap(as_: As, client: FlaskClient) -> None:
    make.term(ListKind.SERVICE, label="Podiatry")
    here = "/what-people-told-us/gaps"
    assert "/board/actions/new" not in client.get(here).text
    curator = as_(Role.CURATOR)
    address = re.search(r'href="(/board/actions/new[^"]+)"', curator.get(here).text)
    assert address
    form = curator.get(address.group(1).replace("&amp;", "&")).text
    assert re.search('value="gap"[^>]* checked', form)
    assert f'value="{here}"' in form


def test_a_challenge_shows_its_actions_and_the_file_to_hand_in(client: FlaskClient) -> None:
    plan.action(title="A costed line", source=ActionSource.CHALLENGE, challenge=Challenge.C2)
    pack = packs.frozen(kind=PackKind.REPORT_BACK)
    text = client.get("/challenges/c2").text
    assert "A costed line" in text
    assert f"/board/packs/{pack.slug}/resource-the-cycle" in text
    assert f"/board/packs/{pack.slug}.pdf" in text
    assert "No board has said yet" in client.get("/challenges/c1").text


def test_a_late_action_is_in_the_next_pack_and_its_rows(client: FlaskClient) -> None:
    action = plan.late(title="A ramp at the lunch club")
    pack = packs.frozen(kind=PackKind.REPORT_BACK)
    text = client.get(f"/board/packs/{pack.slug}").text
    assert "1 of 1 F21 open actions are late" in " ".join(re.sub(r"<[^>]+>", "", text).split())
    rows = client.get(f"/board/packs/{pack.slug}/figures/late-actions").text
    assert f"/board/actions/{action.id}" in rows


@pytest.mark.parametrize("has_account", [True, False])
def test_a_late_action_is_chased(as_: As, session: Any, has_account: bool) -> None:
    lead = make.person(role=Role.TEAM_MEMBER, email="lead@example.org")
    action = plan.late(lead_id=lead.id if has_account else None)
    curator = as_(Role.CURATOR)
    key = f"actions-board_action-{action.id}"
    assert action.title in curator.get("/desk/chase").text
    before = len(session.scalars(select(Outgoing)).all())
    curator.send("/desk/chase/letters", {"case": key})
    assert len(session.scalars(select(Outgoing)).all()) - before == int(has_account)


LINK = re.compile(r"/board/actions/lead/[0-9a-f]{64}")


def test_a_curator_asks_the_lead_and_the_address_is_nowhere(as_: As, session: Any) -> None:
    here = f"/board/actions/{plan.action().id}"
    curator = as_(Role.CURATOR)
    assert "How does this action stand?" in curator.get(f"{here}/ask-lead").text
    assert curator.send(f"{here}/ask-lead", {"email": "nobody"}).status_code == 422
    assert curator.send(f"{here}/ask-lead", {"email": "lead@example.org"}).status_code == 303
    sent_to = Outgoing.recipient == "lead@example.org"
    assert LINK.search(session.scalars(select(Outgoing).where(sent_to)).one().text)
    page = curator.get(f"{here}/ask-lead").text
    assert "has not been used" in page
    assert "lead@example.org" not in page
    assert not LINK.search(page)


def test_the_lead_says_by_a_mailed_link_how_it_stands(client: StrictClient) -> None:
    action = plan.action(lead="Estates lead", steps=("Price",))
    here, link = f"/board/actions/{action.id}", f"/board/actions/lead/{plan.lead_link(action)}"
    assert client.get(link).status_code == client.get(link).status_code == 200
    steps = re.findall(r'name="(step_\d+)"', client.get(link).text)
    done = {"version": "1", "state": "done", **dict.fromkeys(steps, "100")}
    assert client.send(link, done).status_code == 422
    assert client.send(link, {**done, "evidence": "It is <b> there"}).location == here
    text = client.get(here).text
    assert "It is &lt;b&gt; there" in text
    assert 'Said by: <span lang="en" translate="no">Estates lead</span>' in text
    for again in (client.get(link), client.send(link, done)):
        assert again.status_code == 410
        assert "This link has been used" in again.text


def test_a_link_that_is_taken_back_or_made_up_says_what_to_do(as_: As, client: Any) -> None:
    action = plan.action()
    link = f"/board/actions/lead/{plan.lead_link(action)}"
    as_(Role.CURATOR).send(f"/board/actions/{action.id}/ask-lead/withdraw", {})
    assert "This link was taken back" in client.get(link).text
    unknown = client.get(f"/board/actions/lead/{'0' * 64}")
    assert unknown.status_code == 404
    assert "Check that you have the whole link" in unknown.text


def test_the_account_of_the_lead_writes_in_the_plan(as_: As) -> None:
    lead = make.person(role=Role.TEAM_MEMBER)
    action, other = plan.action(lead_id=lead.id, title="Mine to do"), plan.action()
    browser, here = as_(lead), f"/board/actions/{action.id}"
    assert "Mine to do" in browser.get("/my-work", follow_redirects=True).text
    assert f'href="{here}/update"' in browser.get(here).text
    moved = {"version": "1", "state": "not_doing", "reason": "No money"}
    assert browser.send(f"{here}/update", moved).status_code == 303
    assert "No money" in browser.get(here).text
    assert browser.get(f"/board/actions/{other.id}/update").status_code == 403
    assert browser.send(f"/board/actions/{other.id}/update", moved).status_code == 403
