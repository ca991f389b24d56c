"""No page asks the database more than a few questions, whatever it shows."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from coprod.kit.actor import Role
from tests.web.test_pseudo_locale import rules, world

MOST = 15


@pytest.mark.timeout(300)
@pytest.mark.parametrize("role", [Role.VISITOR, Role.TEAM_MEMBER, Role.ADMINISTRATOR])
def test_no_page_asks_more_than_fifteen_questions(
    app: Flask, client: Any, as_: Callable[..., Any], queries: list[str], role: Role
) -> None:
    filled, who = world(role)
    browser = as_(who) if who else client
    many: dict[str, int] = {}
    browser.get("/library")  # the first search makes the index, which no page does again

    for rule in rules(app, "GET"):
        for address in filled.with_few_entries().addresses(app, rule):
            queries.clear()
            browser.get(address)
            if len(queries) > MOST:
                many[str(rule)] = len(queries)

    assert many == {}
