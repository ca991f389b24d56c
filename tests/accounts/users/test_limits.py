import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_limiter import RateLimitExceeded

from coprod.core.config import Environment, Settings
from coprod.core.values.actor import Role
from coprod.web import limits as web_limits
from coprod.web.limits import limiter
from tests.accounts.profile.test_views import with_second_step
from tests.accounts.sign_up.test_views import ABOUT
from tests.accounts.users.test_views import GOOD, is_in, newest_link, sign_in, with_password


@pytest.fixture(autouse=True)
def limited(app: Flask) -> Iterator[None]:
    without = app.extensions["settings"]
    limiter.reset()
    fewer = {"limit_passwords_account": "30/hour", "limit_passwords_connection": "40/hour"}
    app.extensions["settings"] = without.model_copy(update={"limits": True, **fewer})
    yield
    app.extensions["settings"] = without
    limiter.reset()


def browser(app: Flask) -> Any:
    return app.test_client()


def test_wrong_passwords_for_one_account_are_limited(client: Any) -> None:
    email = with_password().email or ""
    statuses = [sign_in(client, email, "wrong").status_code for _try in range(20)]

    assert statuses[:10] == [422] * 10
    assert statuses[10:] == [429] * 10
    assert sign_in(client, email).status_code == 429


def try_from(client: Any, address: str, email: str, password: str = GOOD) -> int:
    """Try a password from a connection of one's own, and return the status of the answer."""
    form = {"email": email, "password": password}
    answer = client.send("/sign-in", form, environ_base={"REMOTE_ADDR": address})
    return int(answer.status_code)


def test_a_stranger_s_wrong_passwords_do_not_keep_a_curator_out(app: Flask, client: Any) -> None:
    email = with_password(role=Role.CURATOR).email or ""
    tries = [try_from(client, "198.51.100.7", email, "wrong") for _ in range(12)]

    assert tries[-1] == 429
    assert try_from(app.test_client(), "203.0.113.5", email) == 303


def test_a_stranger_at_the_next_desk_does_not_keep_a_known_browser_out(
    app: Flask, client: Any
) -> None:
    email, own = with_password().email or "", browser(app)
    sign_in(own, email)
    own.send("/sign-out")
    for _ in range(12):
        sign_in(client, email, "wrong")

    assert sign_in(app.test_client(), email).status_code == 429
    assert sign_in(own, email).status_code == 303


def test_a_known_browser_may_not_guess_and_knows_one_account_alone(client: Any) -> None:
    email, other = (with_password().email or "" for _ in range(2))
    sign_in(client, email)
    client.send("/sign-out")

    for each in (email, other):
        assert [sign_in(client, each, "wrong").status_code for _ in range(11)][-2:] == [422, 429]


def test_the_cookie_of_a_known_browser_tells_nothing_and_stays_with_sign_in(client: Any) -> None:
    email = with_password().email or ""
    set_cookies = sign_in(client, email).headers.getlist("Set-Cookie")
    known = next(each for each in set_cookies if each.startswith("known="))

    assert email.split("@")[0] not in unpacked(known)
    assert all(part in known for part in ("HttpOnly", "SameSite=Lax", "Path=/sign-in"))


def unpacked(cookie: str) -> str:
    value = cookie.removeprefix("known=").split(".")[0]
    return urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode()


def test_many_machines_slow_one_account_and_the_mailed_link_goes_round(
    app: Flask, client: Any, session: Any
) -> None:
    email, own = with_password().email or "", browser(app)
    sign_in(own, email)
    own.send("/sign-out")
    tries = [try_from(client, f"198.51.100.{n}", email, "wrong") for n in range(31)]

    assert tries == [422] * 30 + [429]
    assert try_from(client, "203.0.113.5", email) == 429
    assert try_from(own, "203.0.113.5", email) == 303
    client.send("/sign-in/link", {"email": email}, environ_base={"REMOTE_ADDR": "203.0.113.5"})
    assert client.send(newest_link(session)).status_code == 303
    assert is_in(client)


def test_one_machine_guesses_no_further_by_going_from_account_to_account(client: Any) -> None:
    tries = [sign_in(client, f"x{n}@example.org", "wrong").status_code for n in range(41)]

    assert tries == [422] * 40 + [429]


def test_neighbours_in_one_network_of_long_addresses_are_one_connection(client: Any) -> None:
    email = with_password().email or ""
    tries = [try_from(client, f"2001:db8:1:2::{n:x}", email, "wrong") for n in range(11)]

    assert tries[-1] == 429
    assert try_from(client, "2001:db8:1:3::1", email) == 303


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
    made.register_error_handler(RateLimitExceeded, lambda _error: ("Too often", 429))
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
    for n in range(41):
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


def test_letters_that_a_stranger_asks_for_leave_the_curator_the_mailed_link(client: Any) -> None:
    form = {"email": with_password(role=Role.CURATOR).email or ""}
    stranger, own = ({"REMOTE_ADDR": each} for each in ("198.51.100.7", "203.0.113.5"))
    for _ in range(7):
        client.send("/sign-in/link", form, environ_base=stranger)

    assert client.send("/sign-in/link", form, environ_base=own).status_code == 303


def test_no_mailbox_is_filled_from_many_connections(client: Any, session: Any) -> None:
    """As many letters as come in the time for which their links work: one of them always does."""
    statuses = []
    for n in range(12):
        place = {"REMOTE_ADDR": f"198.51.100.{n}"}
        statuses.append(client.send("/sign-in/link", ABOUT, environ_base=place).status_code)

    assert statuses == [303] * 10 + [429] * 2


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


def test_the_page_about_too_many_passwords_offers_the_mailed_link(
    client: Any, session: Any
) -> None:
    email = with_password().email or ""
    for _try in range(10):
        sign_in(client, email, "wrong")
    answer = sign_in(client, email, "not even right")

    assert answer.status_code == 429
    assert "Wrong passwords were typed too often" in answer.text
    assert f'value="{email}"' in answer.text
    assert 'action="/sign-in/link"' in answer.text
    assert "not even right" not in answer.text
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60 + 1
    assert "15 minutes" in answer.text


def test_the_page_is_the_same_for_an_address_without_an_account(client: Any) -> None:
    pages = []
    for email in (with_password(email="one@example.org").email or "", "two@example.org"):
        pages.append([sign_in(client, email, "wrong").text for _ in range(11)][-1])

    assert masked(pages[0]) == masked(pages[1])


def masked(page: str) -> str:
    return re.sub(r"(one|two)@example\.org|csrf_token.*|\d+ minutes?|nonce=\S+", "", page)
