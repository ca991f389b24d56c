"""Every refusal is a page that helps, and none tells what is inside."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException, default_exceptions

from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.lists.models import Partnership
from coprod.web import errors
from tests import make
from tests.crawl.translated import marked, unmarked
from tests.strict_html import check

NASTY = (
    "%00", "%ed%a0%80", "%ff%fe", "9" * 400, "-1", "1e400", "9223372036854775808",
    "{{1337*7}}", "%7B%7B1337*7%7D%7D", "..%2f..%2fetc%2fpasswd", "%0d%0aSet-Cookie:x=1", "'",
    '%22%3E%3Csvg%20onload=alert(1)%3E', "((((", "%25", "a" * 3000,
)  # fmt: skip
ASKED = ("q", "page", "next", "rung", "promised", "year", "locality", "workstream", "role", "at")


def page_for(app: Flask, error: Exception) -> tuple[str, int]:
    handle: Any = app.handle_user_exception
    with app.test_request_context("/somewhere"):
        answer = app.make_response(handle(error))
    return answer.get_data(as_text=True), answer.status_code


@pytest.mark.parametrize("status", sorted(errors.PAGES))
def test_each_refusal_has_a_sound_page_with_a_way_on(app: Flask, session: Any, status: int) -> None:
    kind: type[HTTPException] = default_exceptions[status]

    page, shown = page_for(app, kind())

    check(page)
    assert shown == status
    assert "Where to go from here" in page


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFoundError(), 404),
        (NotAllowedError(), 403),
        (ConflictError(), 409),
        (RuleBrokenError(N_("The end is before the start")), 422),
    ],
)
def test_a_refusal_of_the_domain_has_its_status(
    app: Flask, session: Any, error: Exception, status: int
) -> None:
    assert page_for(app, error)[1] == status


def test_a_broken_rule_is_told(app: Flask, session: Any) -> None:
    page, _ = page_for(app, RuleBrokenError(N_("The end is before the start")))

    assert "The end is before the start" in page


def test_a_failure_tells_a_number_and_nothing_else(app: Flask, session: Any) -> None:
    page, status = page_for(app, RuntimeError("the inside of the machine"))

    assert status == 500
    assert re.search(r"<strong>[0-9a-f]{8}</strong>", page)
    assert "inside of the machine" not in page
    assert "Traceback" not in page


@pytest.fixture
def broken_place(app: Flask, session: Any) -> Iterator[None]:
    """Take away what each page needs, as when the database is gone."""

    def gone() -> object:
        raise RuntimeError("no database")

    before = app.extensions["find_place"]
    app.extensions["find_place"] = gone
    yield
    app.extensions["find_place"] = before


def test_a_failure_of_everything_is_still_a_page(client: FlaskClient, broken_place: None) -> None:
    client.may_fail = True  # type: ignore[attr-defined]
    answer = client.get("/")

    assert answer.status_code == 500
    assert "Try again in a few minutes" in answer.get_data(as_text=True)
    assert "no database" not in answer.get_data(as_text=True)


def test_a_wrong_method_is_told_which_are_right(client: FlaskClient) -> None:
    answer = client.delete("/about")

    assert answer.status_code in {400, 405}
    assert client.send("/about").status_code == 405  # type: ignore[attr-defined]
    assert "GET" in client.send("/about").headers["Allow"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("status", sorted(errors.PAGES))
def test_every_word_of_a_refusal_can_be_translated(app: Flask, session: Any, status: int) -> None:
    make.keep(Partnership(name="«P»", partnership="«T»", register_name="«R»"))

    with marked():
        page, _status = page_for(app, default_exceptions[status]())

    assert unmarked(page) == set()


def test_too_much_is_refused_with_a_page(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"email": "x" * 3_000_000})

    assert answer.status_code == 413
    assert "too much to send" in answer.get_data(as_text=True)


def test_a_form_that_lost_its_token_keeps_the_words(as_: Callable[..., FlaskClient]) -> None:
    answer = as_(Role.RESIDENT).post("/activities/log", data={"title": "My long words"})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert page.count("My long words") == 2
    assert "csrf_token" in page


def test_a_form_sent_after_signing_out_keeps_the_words(client: FlaskClient) -> None:
    answer = client.send("/activities/log", {"title": "My long words"})  # type: ignore[attr-defined]

    page = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert "My long words" in page
    assert "no longer signed in" in page


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/account/password", "/activities/log"])
def test_no_password_is_ever_shown_back(client: FlaskClient, path: str) -> None:
    typed = {"password": "open sesame 1", "new_password": "open sesame 2", "code": "314159"}

    page = client.post(path, data=typed).get_data(as_text=True)

    assert "open sesame" not in page
    assert "314159" not in page


def addresses(app: Flask, nasty: str) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if rule.methods and "GET" in rule.methods and rule.arguments:
            yield re.sub(r"<[^>]+>", nasty, rule.rule)
    yield from (f"/stories?{name}={nasty}" for name in ASKED)
    yield from (f"/people?{name}={nasty}" for name in ASKED)
    yield from (f"/in/bn?next={nasty}", f"/sign-in?next={nasty}", f"/{nasty}")


@pytest.mark.crawl
@pytest.mark.parametrize("role", [Role.VISITOR, Role.ADMINISTRATOR])
@pytest.mark.parametrize("nasty", NASTY)
def test_nothing_in_an_address_breaks_us(
    app: Flask, client: FlaskClient, as_: Callable[..., FlaskClient], nasty: str, role: Role
) -> None:
    asking = client if role is Role.VISITOR else as_(role)

    for address in addresses(app, nasty):
        answer = asking.get(address)

        assert answer.status_code < 500, address
        body = answer.get_data(as_text=True)
        assert "9359" not in body or "9359" in address, address
        assert "<svg onload" not in body, address
