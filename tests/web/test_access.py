"""Every address, for every role: the mark on the view is the rule, and the door keeps it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from coprod.kit.actor import Role
from coprod.web.access import MARK

As = Callable[[Any], Any]
PARTS = {
    "slug": "nothing",
    "lesson": "nothing",
    "shelf": "nothing",
    "about": "nothing",
    "statement": "nothing",
    "token": "x" * 43,
    "code": "en",
}
NUMBER = 999_999


def rules(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def address(app: Flask, rule: Rule) -> str:
    values = {name: value(rule, name) for name in rule.arguments}
    with app.test_request_context():
        return str(app.url_map.bind("localhost").build(rule.endpoint, values))


def value(rule: Rule, name: str) -> str | int:
    """Return what may stand at a place of an address: one of a fixed set, a name or a number."""
    allowed = getattr(rule._converters[name], "items", ())
    return sorted(allowed)[0] if allowed else PARTS.get(name, NUMBER)


def opens_to(app: Flask, rule: Rule) -> Role:
    role: Role = getattr(app.view_functions[rule.endpoint], MARK)
    return role


@pytest.mark.parametrize("role", Role)
def test_a_page_of_a_higher_role_is_closed(app: Flask, as_: As, client: Any, role: Role) -> None:
    browser = client if role is Role.VISITOR else as_(role)
    wrong = {}
    for rule in rules(app, "GET"):
        needed = opens_to(app, rule)
        if role.rank >= needed.rank:
            continue
        path = address(app, rule)
        answer = browser.get(path)
        asked_to_sign_in = answer.status_code == 303 and answer.location.startswith(
            "/sign-in?next="
        )
        refused = asked_to_sign_in if role is Role.VISITOR else answer.status_code == 403
        if not refused:
            wrong[path] = answer.status_code

    assert wrong == {}


@pytest.mark.parametrize("role", Role)
def test_a_form_of_a_higher_role_is_refused_before_it_is_looked_at(
    app: Flask, as_: As, client: Any, role: Role
) -> None:
    browser = client if role is Role.VISITOR else as_(role)
    wrong = {}
    for rule in rules(app, "POST"):
        if role.rank >= opens_to(app, rule).rank:
            continue
        path = address(app, rule)
        answer = browser.send(path, {"title": "x", "reason": "x"})
        if answer.status_code not in {303, 403} or (
            answer.status_code == 303 and not answer.location.startswith("/sign-in")
        ):
            wrong[path] = answer.status_code

    assert wrong == {}


@pytest.mark.parametrize("role", Role)
def test_no_page_fails_for_a_role_that_may_open_it(
    app: Flask, as_: As, client: Any, role: Role
) -> None:
    browser = client if role is Role.VISITOR else as_(role)
    wrong = {}
    for rule in rules(app, "GET"):
        if role.rank >= opens_to(app, rule).rank:
            answer = browser.get(address(app, rule))
            if answer.status_code not in {200, 303, 403, 404}:
                wrong[rule.rule] = answer.status_code

    assert wrong == {}


def test_every_form_without_its_token_is_refused(app: Flask, as_: As) -> None:
    browser = as_(Role.ADMINISTRATOR)

    taken = [
        rule.rule
        for rule in rules(app, "POST")
        if browser.post(address(app, rule), data={"title": "x"}).status_code != 400
    ]

    assert taken == []
