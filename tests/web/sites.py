"""Apps in which changes are really committed, each with a database of its own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from coprod.app import create_app
from coprod.core.database import db
from tests.conftest import StrictClient, create_tables, settings, token_maker


@contextmanager
def committing(purpose: str, folder: Path, **given: Any) -> Iterator[Flask]:
    """Give an app with these settings, inside its context."""
    usual = settings(purpose)
    if usual.database_url == "sqlite://":
        given["database_url"] = f"sqlite:///{folder / 'register.db'}"
    app = create_app(usual.model_copy(update=given))
    app.test_client_class = StrictClient
    app.extensions["token_for_tests"] = token_maker(app)
    with app.app_context():
        create_tables()
        yield app
        db.session.remove()
        db.drop_all()
        db.engine.dispose()


def press_together(
    site: Flask, browser: Any, path: str, data: dict[str, str], *, times: int
) -> list[TestResponse]:
    """Send a form several times at the same moment, always from the same browser."""
    cookie = browser.get_cookie("session")
    browsers: list[Any] = [site.test_client() for _each in range(times)]
    for each in browsers:
        each.set_cookie("session", cookie.value)

    def send(one: Any) -> TestResponse:
        with site.app_context():
            answer: TestResponse = one.send(path, data)
            return answer

    with ThreadPoolExecutor(times) as people:
        return list(people.map(send, browsers))
