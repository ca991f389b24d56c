"""The forms of boards sent twice, from two tabs, and after the session ended: nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from coprod.board.action_plan.models import BoardAction
from coprod.board.chains.models import Chain, ChainLink
from coprod.board.forward_plan.models import PlanItem, PlanLink
from coprod.board.meetings.models import BoardGroup, Meeting
from coprod.core.values.actor import Role
from tests.board.action_plan import make as action_plan
from tests.board.action_plan.test_views import sent as action_sent
from tests.board.chains import make as chains
from tests.board.forward_plan import make as plan
from tests.board.forward_plan.test_views import sent as item_sent
from tests.board.meetings import make as meetings
from tests.board.meetings.test_views import days
from tests.conftest import StrictClient

As = Callable[[Any], Any]
Form = tuple[str, dict[str, str]]
TYPED = "Typed with care"


def new_group() -> Form:
    form = {"name": TYPED, "kind": "board", "papers_days": "14", "term_id": "0"}
    return "/board/groups/new", form


def new_meeting() -> Form:
    times = {"begins": "10:00", "ends": "11:00", "place": TYPED}
    return f"/board/groups/{meetings.group().slug}/meetings/new", times | days("day", "2027-03-01")


def new_item() -> Form:
    return f"/board/groups/{meetings.group().slug}/items/new", item_sent(title=TYPED)


def new_action() -> Form:
    return "/board/actions/new", action_sent(meetings.group().id, title=TYPED)


def action_of_item() -> Form:
    item = plan.item(meetings.group())
    return f"/board/items/{item.id}/action", action_sent(item.group_id, title=TYPED)


def new_chain() -> Form:
    return "/board/chains/new", {"title": TYPED, "group_id": str(meetings.group().id)}


def new_link() -> Form:
    form = {"stage": "workshop", "title": TYPED, **days("day", "2026-03-01")}
    return f"/board/chains/{chains.chain().slug}", form


NEW: dict[str, tuple[Callable[[], Form], type[Any]]] = {
    "group": (new_group, BoardGroup),
    "meeting": (new_meeting, Meeting),
    "item": (new_item, PlanItem),
    "action": (new_action, BoardAction),
    "action of an item": (action_of_item, PlanLink),
    "chain": (new_chain, Chain),
    "link": (new_link, ChainLink),
}
new_things = pytest.mark.parametrize(("build_form", "model"), NEW.values(), ids=NEW)
new_forms = pytest.mark.parametrize("build_form", [each for each, _model in NEW.values()], ids=NEW)


def count(session: Any, model: type[Any]) -> int:
    return int(session.scalar(select(func.count()).select_from(model)))


@new_things
def test_a_form_sent_twice_is_saved_once(
    as_: As, session: Any, build_form: Callable[[], Form], model: type[Any]
) -> None:
    path, form = build_form()
    before, curator = count(session, model), as_(Role.CURATOR)
    answers = [curator.send(path, {**form, "once": "a-page-that-was-open"}) for _press in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert count(session, model) == before + 1


@new_forms
def test_what_was_typed_is_not_lost_when_the_session_ended(
    client: StrictClient, build_form: Callable[[], Form]
) -> None:
    path, form = build_form()
    assert TYPED in client.send(path, form).text


@new_forms
def test_what_was_typed_is_not_lost_when_the_page_was_open_too_long(
    as_: As, build_form: Callable[[], Form]
) -> None:
    path, form = build_form()
    answer = as_(Role.CURATOR).post(path, data=form)
    assert answer.status_code == 400
    assert TYPED in answer.text


def change_group() -> Form:
    _path, form = new_group()
    return f"/board/groups/{meetings.group().slug}/change", form


def change_meeting() -> Form:
    _path, form = new_meeting()
    meeting = meetings.meeting(meetings.group(name="Other"))
    return f"/board/meetings/{meeting.id}/change", form


def change_item() -> Form:
    return f"/board/items/{plan.item(meetings.group()).id}/change", item_sent(title=TYPED)


def outcome_of_item() -> Form:
    form = {"outcome": TYPED, "addresses": ""}
    return f"/board/items/{plan.item(meetings.group()).id}/outcome", form


def change_action() -> Form:
    action = action_plan.action()
    return f"/board/actions/{action.id}/change", action_sent(action.group_id, title=TYPED)


def update_action() -> Form:
    form = {"state": "open", "reason": TYPED, **days("due", "2027-05-01")}
    return f"/board/actions/{action_plan.action().id}/update", form


CHANGES = (change_group, change_meeting, change_item, outcome_of_item, change_action, update_action)


@pytest.mark.parametrize("build_form", CHANGES)
def test_the_second_of_two_tabs_is_told_and_keeps_its_words(
    as_: As, client: FlaskClient, build_form: Callable[[], Form]
) -> None:
    path, form = build_form()
    curator = as_(Role.CURATOR)
    assert curator.send(path, {**form, "version": "1"}).status_code == 303
    late = curator.send(path, {**form, "version": "1", "once": "another-tab"})
    assert late.status_code == 409
    assert TYPED in late.text
