"""Every address, for every role: the mark on the view is the rule, and the door keeps it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from coprod.core.values.actor import Role

As = Callable[[Any], Any]
PARTS = {
    "slug": "nothing",
    "record_slug": "nothing",
    "collection_slug": "nothing",
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


@pytest.mark.crawl
def test_every_form_without_its_token_is_refused(app: Flask, as_: As) -> None:
    browser = as_(Role.ADMINISTRATOR)

    taken = [
        rule.rule
        for rule in rules(app, "POST")
        if browser.post(address(app, rule), data={"title": "x"}).status_code != 400
    ]

    assert taken == []


def test_sign_out_stands_on_every_page_without_script_also_where_something_failed(
    as_: As, client: FlaskClient
) -> None:
    browser = as_(Role.RESIDENT)
    for address in ("/", "/stories", "/account", "/no-such-page", "/people"):
        page = browser.get(address).text
        assert '<form class="app-sign-out app-no-print" method="post" action="/sign-out"' in page
        assert 'name="csrf_token"' in page

    assert "/sign-out" not in client.get("/stories").text


def test_who_signs_in_on_a_shared_computer_is_told_to_sign_out(client: FlaskClient) -> None:
    assert "shared computer" in client.get("/sign-in").text
