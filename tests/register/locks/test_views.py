import re
from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make

As = Callable[[Any], Any]
PAGE = "/activities/falls-group/lock"
BADGE = "Checked and locked"
ROLES = "A curator and two lay members"


@pytest.fixture
def activity(session: Any) -> Activity:
    return make.activity(owner=make.person(), status=Status.PUBLISHED)


def send_lock(browser: Any) -> Any:
    seen = re.search(r'name="seen" value="([^"]*)"', browser.get(PAGE).text)
    assert seen
    return browser.send(PAGE, {"seen": seen[1], "checked_by": ROLES})


def test_readers_see_who_checked_on_page_and_card(as_: As, client: Any, activity: Activity) -> None:
    assert BADGE not in client.get("/stories").text

    assert send_lock(as_(Role.CURATOR)).status_code == 303

    for path in ("/stories", "/stories/falls-group"):
        assert BADGE in client.get(path).text
        assert ROLES in client.get(path).text
    assert "Checked and locked by a curator" in client.get("/stories/falls-group/history").text


def test_the_team_is_told_where_it_writes(as_: As, session: Any, activity: Activity) -> None:
    send_lock(as_(Role.CURATOR))

    page = as_(session.get_one(Person, activity.owner_id)).get("/activities/falls-group").text

    assert "This activity is checked and locked" in page


def test_it_is_unlocked_with_a_reason(as_: As, client: Any, activity: Activity) -> None:
    curator = as_(Role.CURATOR)
    send_lock(curator)

    assert curator.send("/activities/falls-group/unlock", {"reason": ""}).status_code == 422
    sent = curator.send("/activities/falls-group/unlock", {"reason": "New figures"})

    assert sent.status_code == 303
    assert BADGE not in client.get("/stories").text
    assert "Unlocked by a curator" in client.get("/stories/falls-group/history").text
    assert "New figures" in client.get("/stories/falls-group/log").text


def test_mistakes_and_changes_meanwhile_are_explained(as_: As, activity: Activity) -> None:
    curator = as_(Role.CURATOR)

    assert curator.send(PAGE, {"seen": "", "checked_by": ""}).status_code == 422
    refused = curator.send(PAGE, {"seen": "old", "checked_by": ROLES})

    assert refused.status_code == 409
    assert "Somebody changed this activity" in refused.text
    assert ROLES in refused.text


def test_nobody_else_opens_it(as_: As, session: Any, activity: Activity) -> None:
    assert as_(Role.LAY_MEMBER).get(PAGE).status_code == 403
    owner = session.get_one(Person, activity.owner_id)
    assert as_(owner).get(PAGE).status_code == 403
