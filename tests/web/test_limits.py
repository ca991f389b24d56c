"""A room full of people on one connection gets through; a machine that guesses does not."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from coprod.accounts.users.models import Person
from coprod.assessment.resident_rating.models import ResidentAnswer
from coprod.core.config import BadSettingsError, Settings
from coprod.core.values.actor import Role
from coprod.engagement.comments.models import Comment
from coprod.register.activities.enums import Status
from coprod.web.limits import limiter
from tests import make
from tests.accounts.users.test_views import newest_link
from tests.assessment.resident_rating.test_views import SEVEN
from tests.engagement.commitments import make as promises

As = Callable[..., Any]
ROOM = 60
HIDDEN = re.compile(r'name="(csrf_token|slip|opened)"[^>]*value="([^"]+)"')
WRITE = "/comments/on/entry/falls-group/write"
QUESTION = {"kind": "question", "body": "Is there a lift?"}
ABOUT = {"name": "New here", "is_16": "y"}


@pytest.fixture(autouse=True)
def limited(app: Flask) -> Iterator[None]:
    without = app.extensions["settings"]
    limiter.reset()
    app.extensions["settings"] = without.model_copy(update={"limits": True})
    yield
    app.extensions["settings"] = without
    limiter.reset()


def set_limits(app: Flask, **given: str | int) -> None:
    app.extensions["settings"] = app.extensions["settings"].model_copy(update=given)


@pytest.fixture
def entry(session: Any) -> Any:
    return make.activity(status=Status.PUBLISHED)


@pytest.fixture
def rating_page(entry: Any) -> str:
    make.rating(entry)
    return f"/rate/{make.resident_round(entry).key}"


def fill_in(browser: FlaskClient, path: str, form: dict[str, str]) -> Any:
    """Open a form and send it with what the page holds, as a browser of one's own does."""
    page = browser.get(path)
    assert page.status_code == 200, page.text
    return browser.post(path, data={**dict(HIDDEN.findall(page.text)), **form})


# A room


def test_sixty_people_in_one_room_all_rate_and_comment(
    app: Flask, session: Any, rating_page: str
) -> None:
    for n in range(ROOM):
        browser = app.test_client()
        assert fill_in(browser, rating_page, SEVEN).status_code == 303
        body = {**QUESTION, "body": f"Is there a lift? I am number {n}"}
        assert fill_in(browser, WRITE, body).status_code == 303

    assert session.scalar(select(func.count(ResidentAnswer.id))) == ROOM
    assert session.scalar(select(func.count(Comment.id))) == ROOM


def test_sixty_people_in_one_room_all_sign_up(app: Flask, session: Any) -> None:
    for n in range(ROOM):
        browser, form = app.test_client(), {**ABOUT, "email": f"new{n}@example.org"}
        assert fill_in(browser, "/sign-up", form).status_code == 303
        assert fill_in(browser, newest_link(session), {}).status_code == 303

    joined = select(func.count(Person.id)).where(Person.email.like("new%@example.org"))
    assert session.scalar(joined) == ROOM


def test_sixty_people_at_one_council_all_type_at_once(app: Flask, as_: As) -> None:
    team = [as_(Role.TEAM_MEMBER) for _ in range(3)]

    statuses = {each.send("/held/typing").status_code for _ in range(ROOM) for each in team}
    assert 429 not in statuses
    assert team[0].send("/held/typing").status_code == 429
    assert team[1].send("/held/typing").status_code == 429


# A machine


def test_one_browser_does_not_fill_the_queue_and_keeps_its_words(
    client: Any, app: Flask, entry: Any
) -> None:
    statuses = [fill_in(client, WRITE, QUESTION).status_code for _ in range(10)]
    refused = fill_in(client, WRITE, QUESTION)

    assert statuses == [303] * 10
    assert refused.status_code == 429
    assert refused.text.count(QUESTION["body"]) == 2
    assert f'action="{WRITE}"' in refused.text
    assert fill_in(app.test_client(), WRITE, QUESTION).status_code == 303


def test_a_machine_that_forgets_its_cookies_does_not_fill_the_queue(app: Flask, entry: Any) -> None:
    browsers = (app.test_client() for _ in range(201))
    statuses = [fill_in(each, WRITE, QUESTION).status_code for each in browsers]

    assert statuses == [303] * 200 + [429]


def test_a_machine_does_not_stuff_a_round(app: Flask, session: Any, rating_page: str) -> None:
    set_limits(app, limit_answers="5/hour")
    browsers = (app.test_client() for _ in range(6))

    assert [fill_in(each, rating_page, SEVEN).status_code for each in browsers] == [303] * 5 + [429]


@pytest.mark.parametrize("code", ["\u200b", "\ufeff", "\x00"])
def test_a_code_that_is_none_does_not_pass_the_limit_of_answers(
    app: Flask, rating_page: str, code: str
) -> None:
    set_limits(app, limit_answers="3/hour")
    form = {**SEVEN, "slip_code": code}
    sent = [fill_in(app.test_client(), rating_page, form) for _ in range(4)]

    assert [each.status_code for each in sent] == [303] * 3 + [429]


def test_a_code_sent_to_a_form_without_codes_does_not_pass_the_limit(
    app: Flask, entry: Any
) -> None:
    set_limits(app, limit_answers="3/hour")
    page = f"/promises/{promises.promise(entry).id}"
    form = {"happened": "yes", "slip_code": "any"}
    sent = [fill_in(app.test_client(), page, form) for _ in range(4)]

    assert [each.status_code for each in sent] == [303] * 3 + [429]


def test_mistakes_in_a_room_are_no_guesses_at_codes(app: Flask, rating_page: str) -> None:
    set_limits(app, limit_codes="3/hour")
    empty = [fill_in(app.test_client(), rating_page, {}) for _ in range(4)]
    form = {**SEVEN, "slip_code": "x"}
    guesses = [fill_in(app.test_client(), rating_page, form) for _ in range(4)]

    assert [each.status_code for each in empty] == [422] * 4
    assert [each.status_code for each in guesses] == [422] * 3 + [429]


# What a refusal says


def test_a_refusal_says_when_to_try_again(client: Any, entry: Any) -> None:
    refused = [fill_in(client, WRITE, QUESTION) for _ in range(11)][-1]

    assert 3500 < int(refused.headers["Retry-After"]) <= 3601
    assert "60 minutes" in refused.text


def test_a_program_is_told_when_to_ask_again(client: Any, app: Flask, session: Any) -> None:
    set_limits(app, limit_api="2/minute")
    *answers, refused = [client.get("/api/entries") for _ in range(3)]

    assert [each.status_code for each in answers] == [200, 200]
    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert 0 < int(refused.headers["Retry-After"]) <= 61


# Settings


def test_a_limit_is_what_the_setting_says(client: Any, app: Flask, entry: Any) -> None:
    set_limits(app, limit_comments="1/day")

    assert [fill_in(client, WRITE, QUESTION).status_code for _ in range(2)] == [303, 429]


@pytest.mark.parametrize("wrong", ["many", "0/hour", "10", "10/fortnight", "-1/hour"])
def test_a_limit_that_makes_no_sense_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("COPROD_ENVIRONMENT", "test")
    monkeypatch.setenv("COPROD_LIMIT_COMMENTS", wrong)

    with pytest.raises(BadSettingsError, match="COPROD_LIMIT_COMMENTS"):
        Settings.read()
