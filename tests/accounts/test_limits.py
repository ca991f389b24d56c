from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from coprod.config import Environment, Settings
from coprod.web import limits as web_limits
from coprod.web.limits import limiter
from tests.accounts.test_views import GOOD, sign_in, with_password
from tests.joining.test_views import ABOUT
from tests.profile.test_views import with_second_step


@pytest.fixture(autouse=True)
def limited(app: Flask) -> Iterator[None]:
    without = app.extensions["settings"]
    limiter.reset()
    app.extensions["settings"] = without.model_copy(update={"limits": True})
    yield
    app.extensions["settings"] = without
    limiter.reset()


def test_wrong_passwords_for_one_account_are_limited(client: Any) -> None:
    email = with_password().email or ""
    statuses = [sign_in(client, email, "wrong").status_code for _try in range(20)]

    assert statuses[:10] == [422] * 10
    assert statuses[10:] == [429] * 10
    assert sign_in(client, email).status_code == 429


def test_an_unknown_address_is_limited_just_so(client: Any) -> None:
    statuses = [sign_in(client, "x@example.org", "wrong").status_code for _try in range(11)]

    assert statuses == [422] * 10 + [429]


def test_limits_of_one_app_are_not_those_of_another_in_the_same_process() -> None:
    with_limits, without = (app_of_one_view(limits=each) for each in (True, False))

    assert [statuses(each) for each in (with_limits, without)] == [[200, 429], [200, 200]]
    assert statuses(with_limits) == [429, 429]


def app_of_one_view(*, limits: bool) -> Flask:
    made = Flask("another")
    made.extensions["settings"] = Settings(environment=Environment.TEST, limits=limits)
    web_limits.init_app(made)
    made.add_url_rule("/", view_func=limiter.limit("1/hour")(lambda: "Here"))
    return made


def statuses(app: Flask) -> list[int]:
    return [app.test_client().get("/").status_code for _try in range(2)]


def test_other_accounts_are_unharmed(client: Any) -> None:
    email, other = with_password().email or "", with_password().email or ""
    for _try in range(12):
        sign_in(client, email, "wrong")

    assert sign_in(client, other).status_code == 303


def test_other_names_for_the_same_address_do_not_help(app: Flask, client: Any) -> None:
    email = with_password().email or ""
    for n in range(10):
        sign_in(client, f" {email.upper() if n % 2 else email} ", "wrong")

    assert sign_in(client, email, "wrong").status_code == 429


def test_a_header_that_claims_another_address_does_not_help(client: Any) -> None:
    statuses = set()
    for n in range(25):
        about = {"email": f"x{n}@example.org", "password": "wrong"}
        forged = {"X-Forwarded-For": f"10.0.0.{n}", "Forwarded": f"for=10.0.0.{n}"}
        statuses.add(client.send("/sign-in", about, headers=forged).status_code)

    assert statuses == {422, 429}


def test_right_passwords_are_not_limited(client: Any) -> None:
    email = with_password().email or ""

    assert {sign_in(client, email).status_code for _time in range(15)} == {303}


@pytest.mark.parametrize("path", ["/sign-up", "/sign-in/link", "/sign-in/forgotten"])
def test_mail_to_one_address_is_limited(client: Any, path: str) -> None:
    statuses = [client.send(path, ABOUT).status_code for _try in range(7)]

    assert statuses == [303] * 5 + [429] * 2


def test_codes_are_limited(client: Any) -> None:
    person = with_second_step()
    sign_in(client, person.email or "")
    statuses = [client.send("/sign-in/code", {"code": "000000"}).status_code for _try in range(8)]

    assert statuses == [422] * 6 + [429] * 2


def test_a_new_sitting_gives_no_new_tries_for_the_code(client: Any) -> None:
    person = with_second_step()
    statuses = []
    for _try in range(8):
        sign_in(client, person.email or "", GOOD)
        statuses.append(client.send("/sign-in/code", {"code": "000000"}).status_code)

    assert 429 in statuses


def test_the_page_about_too_many_tries_helps(client: Any) -> None:
    for _try in range(10):
        sign_in(client, "x@example.org", "wrong")
    answer = sign_in(client, "x@example.org", "wrong")

    assert answer.status_code == 429
    assert "Too many tries" in answer.text
