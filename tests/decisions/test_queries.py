"""However many entries came of a decision, its pages ask the database no more questions."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.db import session as db
from coprod.decisions import actions
from coprod.kit.actor import Role
from coprod.register.words import Status
from tests import make

MOST = 17


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.CURATOR])
@pytest.mark.parametrize("path", ["", "/entries", "/add/check", "/hold"])
def test_many_entries_ask_no_more(
    as_: Callable[[Any], Any], queries: list[str], role: Role, path: str
) -> None:
    by, curator = make.person(), make.person(role=Role.CURATOR)
    made = make.decision(by=by)
    slug = made.slug
    for _each in range(5):
        actions.link_entry(curator.actor, made, make.activity(status=Status.PUBLISHED))
    db.commit()
    browser = as_(by if role is Role.TEAM_MEMBER else curator)
    browser.get("/library")  # the first search makes the index, which no page does again
    queries.clear()

    browser.get(f"/decisions/{slug}{path}")

    assert len(queries) <= MOST, [q[:90] for q in queries]
